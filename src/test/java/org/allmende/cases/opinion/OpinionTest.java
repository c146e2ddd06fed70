package org.allmende.cases.opinion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.Answer;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Multipart;
import org.allmende.SentCase;
import org.allmende.Visitor;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Role;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.operations.Runner;
import org.allmende.platform.time.GermanDates;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Another office or a body outside says something to a case, and sees no more of it than that needs. */
class OpinionTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String QUESTION = "Gibt es bei Ihnen Bedenken? (Łódź, <b>§ 5</b>)";
    private static final LocalDate TODAY = LocalDate.now(GermanDates.BERLIN);

    private final Visitor citizen = COUNTY.visitor();
    private final Visitor clerk = COUNTY.staff("angelburg", Role.CLERK);
    private final Visitor asked = COUNTY.staff("steffenberg", Role.CLERK);
    private final SentCase sent = SentCase.of(
            COUNTY,
            new Citizen(citizen)
                    .answering("ort", "angelburg")
                    .answering("familienname", "Wübbenhorst")
                    .answering("vornamen", "Jörg-Peter")
                    .send("angelburg", "eheurkunde"));
    private final String path = sent.path();
    private final UUID id = sent.id();
    private final String desk = sent.desk();

    @Test
    void theOfficeThatIsAskedSeesWhatWasChosenForItAndNothingElse() {
        askOffice(answer("familienname"), file());

        assertThat(asked.get("/arbeitsplatz/stellungnahmen")
                        .html()
                        .select("table")
                        .text())
                .contains("Angelburg, Standesamt", "offen")
                .doesNotContain("Wübbenhorst");
        var page = asked.get(request()).html();
        assertThat(page.select("main").text())
                .contains(QUESTION, "Wübbenhorst", ".png")
                .doesNotContain("Jörg-Peter");
        assertThat(page.select("main dl.sums > div")).hasSize(1);
        var shown = page.select("main a[href*=/datei/]").attr("href");
        assertThat(asked.get(shown).status()).isEqualTo(200);
        assertThat(asked.get(desk).status()).as("the case itself").isEqualTo(404);
        assertThat(asked.get(desk + "/stellungnahme").status()).isEqualTo(404);
        assertThat(asked.get(desk + "/datei/" + file()).status()).isEqualTo(404);
        assertThat(asked.get(request() + "/datei/" + file()).status())
                .as("the case's own file, by its own id")
                .isEqualTo(404);
        assertThat(wallShows("steffenberg", "select count(*) from cases.opinion"))
                .isZero();
        assertThat(wallShows("angelburg", "select count(*) from cases.opinion_request"))
                .isZero();

        assertThat(history()).contains("Angaben für die Stellungnahme angesehen");
        assertThat(actions()).contains("case.opinion-asked", "case.opinion-read");
    }

    @Test
    void nothingIsShownUnlessItIsChosen() {
        askOffice(Map.of(), null);

        assertThat(asked.get(request()).html().select("main").text())
                .contains("Nichts außer der Frage.")
                .doesNotContain("Wübbenhorst", ".png");
        assertThat(clerk.get(desk + "/stellungnahme")
                        .html()
                        .select("input[name=angabe][checked], input[name=datei][checked]"))
                .isEmpty();
    }

    @Test
    void theAnswerComesBackWithItsFileAndWhatWasShownIsGone() {
        askOffice(answer("familienname"), file());
        var shown = asked.get(request()).html().select("main a[href*=/datei/]").attr("href");

        assertThat(reply(asked, request(), Map.of())
                        .html()
                        .select("[role=alert]")
                        .text())
                .contains("Wählen Sie, ob Sie Einwände haben.");
        assertThat(reply(asked, request(), Map.of("urteil", "text", "text", "Ja, wegen § 12 <i>PStG</i>."))
                        .location())
                .endsWith("?erledigt=ja");

        var page = clerk.get(desk + "/stellungnahme").html();
        assertThat(page.select("article").text())
                .contains("eingegangen", "Ja, wegen § 12 <i>PStG</i>.", "gutachten.png");
        var file = page.select("article a[href*=/datei/]").attr("href");
        assertThat(clerk.get(file).status()).isEqualTo(200);
        assertThat(asked.get(file).status()).isEqualTo(404);
        assertThat(asked.get(shown).status()).as("what was shown").isEqualTo(404);
        assertThat(asked.get(request()).html().select("main").text())
                .contains("Ja, wegen § 12 <i>PStG</i>.")
                .doesNotContain("Wübbenhorst");
        assertThat(reply(asked, request(), Map.of("urteil", "keine")).location())
                .endsWith("?erledigt=nein");
        assertThat(citizen.get(path).html().select("main").text())
                .contains("Die Stellungnahme der anderen Stelle ist da")
                .doesNotContain("§ 12", "gutachten.png");
        assertThat(history()).contains("Stellungnahme eingegangen");
    }

    @Test
    void somebodyOutsideAnswersWithALinkAndACodeWithoutAnAccount() {
        var fields = new HashMap<>(answer("familienname"));
        fields.putAll(Map.of("wer", "stelle", "stelle", "Hessen Mobil", "email", "poststelle@mobil.example"));
        ask(fields);
        var link = "/angelburg/stellungnahme/" + opinion();
        var mail = COUNTY.owner()
                .sql(
                        "select recipient || ' ' || body from platform.mail where tenant = 'angelburg' order by id desc limit 1")
                .query(String.class)
                .single();
        assertThat(mail).contains("poststelle@mobil.example", link).doesNotContain("Wübbenhorst");
        var first = code();
        var code = code();
        var outside = COUNTY.visitor();

        assertThat(outside.get(link).html().select("main").text()).doesNotContain("Wübbenhorst", QUESTION);
        assertThat(outside.post(link + "/oeffnen", Map.of("code", first))
                        .html()
                        .select("[role=alert]")
                        .text())
                .as("a new code replaces the earlier one")
                .contains("Dieser Code passt nicht");
        outside.post(link + "/oeffnen", Map.of("code", code.toLowerCase(java.util.Locale.ROOT)));
        var page = outside.get(link);
        assertThat(page.html().select("main").text())
                .contains(QUESTION, "Wübbenhorst")
                .doesNotContain("Jörg-Peter");
        assertThat(page.header("cache-control")).contains("no-store");

        assertThat(reply(outside, link, Map.of("urteil", "keine"))
                        .html()
                        .select("[role=alert]")
                        .text())
                .contains("Geben Sie Ihren Namen ein.");
        reply(outside, link, Map.of("urteil", "keine", "name", "Zoë Ångström"));

        assertThat(outside.get(link).html().select("main").text())
                .contains("Keine Einwände (Zoë Ångström")
                .doesNotContain("Wübbenhorst");
        assertThat(clerk.get(desk + "/stellungnahme").html().select("article").text())
                .contains("Keine Einwände (Zoë Ångström");
        assertThat(clerk.get(desk).html().select("[aria-labelledby=h-schritte]").text())
                .contains("1 da");
    }

    @Test
    void whoeverIsAskedNoLongerSeesNothingMore() {
        askOffice(answer("familienname"), file());
        var copies = COUNTY.owner()
                .sql("select unnest(files) from cases.opinion_request where id = ?")
                .param(opinion())
                .query(UUID.class)
                .list();
        assertThat(copies).hasSize(1);

        clerk.post(desk + "/stellungnahme/" + opinion() + "/zurueckziehen", Map.of());

        assertThat(asked.get(request()).status()).isEqualTo(404);
        assertThat(COUNTY.owner()
                        .sql("select count(*) from platform.file where id = ?")
                        .param(copies.getFirst())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(reply(asked, request(), Map.of("urteil", "keine")).status()).isEqualTo(404);
        assertThat(history()).contains("Bitte um Stellungnahme zurückgezogen");
    }

    @Test
    void whoDoesNotAnswerInTimeIsRemindedOnce() {
        askOffice(Map.of(), null);
        COUNTY.owner()
                .sql("update cases.opinion set due = current_date - 1 where id = ?")
                .param(opinion())
                .update();

        work("opinions");
        work("opinions");

        assertThat(history().split("Stellungnahme überfällig, erinnert", -1)).hasSize(2);
        assertThat(clerk.get(desk).html().select("[aria-labelledby=h-schritte]").text())
                .contains("1 überfällig");
        assertThat(COUNTY.owner()
                        .sql(
                                "select count(*) from platform.mail where subject like 'Erinnerung: Stellungnahme zu %' || ?")
                        .param(path.substring(path.lastIndexOf('/') + 1))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void withTheCaseItIsDeletedInBothTenants() {
        askOffice(answer("familienname"), file());
        reply(asked, request(), Map.of("urteil", "text", "text", "Keine Bedenken."));
        var opinion = opinion();
        var replied = COUNTY.owner()
                .sql("select unnest(reply_files) from cases.opinion where id = ?")
                .param(opinion)
                .query(UUID.class)
                .single();

        COUNTY.owner()
                .sql("update cases.case set delete_after = current_date - 1 where id = ?")
                .param(id)
                .update();
        work("case deletion");

        assertThat(COUNTY.owner()
                        .sql("""
                        select (select count(*) from cases.opinion where id = :id)
                             + (select count(*) from cases.opinion_request where id = :id)
                             + (select count(*) from platform.file where id = :file)
                        """)
                        .param("id", opinion)
                        .param("file", replied)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void askingNeedsAnOfficeAQuestionADayAndTheCase() {
        assertThat(ask(Map.of("amt", "steffenberg/gibt-es-nicht"))
                        .html()
                        .select("[role=alert]")
                        .text())
                .contains("Wählen Sie, welches Amt Sie fragen.");
        assertThat(ask(Map.of("frage", " ", "bis", TODAY.toString()))
                        .html()
                        .select("[role=alert]")
                        .text())
                .contains("Schreiben Sie, was die Stelle prüfen soll.", "Geben Sie einen künftigen Tag an");
        assertThat(ask(Map.of("frage", "x".repeat(4001)))
                        .html()
                        .select("[role=alert]")
                        .text())
                .contains("4.000");
        assertThat(ask(Map.of("wer", "stelle", "stelle", "Verband", "email", "a@b.de\nBcc: x@y.de"))
                        .html()
                        .select("[role=alert]")
                        .text())
                .contains("Name und E-Mail-Adresse");
        assertThat(asked.post(desk + "/stellungnahme", fields(Map.of())).status())
                .as("another tenant's clerk")
                .isEqualTo(404);
        assertThat(COUNTY.owner()
                        .sql("select count(*) from cases.opinion where case_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aFileOfAnotherCaseIsNeverShown() {
        var other = new Citizen(COUNTY.visitor())
                .answering("ort", "angelburg")
                .send("angelburg", "eheurkunde")
                .address()
                .getPath()
                .replaceFirst(".*/vorgang/([^/]+)/.*", "$1");
        var foreign = COUNTY.owner()
                .sql(
                        "select a.file from cases.attachment a join cases.case c on c.id = a.case_id where c.number = ? limit 1")
                .param(other)
                .query(UUID.class)
                .single();

        askOffice(Map.of("angabe", "gibt/es-nicht"), foreign);

        assertThat(asked.get(request()).html().select("main").text()).contains("Nichts außer der Frage.");
    }

    private Map<String, String> answer(String question) {
        var chosen = clerk.get(desk + "/stellungnahme").html().select("input[name=angabe]").eachAttr("value").stream()
                .filter(path -> path.equals("person/" + question))
                .findFirst()
                .orElseThrow();
        return Map.of("angabe", chosen);
    }

    private UUID file() {
        return COUNTY.owner()
                .sql("select file from cases.attachment where case_id = ? limit 1")
                .param(id)
                .query(UUID.class)
                .single();
    }

    private Map<String, String> fields(Map<String, String> further) {
        var fields = new HashMap<>(Map.of(
                "wer",
                "amt",
                "amt",
                "steffenberg/standesamt",
                "frage",
                QUESTION,
                "bis",
                TODAY.plusDays(20).toString()));
        fields.putAll(further);
        return fields;
    }

    private Answer ask(Map<String, String> further) {
        return clerk.post(desk + "/stellungnahme", fields(further));
    }

    private void askOffice(Map<String, String> chosen, UUID file) {
        var fields = new HashMap<>(chosen);
        if (file != null) {
            fields.put("datei", file.toString());
        }
        assertThat(ask(fields).location()).endsWith("/stellungnahme#liste");
    }

    private static Answer reply(Visitor who, String address, Map<String, String> fields) {
        var body = Multipart.of(fields);
        if (!fields.isEmpty()) {
            body.file("datei", "gutachten.png", "image/png", Citizen.picture());
        }
        return who.post(address, body.contentType(), body.bytes());
    }

    private String code() {
        return clerk.post(desk + "/stellungnahme/" + opinion() + "/code", Map.of())
                .html()
                .select(".kern-alert .big")
                .text();
    }

    private UUID opinion() {
        return COUNTY.owner()
                .sql("select id from cases.opinion where case_id = ? order by asked desc limit 1")
                .param(id)
                .query(UUID.class)
                .single();
    }

    private String request() {
        return "/arbeitsplatz/stellungnahmen/" + opinion();
    }

    private String history() {
        return clerk.get(desk).html().select("ol.tl").text();
    }

    private List<String> actions() {
        return COUNTY.owner()
                .sql("select action from platform.audit_entry where subject = ? order by seq")
                .param(id.toString())
                .query(String.class)
                .list();
    }

    /** What a tenant's own transactions count, whatever the query forgets. */
    private static int wallShows(String tenant, String sql) {
        return COUNTY.bean(Tenancy.class)
                .as(
                        tenant,
                        () -> COUNTY.bean(JdbcClient.class)
                                .sql(sql)
                                .query(Integer.class)
                                .single());
    }

    private static void work(String name) {
        COUNTY.context().getBeansOfType(DueWork.class).values().stream()
                .filter(work -> work.name().equals(name))
                .forEach(work -> COUNTY.bean(Runner.class).run(work));
    }
}
