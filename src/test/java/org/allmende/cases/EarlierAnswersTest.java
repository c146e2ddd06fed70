package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Form;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.junit.jupiter.api.Test;

/** Whoever has applied once need not type everything again. */
class EarlierAnswersTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "coelbe";

    private final Visitor citizen = COUNTY.visitor();
    private final String sent = SentCase.of(
                    COUNTY,
                    new Citizen(citizen)
                            .answering("ort", TENANT)
                            .answering("vornamen", "Rosalinde")
                            .answering("familienname", "Öhrström")
                            .send(TENANT, "eheurkunde"))
            .path();

    @Test
    void nothingIsTakenOverWithoutConsent() {
        int before = drafts();

        var refused = citizen.post(sent + "/noch-einmal", Map.of("was", "dieselbe"));

        assertThat(refused.html().select("[role=alert]").text()).contains("Einverständnis");
        assertThat(COUNTY.visitor()
                        .post(sent + "/noch-einmal", Map.of("was", "dieselbe", "einwilligung", "ja"))
                        .location())
                .as("without the key")
                .contains("/antrag?");
        assertThat(drafts()).isEqualTo(before);
    }

    @Test
    void theSameServiceBeginsWithAllThatStillHolds() {
        var begun =
                citizen.follow(citizen.post(sent + "/noch-einmal", Map.of("was", "dieselbe", "einwilligung", "ja")));

        assertThat(begun.toString()).as("files are not taken over").endsWith("/vollmacht → 200");
        var draft = draft(begun);
        var person = citizen.get(draft + "/person");
        assertThat(value(person, "familienname")).isEqualTo("Öhrström");
        assertThat(person.html().text()).contains("Übernommen aus Ihrem Antrag vom");
        assertThat(citizen.get(draft + "/bescheid").html().select("input[type=checkbox][checked]"))
                .as("a consent is given anew")
                .isEmpty();
    }

    @Test
    void anotherServiceKnowsThePersonUntilTheyTakeItBack() {
        var begun = citizen.follow(citizen.post(
                sent + "/noch-einmal",
                Map.of("was", "andere", "leistung", "meldebescheinigung", "einwilligung", "ja")));
        var draft = draft(begun);
        assertThat(answers(draft)).contains("Rosalinde", "Öhrström", "35075").doesNotContain("bevollmaechtigt");

        var taken = COUNTY.owner()
                .sql("select taken ->> 'paths' from cases.draft where id = :id::uuid")
                .param("id", draft.split("/")[3])
                .query(String.class)
                .single();
        assertThat(taken).contains("familienname");
        citizen.post(draft + "/zuruecknehmen", Map.of());

        assertThat(answers(draft)).isEqualTo("{}");
    }

    @Test
    void whatItsAuthorHasLookedAtStays() {
        var draft = draft(
                citizen.follow(citizen.post(sent + "/noch-einmal", Map.of("was", "dieselbe", "einwilligung", "ja"))));
        var person = citizen.get(draft + "/person");
        citizen.post(Form.listOf(person.html()).stream()
                .filter(form -> form.path().equals(draft + "/person"))
                .findFirst()
                .orElseThrow()
                .with("familienname", "Weiß"));
        assertThat(citizen.get(draft + "/person").html().text()).doesNotContain("Übernommen aus");

        citizen.post(draft + "/zuruecknehmen", Map.of());

        assertThat(answers(draft)).contains("person/familienname\":\"Weiß").doesNotContain("erste_person/", "post/");
    }

    private static String draft(Answer page) {
        var path = page.address().getPath();
        return path.substring(0, path.lastIndexOf('/'));
    }

    private static String value(Answer page, String input) {
        return page.html().select("input[name=%s]".formatted(input)).val();
    }

    private static String answers(String draft) {
        return COUNTY.owner()
                .sql("select answers from cases.draft where id = :id::uuid")
                .param("id", draft.split("/")[3])
                .query(String.class)
                .single();
    }

    private static int drafts() {
        return COUNTY.owner()
                .sql("select count(*) from cases.draft where tenant = :tenant")
                .param("tenant", TENANT)
                .query(Integer.class)
                .single();
    }
}
