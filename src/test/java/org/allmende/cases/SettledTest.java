package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.junit.jupiter.api.Test;

/** Where nothing is decided, the office says that it is done, and nobody writes a letter. */
class SettledTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "angelburg";
    private static final String EMAIL = "zaehlerstand@buerger.example";

    private final Visitor citizen = COUNTY.visitor();
    private final Visitor clerk = COUNTY.staff(TENANT, Role.CLERK);
    private final Answer sentPage = new Citizen(citizen)
            .answering("ort", TENANT)
            .answering("art", "haus")
            .answering("anlass", "jahr")
            .answering("adresse.postcode", "35719")
            .answering("adresse.country", "")
            .answering("email", EMAIL)
            .send(TENANT, "wasserzaehler-ablesen");
    private final SentCase sent = SentCase.of(COUNTY, sentPage);
    private final String path = sent.path();
    private final String number = sent.number();
    private final String desk = sent.desk();

    @Test
    void theCitizenReadsWhatTheOfficeSaysAndGetsNoLetter() {
        settle("erledigt", "Danke, wir haben 1482 eingetragen.");

        var page = citizen.get(path).html();
        assertThat(page.select(".ready").text()).contains("Das ist erledigt", "Danke, wir haben 1482 eingetragen.");
        assertThat(page.select(".ready a")).isEmpty();
        assertThat(page.select("main").text()).doesNotContain("Bescheid", "entschieden");
        assertThat(citizen.get(path + "/bescheid.pdf").status()).isEqualTo(404);
        assertThat(citizen.get(path + "/eingang.pdf").status()).isEqualTo(200);
        assertThat(subjects())
                .anyMatch(subject -> subject.startsWith("Erledigt:"))
                .noneMatch(subject -> subject.contains("Bescheid"));
    }

    @Test
    void withoutAWordTheCitizenReadsThatNothingIsLeftToDo() {
        settle("erledigt", "");

        assertThat(citizen.get(path).html().select(".ready").text()).contains("Sie müssen nichts mehr tun.");
    }

    @Test
    void whatIsNotPossibleNeedsAWord() {
        var refused = clerk.post(desk + "/entscheiden", Map.of("outcome", "geht_nicht", "reason", ""));

        assertThat(refused.html().select("[role=alert]").text())
                .isEqualTo("Sagen Sie der Person, warum es nicht geht.");
        assertThat(refused.html().select("input[name=outcome][checked]").eachAttr("value"))
                .as("what was chosen is still chosen")
                .containsExactly("geht_nicht");
        settle("geht_nicht", "Diese Zählernummer gibt es nicht.");
        assertThat(citizen.get(path).html().select(".ready").text()).contains("Diese Zählernummer gibt es nicht.");
    }

    @Test
    void theDeskOffersNeitherPreviewNorSeal() {
        var form = clerk.get(desk).html().select("form[action$=/entscheiden]");

        assertThat(form.select("button").eachText()).containsExactly("Abschließen");
        assertThat(clerk.post(desk + "/vorschau", Map.of("outcome", "erledigt")).status())
                .isEqualTo(404);
    }

    private void settle(String outcome, String word) {
        var done = clerk.post(desk + "/entscheiden", Map.of("outcome", outcome, "reason", word));
        assertThat(done.location()).contains("erledigt=settled");
        for (int patience = 0; patience < 300 && subjects().size() < 2; patience++) {
            pause();
        }
        assertThat(state()).isEqualTo("DONE");
    }

    /** The last one, that it is done, follows when the case is closed. */
    private List<String> subjects() {
        return COUNTY.owner()
                .sql("select subject from platform.mail where recipient = :to and subject like :number")
                .param("to", EMAIL)
                .param("number", "%" + number + "%")
                .query(String.class)
                .list();
    }

    private String state() {
        return COUNTY.owner()
                .sql("select state from cases.case where number = ?")
                .param(number)
                .query(String.class)
                .single();
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
