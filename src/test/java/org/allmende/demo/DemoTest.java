package org.allmende.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.DemoCounty;
import org.allmende.Multipart;
import org.allmende.Visitor;
import org.allmende.cases.Case;
import org.allmende.cases.CaseState;
import org.allmende.cases.Entries;
import org.allmende.cases.Entry;
import org.allmende.platform.audit.AuditCheck;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.config.ConfigurationCheck;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Accounts;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The demo as it fills itself, seen from outside and from the database. */
class DemoTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    @Test
    void everyStoryIsOneCaseAndNoneIsMissing() {
        var teller = COUNTY.bean(StoryTeller.class);
        var cases = StoriesTest.STORIES.stream()
                .map(story -> teller.find(story))
                .flatMap(Optional::stream)
                .map(Case::number)
                .distinct();
        assertThat(cases).hasSize(400);
    }

    @Test
    void everyStoryIsToldToItsEnd() {
        var teller = COUNTY.bean(StoryTeller.class);
        assertThat(StoriesTest.STORIES)
                .allSatisfy(story -> assertThat(teller.happened(story))
                        .as("steps of %s", story)
                        .isGreaterThanOrEqualTo(story.steps()));
    }

    @Test
    void everyTownHasCasesAndTheyAreInEveryState() {
        assertThat(COUNTY.owner()
                        .sql("select count(distinct tenant) from cases.case")
                        .query(Integer.class)
                        .single())
                .isGreaterThanOrEqualTo(22);
        var states = COUNTY.owner()
                .sql("select distinct state from cases.case")
                .query(String.class)
                .list();
        assertThat(states).contains("NEW", "IN_REVIEW", "QUESTION_OPEN", "ANSWERED", "NOTICE_READY", "DONE");
        assertThat(number("select count(*) from cases.case where outcome = 'abgelehnt'"))
                .isGreaterThan(10);
        assertThat(
                        number(
                                "select count(*) from cases.case where closed is null and rests_since is null and due < now()::date"))
                .isGreaterThan(10);
    }

    @Test
    void thePastHappenedWhenItIsSaidToHave() {
        assertThat(number("select count(*) from cases.entry where at > now()")).isZero();
        assertThat(number("""
                        select count(*)
                          from cases.case it
                          join engine.act_hi_procinst process on process.id_ = it.id::text
                         where process.start_time_ <> it.submitted
                           and it.submitted < now() - interval '1 day'
                        """))
                .as("processes that began at another time than their case")
                .isZero();
        assertThat(number("""
                        select count(*)
                          from cases.letter
                          join cases.case it on it.tenant = letter.tenant and it.id = letter.case_id
                         where letter.kind = 'NOTICE' and letter.created <> it.decided
                           and it.decided < now() - interval '1 day'
                        """)).as("notices of another day than the decision").isZero();
    }

    @Test
    void everyAuditLogIsWhole() {
        var check = COUNTY.bean(AuditCheck.class);
        for (var tenant : List.of("gladenbach", "marburg", "wohratal")) {
            assertThat(check.verify(tenant)).as(tenant).isInstanceOf(AuditCheck.Result.Intact.class);
        }
    }

    @Test
    void aStoryThatWasToldIsNotToldAgain() {
        var teller = COUNTY.bean(StoryTeller.class);
        var story = COUNTY.bean(DemoLoad.class).stories().notice();
        var before = history(story);
        teller.tell(story);
        teller.tell(story, 1);
        assertThat(history(story)).isEqualTo(before);
    }

    @Test
    void aStoryThatWasBrokenOffIsTakenUpWhereItStood() {
        var teller = COUNTY.bean(StoryTeller.class);
        var model = COUNTY.bean(DemoLoad.class).stories().notice();
        var story = new Story(
                "broken-off",
                model.portal(),
                model.tenant(),
                "de",
                model.sent(),
                model.answers(),
                List.of(),
                model.acts());
        teller.tell(story, 0);
        teller.tell(story, 1);
        assertThat(teller.happened(story)).isEqualTo(2);
        assertThat(teller.tell(story).state()).isEqualTo(CaseState.NOTICE_READY);
        assertThat(history(story))
                .containsExactly(
                        Entry.Kind.SUBMITTED,
                        Entry.Kind.CLAIMED,
                        Entry.Kind.NOTE,
                        Entry.Kind.DECIDED,
                        Entry.Kind.NOTICE_READY);
    }

    @Test
    void aStoryIsKnownAgainWhenItsDraftHasBeenDeleted() {
        var story = COUNTY.bean(DemoLoad.class).stories().notice();
        var before = history(story);
        COUNTY.owner()
                .sql("delete from cases.draft where code_hash = :hash")
                .param("hash", story.code().hash())
                .update();
        COUNTY.bean(StoryTeller.class).tell(story);
        assertThat(history(story)).isEqualTo(before);
    }

    private static List<Entry.Kind> history(Story story) {
        var it = COUNTY.bean(StoryTeller.class).find(story).orElseThrow();
        return COUNTY
                .bean(Tenancy.class)
                .as(it.tenant(), () -> COUNTY.bean(Entries.class).list(it.id()))
                .stream()
                .map(Entry::kind)
                .toList();
    }

    @Test
    void oneClickLogsInUnderANewSession() {
        var visitor = COUNTY.visitor();
        var first = visitor.post("/demo/anmelden", Map.of("konto", "standesamt.gladenbach"));
        assertThat(first.location()).endsWith("/arbeitsplatz");
        var session = visitor.cookie("sitzung");
        assertThat(visitor.get("/arbeitsplatz").text()).contains("Miriam Kern");
        visitor.post("/demo/anmelden", Map.of("konto", "betrieb", "weiter", "/arbeitsplatz/betrieb"));
        assertThat(visitor.cookie("sitzung")).isPresent().isNotEqualTo(session);
        assertThat(visitor.get("/arbeitsplatz/betrieb").text()).contains("Tarik Sönmez");
        assertThat(visitor.post("/demo/anmelden", Map.of("konto", "betrieb", "weiter", "//elsewhere.example"))
                        .location())
                .endsWith("/arbeitsplatz");
        assertThat(visitor.post("/demo/anmelden", Map.of("konto", "probe")).status())
                .isEqualTo(404);
    }

    @Test
    void thePasswordOnTheConsoleOpensEveryAccount() {
        assertThat(COUNTY.loggedIn("standesamt.marburg", DemoAccounts.PASSWORD)
                        .get("/arbeitsplatz")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatTheCitizenAnswersIsOnTheClerksList() {
        var citizen = COUNTY.visitor();
        var opened = citizen.post("/demo/antrag", Map.of("was", "frage"));
        var number = opened.location().replaceFirst(".*/", "");
        assertThat(citizen.follow(opened).text()).contains("6. Juni 2014");
        citizen.post("/gladenbach/vorgang/" + number + "/antwort", Map.of("text", "Die Nummer ist E 41/2014."));
        var clerk = COUNTY.visitor();
        clerk.post("/demo/anmelden", Map.of("konto", "standesamt.gladenbach"));
        assertThat(clerk.get("/arbeitsplatz?q=" + number)
                        .html()
                        .select("tbody tr")
                        .text())
                .contains("Antwort eingegangen", "Leonie Hartwig");
        assertThat(COUNTY.visitor().post("/demo/antrag", Map.of("was", "frage")).location())
                .as("the next visitor meets an open question too")
                .doesNotContain(number);
    }

    @Test
    void theTourLeadsTwoPeopleAndAnApplicantThroughOneRefusal() {
        var clerk = COUNTY.visitor();
        var desk = clerk.post("/demo/ablehnung", Map.of("wer", "amt")).location();
        assertThat(clerk.get(desk).html().select("#anhoeren, #entscheiden")).hasSize(2);
        clerk.post(
                desk + "/anhoeren",
                Map.of("absicht", "abgelehnt", "gruende", "Es fehlt ein Bedürfnis.", "bis", "2099-03-02"));
        var person = COUNTY.visitor();
        var page = person.follow(person.post("/demo/ablehnung", Map.of("wer", "person")));
        assertThat(page.html().select(".turn").text()).contains("Es fehlt ein Bedürfnis.");
        person.post(page.address().getPath() + "/antwort", Map.of("text", "Ich möchte mich sicherer fühlen."));
        clerk.post(desk + "/entscheiden", Map.of("outcome", "abgelehnt", "reason", "Es fehlt ein Bedürfnis."));
        var second = COUNTY.visitor();
        assertThat(second.post("/demo/ablehnung", Map.of("wer", "zweite")).location())
                .isEqualTo(desk);

        assertThat(clerk.post(desk + "/bestaetigen", Map.of())
                        .html()
                        .select("[role=alert]")
                        .text())
                .startsWith("Bestätigen muss eine zweite Person.");
        assertThat(second.post(desk + "/bestaetigen", Map.of()).location()).contains("erledigt=confirmed");
    }

    @Test
    void theTourShowsWhatHappensBesideTheProcess() {
        for (var step : List.of("stellungnahme", "ortstermin", "berichtigung", "weitergabe", "teilbescheid")) {
            var clerk = COUNTY.visitor();
            var there = clerk.post("/demo/schritt", Map.of("was", step)).location();
            assertThat(there).endsWith("/" + step);
            var page = clerk.get(there);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.html().select("main article, main section.card"))
                    .as(step)
                    .isNotEmpty();
        }
        var second = COUNTY.visitor();
        var partial = second.post("/demo/schritt", Map.of("was", "teilbescheid", "wer", "zweite"))
                .location();
        assertThat(second.post(partial + "/bestaetigen", Map.of()).status()).isEqualTo(303);
        var leonie = COUNTY.visitor();
        var opened = leonie.follow(leonie.post("/demo/schritt", Map.of("was", "weitergabe", "wer", "person")));
        assertThat(opened.html().select("main").text()).contains("Darf eine andere Behörde Ihren Antrag bekommen?");
        var path = opened.address().getPath();
        assertThat(leonie.post(path + "/weitergabe", Map.of("antwort", "ja")).location())
                .isNotEqualTo(path);
        assertThat(COUNTY.visitor()
                        .post("/demo/schritt", Map.of("was", "gibt-es-nicht"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theNoticeOfTheTourIsGenuine() {
        var citizen = COUNTY.visitor();
        var opened = citizen.post("/demo/antrag", Map.of("was", "bescheid"));
        var pdf = citizen.get(
                URI.create(COUNTY.url("/")).resolve(opened.location()).getPath() + "/bescheid.pdf");
        assertThat(pdf.contentType()).isEqualTo("application/pdf");
        var form = Multipart.of(Map.of()).file("datei", "bescheid.pdf", "application/pdf", pdf.body());
        var verdict = COUNTY.visitor()
                .post("/pruefen", form.contentType(), form.bytes())
                .html()
                .select(".verdict")
                .text();
        assertThat(verdict)
                .contains(
                        "Ja, diese Datei ist echt", "Stadt Gladenbach, Standesamt", "Siegel ist das der Demonstration");
    }

    @Test
    void theTourChangesAProcessAndTheNextChangeUndoesIt() {
        var planner = COUNTY.visitor();
        var process = "/arbeitsplatz/prozesse/strassenfest";
        assertThat(planner.post("/demo/anmelden", Map.of("konto", "kompetenzcenter", "weiter", process + "/liste"))
                        .location())
                .isEqualTo(process + "/liste");

        planner.post(
                process + "/liste",
                Map.of(
                        "stand", stand(planner, process),
                        "weiter", "neu",
                        "neu.name", "Bauhof sieht sich die Straße an",
                        "neu.weg", "alles_da"));
        assertThat(planner.get(process + "/liste?pruefen").html().text()).contains("Der Ablauf ist vollständig");
        var trials = planner.get(process + "/proben").html();
        assertThat(trials.select("tbody").text()).contains("→ Bauhof sieht sich die Straße an →");
        assertThat(planner.post(
                                process + "/veroeffentlichen",
                                Map.of("stand", stand(planner, process), "wo", "lahntal"))
                        .location())
                .contains("/proben?erledigt=");

        var step = planner.get(process + "/liste")
                .html()
                .select("button[value^=weg:aufgabe_]")
                .val();
        planner.post(process + "/liste", Map.of("stand", stand(planner, process), "weiter", step));
        planner.post(process + "/veroeffentlichen", Map.of("stand", stand(planner, process), "wo", "lahntal"));
        assertThat(planner.get(process + "/liste")
                        .html()
                        .select("[name^=name:]")
                        .eachAttr("value"))
                .doesNotContain("Bauhof sieht sich die Straße an");
    }

    private static String stand(Visitor planner, String process) {
        return planner.get(process).html().select("input[name=stand]").val();
    }

    @Test
    void aDemonstrationNeverBecomesAServerForRealPeople() {
        var demo = COUNTY.bean(Configuration.class);
        var real = new Configuration(
                demo.publicUrl(),
                demo.region(),
                false,
                demo.data(),
                demo.database(),
                demo.files(),
                demo.mail(),
                demo.seal(),
                demo.login(),
                demo.citizen(),
                demo.dashboard(),
                demo.backup(),
                demo.decision(),
                demo.handover(),
                demo.sensing(),
                demo.geo(),
                demo.metricsToken());
        assertThatThrownBy(() -> guard(real).afterSingletonsInstantiated())
                .isInstanceOf(ConfigurationCheck.Refused.class)
                .hasMessageContaining("take another data folder");
        guard(demo).afterSingletonsInstantiated();
    }

    private static DemoGuard guard(Configuration configuration) {
        return new DemoGuard(configuration, COUNTY.bean(Accounts.class), COUNTY.bean(PasswordEncoder.class));
    }

    private static long number(String sql) {
        return COUNTY.owner().sql(sql).query(Long.class).single();
    }
}
