package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.allmende.cases.bpmn.Engine;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.operations.Runner;
import org.allmende.platform.time.GermanDates;
import org.junit.jupiter.api.Test;

/** A proceeding can rest, and its applicant can end it. */
class SuspensionTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "bad-endbach";
    private static final String WHY = "Wir warten auf das Urteil im Verfahren über Ihr Grundstück.";
    private static final LocalDate TODAY = LocalDate.now(GermanDates.BERLIN);

    private final Visitor citizen = COUNTY.visitor();
    private final Visitor clerk = COUNTY.staff(TENANT, Role.CLERK);
    private final SentCase sent = SentCase.of(
            COUNTY,
            new Citizen(citizen).answering("ort", TENANT).answering("email", "").send(TENANT, "reisegewerbekarte"));
    private final String path = sent.path();
    private final UUID id = sent.id();
    private final String desk = sent.desk();

    @Test
    void whileACaseRestsNothingIsDecidedAndItsClocksStand() {
        assertThat(suspend(TODAY.plusDays(20)).location()).contains("erledigt=suspended");

        var page = clerk.get(desk).html();
        assertThat(page.select("main h1").text()).contains("Ruht");
        assertThat(page.select(".clocks").text()).contains("angehalten seit", "Wiedervorlage am");
        assertThat(page.select("#entscheiden, #anhoeren, #ruhen")).isEmpty();
        assertThat(citizen.get(path).html().select("main").text()).contains("Das Verfahren ruht");
        assertThat(alert(clerk.post(desk + "/entscheiden", Map.of("outcome", "bewilligt"))))
                .contains("inzwischen weiter");

        assertThat(clerk.post(desk + "/fortsetzen", Map.of()).location()).contains("erledigt=resumed");
        assertThat(clerk.get(desk).html().select(".clocks").text()).doesNotContain("Wiedervorlage", "angehalten seit");
        assertThat(clerk.post(desk + "/entscheiden", Map.of("outcome", "bewilligt"))
                        .location())
                .contains("erledigt=decided");
    }

    @Test
    void onTheDayOfResubmissionTheCaseComesBack() {
        suspend(TODAY.plusDays(1));
        assertThat(overdueOrToday()).doesNotContain(path.substring(path.lastIndexOf('/') + 1));
        COUNTY.owner()
                .sql(
                        "update cases.deadline set began = began - 1, due = due - 1, wake = wake - interval '1 day' where case_id = ? and kind = 'RESUBMISSION'")
                .param(id)
                .update();
        COUNTY.context().getBeansOfType(DueWork.class).values().stream()
                .filter(work -> work.name().equals("deadlines"))
                .forEach(work -> COUNTY.bean(Runner.class).run(work));

        assertThat(overdueOrToday()).contains(path.substring(path.lastIndexOf('/') + 1));
        assertThat(clerk.post(desk + "/fortsetzen", Map.of()).location()).contains("erledigt=resumed");
    }

    @Test
    void withoutAReasonOrADayNothingRests() {
        assertThat(alert(clerk.post(desk + "/ruhen", Map.of("ruhegrund", " ", "wieder", "2099-01-01"))))
                .isEqualTo("Schreiben Sie, warum das Verfahren ruht.");
        assertThat(alert(clerk.post(desk + "/ruhen", Map.of("ruhegrund", WHY, "wieder", TODAY.toString()))))
                .contains("künftigen Tag");
        assertThat(alert(clerk.post(desk + "/fortsetzen", Map.of()))).contains("inzwischen weiter");
    }

    @Test
    void theApplicantCanTakeTheApplicationBackWhileItIsNotDecided() {
        assertThat(citizen.post(path + "/ruecknahme", Map.of()).location()).isEqualTo(path);
        assertThat(state()).as("without saying that they are sure").isEqualTo("NEW");

        citizen.post(path + "/ruecknahme", Map.of("sicher", "on"));

        assertThat(state()).isEqualTo("DONE");
        assertThat(citizen.get(path).html().select("main").text()).contains("Sie haben den Antrag zurückgenommen");
        assertThat(citizen.get(path).html().select("form[action$=/ruecknahme]")).isEmpty();
        assertThat(clerk.get(desk).html().select("ol.tl").text()).contains("Antrag zurückgenommen");
        assertThat(alert(clerk.post(desk + "/entscheiden", Map.of("outcome", "bewilligt"))))
                .contains("inzwischen weiter");
        assertThat(COUNTY.bean(Tenancy.class)
                        .<Boolean>as(TENANT, () -> COUNTY.bean(Engine.class).isRunning(id)))
                .isFalse();
        assertThat(citizen.post(path + "/ruecknahme", Map.of("sicher", "on")).location())
                .isEqualTo(path);
        assertThat(COUNTY.owner()
                        .sql(
                                "select count(*) from platform.audit_entry where subject = ? and action = 'case.withdrawn'")
                        .param(id.toString())
                        .query(Integer.class)
                        .single())
                .isOne();
    }

    @Test
    void nobodyWithoutTheCodeCanTakeItBack() {
        assertThat(COUNTY.visitor()
                        .post(path + "/ruecknahme", Map.of("sicher", "on"))
                        .location())
                .contains("/antrag?geschlossen");
        assertThat(state()).isEqualTo("NEW");
    }

    private Answer suspend(LocalDate again) {
        return clerk.post(desk + "/ruhen", Map.of("ruhegrund", WHY, "wieder", again.toString()));
    }

    private String overdueOrToday() {
        var number = path.substring(path.lastIndexOf('/') + 1);
        return clerk.get("/arbeitsplatz?ansicht=today&q=" + number)
                .html()
                .select("table.list")
                .text();
    }

    private String state() {
        return COUNTY.owner()
                .sql("select state from cases.case where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private static String alert(Answer answer) {
        return answer.html().select("[role=alert]").text();
    }
}
