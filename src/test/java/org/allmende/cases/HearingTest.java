package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.junit.jupiter.api.Test;

/** Nobody is refused without having been heard, and nobody refuses alone (§ 28 VwVfG, four eyes). */
class HearingTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String COUNTYS = "marburg-biedenkopf";
    private static final String GROUNDS = "Es gibt Tatsachen, die gegen Ihre Zuverlässigkeit sprechen (Łódź, § 5).";
    private static final LocalDate TODAY = LocalDate.now(GermanDates.BERLIN);

    private final Visitor citizen = COUNTY.visitor();
    private final Visitor clerk = COUNTY.staff(COUNTYS, Role.CLERK);
    private final Visitor colleague = COUNTY.staff(COUNTYS, Role.LEAD);
    private final SentCase sent = SentCase.of(
            COUNTY,
            new Citizen(citizen)
                    .answering("art", "erbe")
                    .answering("vornamen", "Jörg-Peter")
                    .answering("familienname", "Weiß")
                    .send("steffenberg", "waffenbesitzkarte"));
    private final String path = sent.path();
    private final UUID id = sent.id();
    private final String desk = sent.desk();

    @Test
    void aRefusalNeedsAHearingOrTheReasonWhyThereIsNone() {
        reachTheDecision();

        assertThat(alert(refuse(Map.of())))
                .isEqualTo("Vor dieser Entscheidung wird angehört (§ 28 Abs. 1 VwVfG). Hören Sie an, oder sagen Sie,"
                        + " warum das nicht nötig ist.");
        assertThat(refuse(Map.of("ohne", "Gefahr im Verzug (§ 28 Abs. 2 Nr. 1)"))
                        .location())
                .contains("erledigt=proposed");

        assertThat(history()).contains("hat nicht angehört", "Gefahr im Verzug (§ 28 Abs. 2 Nr. 1)");
        assertThat(citizen.get(path).html().text()).doesNotContain("Gefahr im Verzug");
    }

    @Test
    void whoIsHeardReadsTheGroundsAndCanSaySomethingToThem() {
        reachTheDecision();
        assertThat(hear(TODAY.plusDays(14)).location()).contains("erledigt=heard");

        var turn = citizen.get(path).html().select(".turn").text();
        assertThat(turn).contains("Wir wollen Ihren Antrag ablehnen", GROUNDS, "Das sage ich dazu");
        citizen.await(path + "/anhoerung.pdf");
        assertThat(clerk.get(desk).html().select("#entscheiden, #anhoeren, form[action$=/weiter]"))
                .as("nothing is decided while somebody is heard")
                .isEmpty();
        assertThat(alert(refuse(Map.of()))).contains("Der Vorgang ist inzwischen weiter");
        assertThat(alert(clerk.post(desk + "/weiter", Map.of()))).contains("Die Frist zur Äußerung läuft noch");

        citizen.post(path + "/antwort", Map.of("text", "Das Verfahren ist eingestellt worden."));

        assertThat(citizen.get(path).html().select(".turn")).isEmpty();
        assertThat(history()).contains("Äußerung", "Das Verfahren ist eingestellt worden.");
        assertThat(refuse(Map.of()).location()).contains("erledigt=proposed");
    }

    @Test
    void whoSaysNothingHasHadTheirTime() {
        reachTheDecision();
        hear(TODAY.plusDays(7));
        COUNTY.owner()
                .sql("update cases.hearing set due = current_date - 1 where case_id = :id")
                .param("id", id)
                .update();

        assertThat(clerk.get(desk).html().select("form[action$=/weiter]")).hasSize(1);
        assertThat(clerk.post(desk + "/weiter", Map.of()).location()).contains("erledigt=wenton");
        assertThat(refuse(Map.of()).location()).contains("erledigt=proposed");
    }

    @Test
    void aHearingThatGivesNoTimeOrNoGroundsIsNone() {
        assertThat(alert(hear(TODAY.plusDays(3)))).contains("mindestens 7 Tage");
        assertThat(alert(clerk.post(
                        desk + "/anhoeren", Map.of("absicht", "abgelehnt", "gruende", "  ", "bis", "2099-01-01"))))
                .contains("aus welchen Gründen");
        assertThat(alert(clerk.post(
                        desk + "/anhoeren",
                        Map.of("absicht", "abgelehnt", "gruende", "x".repeat(4001), "bis", "2099-01-01"))))
                .contains("4.000");
        assertThat(alert(clerk.post(
                        desk + "/anhoeren", Map.of("absicht", "erteilt", "gruende", "Nein.", "bis", "2099-01-01"))))
                .as("what is granted needs no hearing")
                .contains("inzwischen weiter");
        assertThat(alert(clerk.post(
                        desk + "/anhoeren", Map.of("absicht", "unsinn", "gruende", "Nein.", "bis", "2099-01-01"))))
                .contains("inzwischen weiter");
    }

    @Test
    void fourEyesBelongToTwoPeople() {
        reachTheDecision();
        refuse(Map.of("ohne", "Gefahr im Verzug"));

        assertThat(clerk.get(desk).html().select("button[formaction$=/bestaetigen]"))
                .isEmpty();
        assertThat(alert(clerk.post(desk + "/bestaetigen", Map.of())))
                .startsWith("Bestätigen muss eine zweite Person.");
        assertThat(state()).isEqualTo("CONFIRMATION");
        assertThat(citizen.get(path).html().text()).doesNotContain("entschieden", "Ihr Bescheid ist da");

        assertThat(colleague.get(desk).html().select("button[formaction$=/bestaetigen]"))
                .hasSize(1);
        assertThat(colleague.post(desk + "/bestaetigen", Map.of()).location()).contains("erledigt=confirmed");

        citizen.await(path + "/bescheid.pdf");
        assertThat(actions()).containsSubsequence("case.proposed", "case.confirmed");
        assertThat(alert(colleague.post(desk + "/bestaetigen", Map.of()))).contains("inzwischen weiter");
    }

    @Test
    void theSecondPersonCanSendItBackAndThenItIsDecidedAnew() {
        reachTheDecision();
        refuse(Map.of("ohne", "Gefahr im Verzug"));

        assertThat(alert(colleague.post(desk + "/zurueckgeben", Map.of("warum", ""))))
                .isEqualTo("Schreiben Sie, warum Sie nicht bestätigen.");
        assertThat(colleague
                        .post(desk + "/zurueckgeben", Map.of("warum", "Bitte erst anhören."))
                        .location())
                .contains("erledigt=sentback");

        assertThat(state()).isEqualTo("IN_REVIEW");
        assertThat(history()).contains("hat nicht bestätigt", "Bitte erst anhören.");
        assertThat(hear(TODAY.plusDays(14)).location()).contains("erledigt=heard");
    }

    @Test
    void whatNeedsNoFourEyesIsDecidedAtOnce() {
        reachTheDecision();

        assertThat(clerk.post(desk + "/entscheiden", Map.of("outcome", "erteilt_blockiert"))
                        .location())
                .contains("erledigt=decided");
    }

    @Test
    void anotherTenantsClerkCanNeitherHearNorConfirm() {
        var stranger = COUNTY.staff("steffenberg", Role.CLERK);
        for (var act : List.of("anhoeren", "bestaetigen", "zurueckgeben", "weiter")) {
            var answer = stranger.post(
                    desk + "/" + act,
                    Map.of("absicht", "abgelehnt", "gruende", "Nein.", "bis", "2099-01-01", "warum", "Nein."));
            assertThat(answer.status()).as(act).isEqualTo(404);
        }
        assertThat(state()).isEqualTo("NEW");
    }

    private void reachTheDecision() {
        for (var task : List.of("pruefen", "aufgabe_register", "aufgabe_polizei", "aufgabe_schrank")) {
            assertThat(clerk.post(desk + "/aufgabe", Map.of("task", task)).location())
                    .contains("erledigt=ticked");
        }
    }

    private Answer hear(LocalDate until) {
        return clerk.post(
                desk + "/anhoeren", Map.of("absicht", "abgelehnt", "gruende", GROUNDS, "bis", until.toString()));
    }

    private Answer refuse(Map<String, String> further) {
        var fields = new java.util.HashMap<>(further);
        fields.put("outcome", "abgelehnt");
        fields.put("reason", GROUNDS);
        return clerk.post(desk + "/entscheiden", fields);
    }

    private static String alert(Answer answer) {
        return answer.html().select("[role=alert]").text();
    }

    private String history() {
        return clerk.get(desk).html().select("ol.tl").text();
    }

    private String state() {
        return COUNTY.owner()
                .sql("select state from cases.case where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private List<String> actions() {
        return COUNTY.owner()
                .sql("select action from platform.audit_entry where subject = ? order by seq")
                .param(id.toString())
                .query(String.class)
                .list();
    }
}
