package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.operations.Runner;
import org.allmende.platform.time.GermanDates;
import org.junit.jupiter.api.Test;

/** What deadlines bring about by themselves, in a service that counts as granted after three months (§ 6a GewO). */
class DeadlineWorkTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "steffenberg";

    private final Visitor citizen = COUNTY.visitor();
    private final Visitor clerk = COUNTY.staff(TENANT, Role.CLERK);
    private final SentCase sent = SentCase.of(
            COUNTY,
            new Citizen(citizen).answering("ort", TENANT).answering("email", "").send(TENANT, "reisegewerbekarte"));
    private final String path = sent.path();
    private final UUID id = sent.id();
    private final String desk = sent.desk();

    @Test
    void theDeskSaysWhatIsDueAndWhy() {
        assertThat(clerk.get(desk).html().select(".clocks li").eachText())
                .satisfiesExactlyInAnyOrder(
                        sentence ->
                                assertThat(sentence).startsWith("Ziel bis ").contains("20 Arbeitstage nach Eingang am"),
                        sentence -> assertThat(sentence)
                                .startsWith("Frist bis ")
                                .contains("3 Monate nach Eingang am", "(§ 6a Abs. 1 GewO)"));
        assertThat(clerk.get("/arbeitsplatz?q=" + path.substring(path.lastIndexOf('/') + 1))
                        .html()
                        .select("table.list")
                        .text())
                .contains("20 Arbeitstage nach Eingang am");
    }

    @Test
    void aDifficultMatterTakesLongerOnceAndTheApplicantReadsWhy() {
        assertThat(alert(prolong("P1M", " "))).isEqualTo("Schreiben Sie, warum die Sache schwierig ist.");
        assertThat(alert(prolong("P9Y", "Schwierig."))).contains("Wählen Sie, um wie viel");
        assertThat(COUNTY.staff("angelburg", Role.CLERK)
                        .post(desk + "/verlaengern", Map.of("um", "P1M", "anlass", "x"))
                        .status())
                .isEqualTo(404);

        assertThat(prolong("P1M", "Das Gutachten fehlt noch (Łódź).").location())
                .contains("erledigt=prolonged");

        assertThat(clerk.get(desk).html().select(".clocks").text())
                .contains("einmal um 1 Monat verlängert (§ 42a Abs. 2 Satz 3 VwVfG)");
        assertThat(clerk.get(desk).html().select("form[action$=/verlaengern]")).isEmpty();
        assertThat(citizen.get(path).html().select("main").text())
                .contains("Wir brauchen länger", "Das Gutachten fehlt noch (Łódź).", "einmal um 1 Monat verlängert");
        assertThat(alert(prolong("P1M", "Noch einmal."))).contains("inzwischen weiter");
        assertThat(actions()).contains("case.prolonged");

        age(100);
        assertThat(actions()).as("after three months").doesNotContain("case.deemed-granted");
        age(30);
        assertThat(actions()).as("after four").contains("case.deemed-granted");
    }

    private Answer prolong(String by, String why) {
        return clerk.post(desk + "/verlaengern", Map.of("um", by, "anlass", why));
    }

    private static String alert(Answer answer) {
        return answer.html().select("[role=alert]").text();
    }

    @Test
    void anApplicationThatNobodyDecidesOnCountsAsGrantedAndCannotBeRefusedAnyMore() {
        age(100);

        assertThat(citizen.get(path).html().select("main").text()).contains("Ihr Antrag gilt als genehmigt");
        assertThat(clerk.get(desk).html().select("main").text())
                .contains("Gilt seit", "als genehmigt", "Bescheinigung bis");
        var refused = clerk.post(desk + "/entscheiden", Map.of("outcome", "abgelehnt", "reason", "Zu spät."));
        assertThat(refused.html().select("[role=alert]").text())
                .isEqualTo("Der Antrag gilt schon als genehmigt und kann nicht mehr abgelehnt werden.");
        assertThat(actions()).contains("case.deemed-granted").doesNotContain("case.decided");

        assertThat(clerk.post(desk + "/entscheiden", Map.of("outcome", "bewilligt"))
                        .location())
                .contains("erledigt=decided");
        awaitNotice();
        assertThat(clerk.get(desk).html().select("main").text()).doesNotContain("Gilt seit");
    }

    @Test
    void onItsLastDayNothingCountsAsGrantedYet() {
        var due = due("DECISION");
        shift((int) java.time.temporal.ChronoUnit.DAYS.between(LocalDate.now(GermanDates.BERLIN), due));

        work();

        assertThat(kinds()).contains("REMINDED").doesNotContain("DEEMED_GRANTED");
    }

    @Test
    void whilePapersAreMissingThePeriodDoesNotRunAndThenBeginsAnew() {
        ask("Bitte schicken Sie uns das noch.", "Führungszeugnis\n\n  Passfoto  \n");
        assertThat(citizen.get(path).html().select(".turn li").eachText())
                .containsExactly("Führungszeugnis", "Passfoto");
        assertThat(due("DECISION")).isNull();
        age(100);
        assertThat(kinds()).contains("UNANSWERED").doesNotContain("DEEMED_GRANTED");

        citizen.post(path + "/antwort", Map.of("text", "Hier ist beides."));

        assertThat(due("DECISION")).isAfter(LocalDate.now(GermanDates.BERLIN).plusDays(80));
        assertThat(clerk.get(desk).html().select(".clocks").text())
                .contains("3 Monate nach Eingang der letzten Unterlagen am");
    }

    @Test
    void aMereQuestionDoesNotStopThePeriodOfTheLaw() {
        ask("Wie sind Sie tagsüber zu erreichen?", "");
        age(100);

        assertThat(kinds()).contains("DEEMED_GRANTED");
        assertThat(citizen.get(path).html().select(".turn")).isEmpty();
        assertThat(clerk.post(desk + "/entscheiden", Map.of("outcome", "bewilligt"))
                        .location())
                .contains("erledigt=decided");
    }

    @Test
    void whoeverDoesNotAnswerInTimeIsNotForgottenAndTheOfficeCanGoOn() {
        ask("Was verkaufen Sie?", "Warenliste");
        age(30);

        var list = clerk.get("/arbeitsplatz?ansicht=overdue&q=" + path.substring(path.lastIndexOf('/') + 1))
                .html();
        assertThat(list.select("table.list").text()).contains("überfällig");
        assertThat(clerk.post(desk + "/weiter", Map.of()).location()).contains("erledigt=wenton");

        assertThat(citizen.get(path).html().select("main").text()).contains("Wir machen ohne Ihre Antwort weiter");
        assertThat(clerk.post(desk + "/weiter", Map.of())
                        .html()
                        .select("[role=alert]")
                        .text())
                .contains("Der Vorgang ist inzwischen weiter");
    }

    @Test
    void whatHasHappenedHappensOnce() {
        age(100);
        work();
        work();

        assertThat(kinds().stream().filter("DEEMED_GRANTED"::equals)).hasSize(1);
        assertThat(actions().stream().filter("case.deemed-granted"::equals)).hasSize(1);
    }

    private void ask(String text, String papers) {
        var until = LocalDate.now(GermanDates.BERLIN).plusDays(14);
        assertThat(clerk.post(
                                desk + "/schreiben",
                                Map.of("kind", "message", "text", text, "fehlt", papers, "bis", until.toString()))
                        .location())
                .contains("erledigt=asked");
    }

    /** Lets that many days pass for this case. */
    private void age(int days) {
        shift(days);
        work();
    }

    private void shift(int days) {
        change(
                "update cases.deadline set began = began - :days, due = due - :days, wake = wake - make_interval(days => :days) where case_id = :id",
                days);
        change("update cases.hold set since = since - :days, until = until - :days where case_id = :id", days);
        change("update cases.case set due = due - :days where id = :id", days);
    }

    private void change(String sql, int days) {
        COUNTY.owner().sql(sql).param("days", days).param("id", id).update();
    }

    private static void work() {
        COUNTY.context().getBeansOfType(DueWork.class).values().stream()
                .filter(work -> work.name().equals("deadlines"))
                .forEach(work -> COUNTY.bean(Runner.class).run(work));
    }

    private LocalDate due(String kind) {
        return COUNTY.owner()
                .sql("select due from cases.deadline where case_id = :id and kind = :kind")
                .param("id", id)
                .param("kind", kind)
                .query((row, number) -> row.getObject("due", LocalDate.class))
                .list()
                .getFirst();
    }

    private List<String> kinds() {
        return COUNTY.owner()
                .sql("select kind from cases.entry where case_id = :id order by at, id")
                .param("id", id)
                .query(String.class)
                .list();
    }

    private List<String> actions() {
        return COUNTY.owner()
                .sql("select action from platform.audit_entry where subject = :id order by seq")
                .param("id", id.toString())
                .query(String.class)
                .list();
    }

    private void awaitNotice() {
        for (int patience = 0; patience < 300; patience++) {
            if (kinds().contains("NOTICE_READY")) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("The notice was not made.");
    }
}
