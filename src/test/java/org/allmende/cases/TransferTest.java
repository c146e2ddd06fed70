package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.allmende.cases.deadlines.ApplicationDay;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.operations.Runner;
import org.allmende.platform.time.GermanDates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A case that came to the wrong municipality goes to the right one, if its applicant agrees. */
class TransferTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String WHY = "Die Ehe wurde in <Steffenberg> geschlossen (Łódź).";

    private final Visitor citizen = COUNTY.visitor();
    private final Visitor clerk = COUNTY.staff("angelburg", Role.CLERK);
    private final Visitor other = COUNTY.staff("steffenberg", Role.CLERK);
    private final SentCase sent = SentCase.of(
            COUNTY,
            new Citizen(citizen)
                    .answering("ort", "angelburg")
                    .answering("familienname", "Wübbenhorst")
                    .send("angelburg", "eheurkunde"));
    private final String path = sent.path();
    private final UUID id = sent.id();
    private final String desk = sent.desk();

    @Test
    void withConsentItIsACaseOfItsOwnThereWithAllAnswersAndFiles() {
        ask(Map.of());
        assertThat(clerk.get(desk).html().select("[aria-labelledby=h-schritte]").text())
                .contains("wartet auf Einwilligung");
        assertThat(citizen.get(path).html().select("main").text())
                .contains("Darf eine andere Behörde Ihren Antrag bekommen?");
        assertThat(citizen.get(path + "/weitergabe").html().select("main").text())
                .contains(WHY, "Steffenberg", "probe.png", "Alle Ihre Angaben");
        assertThat(handed()).as("nobody has it before").isEmpty();

        var there = agree().location();

        assertThat(there).startsWith("/steffenberg/vorgang/");
        var now = SentCase.of(COUNTY, there);
        assertThat(citizen.get(there).html().select("main").text())
                .contains("Abgegeben von Gemeinde Angelburg, Standesamt (%s)".formatted(sent.number()))
                .contains("§ 42a Abs. 2 Satz 2 VwVfG");
        assertThat(citizen.get(path).html().select("main").text())
                .contains("Ihr Antrag ist jetzt bei einer anderen Behörde", now.number())
                .doesNotContain("Entscheidung spätestens");
        var page = other.get(now.desk()).html();
        assertThat(page.select("main").text()).contains("Wübbenhorst", WHY, sent.number());
        var file = page.select("a[href*=/datei/]").attr("href");
        assertThat(other.get(file).status()).isEqualTo(200);
        assertThat(column(id, "answers_hash")).isEqualTo(column(now.id(), "answers_hash"));
        assertThat(column(id, "state")).isEqualTo("DONE");
        assertThat(clerk.get(desk).html().select("main").text()).contains("Dieser Vorgang ist jetzt bei", now.number());
        assertThat(actions(id)).containsSubsequence("case.transfer-asked", "case.transfer-agreed", "case.transferred");
        assertThat(actions(now.id())).contains("case.transfer-arrived");
    }

    @Test
    void eachSideSeesItsOwnCaseOnly() {
        ask(Map.of());
        var now = SentCase.of(COUNTY, agree().location());

        for (var address : List.of(desk, desk + "/weitergabe", desk + "/datei/" + file(id))) {
            assertThat(other.get(address).status()).as(address).isEqualTo(404);
        }
        assertThat(clerk.get(now.desk()).status()).isEqualTo(404);
        assertThat(clerk.get(now.desk() + "/weitergabe").status()).isEqualTo(404);
        assertThat(wallShows("steffenberg", "select count(*) from cases.transfer where case_id = ?", id))
                .isZero();
        assertThat(wallShows("angelburg", "select count(*) from cases.arrival where case_id = ?", now.id()))
                .isZero();
        assertThat(COUNTY.visitor().get(path + "/weitergabe").status())
                .as("without the code")
                .isEqualTo(303);
        assertThat(COUNTY.visitor()
                        .post(path + "/weitergabe", Map.of("antwort", "ja"))
                        .location())
                .contains("antrag?geschlossen");
    }

    @Test
    void whoeverAgreesTwiceHasHandedOnOnce() {
        ask(Map.of());
        var there = agree().location();

        assertThat(agree().location()).isEqualTo(there);
        assertThat(handed()).hasSize(1);
    }

    @Test
    void whoeverRefusesKeepsTheCaseWhereItIs() {
        ask(Map.of());
        assertThat(citizen.post(path + "/weitergabe", Map.of())
                        .html()
                        .select("[role=alert]")
                        .text())
                .contains("Wählen Sie Ja oder Nein.");

        citizen.post(path + "/weitergabe", Map.of("antwort", "nein", "grund", "Ich <will> das nicht."));

        assertThat(handed()).isEmpty();
        assertThat(column(id, "state")).isEqualTo("NEW");
        assertThat(clerk.get(desk).html().select("ol.tl").text())
                .contains("Mit der Weitergabe nicht einverstanden", "Ich <will> das nicht.");
        assertThat(clerk.get(desk + "/weitergabe").html().select("main").text()).contains("war nicht einverstanden");
        assertThat(ask(Map.of()).status()).as("can be asked again").isEqualTo(303);
    }

    @Test
    void onceDecidedItIsTooLateToAgree() {
        ask(Map.of());
        clerk.post(desk + "/entscheiden", Map.of("outcome", "abgelehnt", "reason", "Nicht zuständig."));

        assertThat(citizen.get(path + "/weitergabe").html().select("main").text())
                .contains("ist gerade nichts zu beantworten");
        assertThat(agree().location()).isEqualTo(path);
        assertThat(handed()).isEmpty();
    }

    @Test
    void aQuestionThatIsOpenEndsWithTheCase() {
        ask(Map.of());
        clerk.post(
                desk + "/schreiben",
                Map.of(
                        "kind", "message",
                        "text", "Welches Jahr?",
                        "bis", LocalDate.now(GermanDates.BERLIN).plusDays(9).toString()));

        assertThat(agree().location()).startsWith("/steffenberg/");
        assertThat(citizen.get(path).html().select("#ht")).isEmpty();
    }

    @Test
    void whatIsAskedCanBeTakenBack() {
        ask(Map.of());
        clerk.post(desk + "/weitergabe/zurueckziehen", Map.of());

        assertThat(agree().location()).isEqualTo(path);
        assertThat(handed()).isEmpty();
    }

    @Test
    void onlyOfficesThatOfferTheServiceCanGetIt() {
        var offered =
                clerk.get(desk + "/weitergabe").html().select("#amt option").eachAttr("value");
        assertThat(offered)
                .contains("steffenberg/standesamt")
                .noneMatch(one -> one.startsWith("angelburg/"))
                .allMatch(one -> one.isEmpty() || one.endsWith("/standesamt"));
        assertThat(alert(ask(Map.of("amt", "angelburg/standesamt", "grundlage", "gesetz", "warum", " "))))
                .contains("Wählen Sie ein Amt.", "Wählen Sie die Grundlage.", "warum das andere Amt zuständig ist");
        assertThat(alert(ask(Map.of("amt", "gibt-es-nicht", "warum", "x".repeat(501)))))
                .contains("Wählen Sie ein Amt.", "500");
        assertThat(other.post(desk + "/weitergabe", Map.of()).status()).isEqualTo(404);
        assertThatThrownBy(() -> COUNTY.bean(Transferring.class)
                        .handOnByLaw(staff("angelburg"), id, "steffenberg/standesamt", WHY))
                .as("the package names no provision")
                .isInstanceOf(CaseNotFound.class);
        assertThat(ask(Map.of()).status()).isEqualTo(303);
        assertThat(alert(ask(Map.of()))).as("one at a time").contains("inzwischen weiter");
    }

    @Test
    void whereTheServiceNamesAProvisionItGoesAtOnceAndTheFirstReceiptCounts() {
        var child = SentCase.of(
                COUNTY,
                new Citizen(citizen)
                        .answering("ort", "angelburg")
                        .answering("geboren.year", "2024")
                        .answering("ab.year", "2027")
                        .send("angelburg", "kita-anmelden"));
        var to = clerk.get(child.desk() + "/weitergabe")
                .html()
                .select("#amt option")
                .eachAttr("value");
        assertThat(to).contains("steffenberg/kita");

        var done = clerk.post(
                child.desk() + "/weitergabe",
                Map.of("amt", "steffenberg/kita", "grundlage", "gesetz", "warum", "Das Kind wohnt dort."));

        assertThat(done.status()).isEqualTo(303);
        var number = COUNTY.owner()
                .sql("select to_number from cases.transfer where case_id = ?")
                .param(child.id())
                .query(String.class)
                .single();
        var now = SentCase.of(COUNTY, "/steffenberg/vorgang/" + number);
        assertThat(other.get(now.desk()).html().select("main").text())
                .contains("gilt als an diesem Tag gestellt", "§ 16 Abs. 2 Satz 2 SGB I");
        assertThat(citizen.get(child.path()).html().select("main").text())
                .contains("Ihr Antrag ist jetzt bei einer anderen Behörde", "§ 16 Abs. 2 Satz 1 SGB I");
        assertThat(citizen.get(now.path()).status())
                .as("the code opens it there, too")
                .isEqualTo(200);
    }

    @Test
    void deletedHereItStaysThereAndTheOtherWayRound() {
        ask(Map.of());
        var now = SentCase.of(COUNTY, agree().location());

        delete(id);

        assertThat(COUNTY.owner()
                        .sql("select count(*) from cases.transfer where case_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
        var file = other.get(now.desk()).html().select("a[href*=/datei/]").attr("href");
        assertThat(other.get(file).status()).as("the copy").isEqualTo(200);

        delete(now.id());
        assertThat(COUNTY.owner()
                        .sql(
                                "select (select count(*) from cases.arrival where case_id = :id) + (select count(*) from platform.file where id = :file)")
                        .param("id", now.id())
                        .param("file", UUID.fromString(file.substring(file.lastIndexOf('/') + 1)))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void itCanComeBack() {
        ask(Map.of());
        var there = SentCase.of(COUNTY, agree().location());
        other.post(
                there.desk() + "/weitergabe",
                Map.of("amt", "angelburg/standesamt", "grundlage", "einwilligung", "warum", "Doch dort."));
        var back = citizen.post(there.path() + "/weitergabe", Map.of("antwort", "ja"))
                .location();

        assertThat(back).startsWith("/angelburg/vorgang/").isNotEqualTo(path);
        var file = clerk.get(SentCase.of(COUNTY, back).desk())
                .html()
                .select("a[href*=/datei/]")
                .attr("href");
        assertThat(clerk.get(file).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "general | 2026-11-30 | 2026-11-30 | § 42a Abs. 2 Satz 2 VwVfG, § 75 Satz 2 VwGO",
                "social | 2026-11-30 | 2026-11-20 | § 16 Abs. 2 Satz 2 SGB I",
                "social | 1980-01-01 | 2026-11-20 | § 16 Abs. 2 Satz 2 SGB I"
            })
    void theDayOfTheApplicationIsTheOneOfTheLaw(String basis, LocalDate arrival, LocalDate begin, String law) {
        var day = ApplicationDay.of(basis.equals("social"), arrival);

        assertThat(day.law()).isEqualTo(law);
        assertThat(day.begin(LocalDate.of(2026, 11, 20), arrival)).isEqualTo(begin);
    }

    private static Staff staff(String tenant) {
        return new Staff(
                UUID.randomUUID(),
                "Probe",
                tenant,
                List.of(tenant),
                java.util.Set.of(Role.CLERK),
                java.util.Set.of("*"));
    }

    private Answer ask(Map<String, String> further) {
        var fields = new HashMap<>(Map.of("amt", "steffenberg/standesamt", "grundlage", "einwilligung", "warum", WHY));
        fields.putAll(further);
        return clerk.post(desk + "/weitergabe", fields);
    }

    private Answer agree() {
        return citizen.post(path + "/weitergabe", Map.of("antwort", "ja"));
    }

    private static String alert(Answer answer) {
        return answer.html().select("[role=alert]").text();
    }

    private List<UUID> handed() {
        return COUNTY.owner()
                .sql("select case_id from cases.arrival where from_number = ?")
                .param(sent.number())
                .query(UUID.class)
                .list();
    }

    private static String column(UUID id, String name) {
        return COUNTY.owner()
                .sql("select %s::text from cases.case where id = ?".formatted(name))
                .param(id)
                .query(String.class)
                .single();
    }

    private static UUID file(UUID id) {
        return COUNTY.owner()
                .sql("select file from cases.attachment where case_id = ? limit 1")
                .param(id)
                .query(UUID.class)
                .single();
    }

    private static List<String> actions(UUID id) {
        return COUNTY.owner()
                .sql("select action from platform.audit_entry where subject = ? order by seq")
                .param(id.toString())
                .query(String.class)
                .list();
    }

    private static int wallShows(String tenant, String sql, UUID id) {
        return COUNTY.bean(Tenancy.class)
                .as(
                        tenant,
                        () -> COUNTY.bean(JdbcClient.class)
                                .sql(sql)
                                .param(id)
                                .query(Integer.class)
                                .single());
    }

    private static void delete(UUID id) {
        COUNTY.owner()
                .sql("update cases.case set delete_after = current_date - 1 where id = ?")
                .param(id)
                .update();
        COUNTY.context().getBeansOfType(DueWork.class).values().stream()
                .filter(work -> work.name().equals("case deletion"))
                .forEach(work -> COUNTY.bean(Runner.class).run(work));
    }
}
