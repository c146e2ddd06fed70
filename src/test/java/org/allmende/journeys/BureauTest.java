package org.allmende.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.allmende.bench.ReadBack;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Assignment;
import org.allmende.platform.login.Role;
import org.allmende.platform.time.GermanDates;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

/** What colleagues do for each other: name one another, stand in, share texts and work. */
class BureauTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "bad-endbach";
    private static final String DESK = "/arbeitsplatz";

    private final Visitor clerk = COUNTY.staff(TENANT, Role.CLERK);
    private final Visitor lead = COUNTY.staff(TENANT, Role.LEAD);
    private final Visitor stranger = COUNTY.staff("steffenberg", Role.CLERK, Role.LEAD);

    private static String send(String familyName) {
        var sent = new Citizen(COUNTY.visitor())
                .answering("ort", TENANT)
                .answering("familienname", familyName)
                .send(TENANT, "eheurkunde");
        new ReadBack(COUNTY.owner()).awaitFollowUps(Duration.ofMinutes(1));
        return COUNTY.owner()
                .sql("select '/arbeitsplatz/vorgaenge/' || id from cases.case where number = :number")
                .param("number", sent.address().getPath().replaceFirst(".*/vorgang/([^/]+)/.*", "$1"))
                .query(String.class)
                .single();
    }

    private static UUID account(Role role) {
        return COUNTY.owner()
                .sql("select id from platform.account where login = :login")
                .param("login", "probe-%s.%s".formatted(role.name().toLowerCase(Locale.ROOT), TENANT))
                .query(UUID.class)
                .single();
    }

    private static LocalDate today() {
        return LocalDate.now(GermanDates.BERLIN);
    }

    private static String assignee(String desk) {
        return COUNTY.owner()
                .sql("""
                        select account.name
                          from cases.case
                          join platform.account on account.id = assignee
                         where "case".id = :id::uuid
                        """)
                .param("id", desk.substring(desk.lastIndexOf('/') + 1))
                .query(String.class)
                .single();
    }

    @Test
    void whoIsNamedInANoteReadsOfIt() {
        var desk = send("Erwähnt");
        clerk.post(
                desk + "/schreiben",
                Map.of("kind", "note", "text", "@probe PROBE-lead.%s, bitte ansehen!".formatted(TENANT)));

        var mentions = lead.get(DESK + "/erwaehnungen").html();
        assertThat(mentions.select("tr.unread a").eachAttr("href")).contains(desk);
        assertThat(clerk.get(DESK + "/erwaehnungen").html().select("td a").eachAttr("href"))
                .doesNotContain(desk);
        assertThat(stranger.get(DESK + "/erwaehnungen").html().select("td a").eachAttr("href"))
                .doesNotContain(desk);

        lead.post(DESK + "/erwaehnungen/gelesen", Map.of());
        assertThat(lead.get(DESK + "/erwaehnungen").html().select("tr.unread")).isEmpty();
    }

    @Test
    void aTextBlockIsSeenFilledInBeforeItIsInserted() {
        var desk = send("Šimić-Ößwald");
        assertThat(clerk.post(DESK + "/bausteine", Map.of("name", "Falsch", "text", "Guten Tag {{vorname}}"))
                        .html()
                        .select("[role=alert]")
                        .text())
                .contains("Das Feld „vorname“ kennen wir nicht.");
        clerk.post(DESK + "/bausteine", Map.of("name", "Anrede", "text", "Guten Tag {{name}},\nzu {{nummer}}: $1"));
        assertThat(clerk.post(DESK + "/bausteine", Map.of("name", "A", "text", "b", "wer", "alle"))
                        .status())
                .as("only a lead writes for all")
                .isEqualTo(403);
        lead.post(DESK + "/bausteine", Map.of("name", "Für alle", "text", "Mit freundlichem Gruß", "wer", "alle"));

        var page = clerk.get(desk).html();
        var offered = page.select(".compose .blocks li");
        assertThat(offered.eachText()).anyMatch(text -> text.startsWith("Für alle Mit freundlichem Gruß"));
        var greeting = offered.select("p").getFirst().wholeText();
        assertThat(greeting).contains("Šimić-Ößwald").contains(": $1").doesNotContain("{{");
        var button = offered.select("button").getFirst();
        var inserted = clerk.post(
                        button.attr("formaction"), Map.of("baustein", button.attr("value"), "text", "Vorher."))
                .html();
        assertThat(inserted.select("#text").first().wholeText()).isEqualTo("Vorher.\n\n" + greeting);
        var other = clerk.post(button.attr("formaction"), Map.of("baustein", button.attr("value"), "reason", ""))
                .html();
        assertThat(other.select("#reason").first().wholeText()).isEqualTo(greeting);

        assertThat(lead.get(DESK + "/bausteine").html().text()).doesNotContain("Anrede");
        assertThat(stranger.get(DESK + "/bausteine").html().text()).doesNotContain("freundlichem Gruß");
        assertThat(stranger.post(DESK + "/bausteine/" + button.attr("value") + "/entfernen", Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aDeputySeesTheOthersCasesAndSignsForThem() {
        var desk = send("Vertreten");
        lead.post(desk + "/uebernehmen", Map.of());
        assertThat(clerk.post(desk + "/uebernehmen", Map.of()).html().text())
                .contains("Diesen Vorgang hat inzwischen jemand anderes übernommen.");

        lead.post(
                DESK + "/vertretung",
                Map.of(
                        "von", today().toString(),
                        "bis", today().plusDays(2).toString(),
                        "durch", account(Role.CLERK).toString()));

        var line = clerk.get(DESK).html().select("a[href*='bei=']").first();
        assertThat(clerk.get(line.attr("href")).html().select("td a").eachAttr("href"))
                .contains(desk);
        clerk.post(desk + "/schreiben", Map.of("kind", "message", "text", "Wo?", "bis", "2099-01-01"));
        assertThat(assignee(desk)).isEqualTo("Probe probe-lead." + TENANT);
        assertThat(clerk.get(desk).html().select(".tl .msg").text())
                .contains("Probe probe-clerk.%1$s (in Vertretung für Probe probe-lead.%1$s)".formatted(TENANT));
        assertThat(COUNTY.owner()
                        .sql("""
                                select details ->> 'for'
                                  from platform.audit_entry
                                 where subject = :id and action = 'case.asked'
                                """)
                        .param("id", desk.substring(desk.lastIndexOf('/') + 1))
                        .query(String.class)
                        .single())
                .isEqualTo(account(Role.LEAD).toString());

        assertThat(lead.get(DESK + "/auslastung")
                        .html()
                        .select("tr:contains(abwesend) .sub")
                        .text())
                .startsWith("abwesend bis")
                .endsWith("Vertretung: Probe probe-clerk." + TENANT);
        lead.post(
                lead.get(DESK + "/vertretung")
                        .html()
                        .select("form[action$=entfernen]")
                        .attr("action"),
                Map.of());
        assertThat(clerk.get(DESK).html().select("a[href*='bei=']")).isEmpty();
    }

    @Test
    void nobodySendsAnotherAwayOrNamesAStranger() {
        var days = Map.of("von", today().toString(), "bis", today().toString());
        var clerkSendsLead = new HashMap<>(days);
        clerkSendsLead.put("wer", account(Role.LEAD).toString());
        clerkSendsLead.put("durch", account(Role.CLERK).toString());
        assertThat(clerk.post(DESK + "/vertretung", clerkSendsLead).status()).isEqualTo(403);

        var byStranger = new HashMap<>(days);
        byStranger.put("durch", account(Role.CLERK).toString());
        assertThat(stranger.post(DESK + "/vertretung", byStranger)
                        .html()
                        .select("[role=alert]")
                        .text())
                .contains("Wählen Sie, wer vertritt");
        assertThat(clerk.get(DESK + "/auslastung").status())
                .as("for leads only")
                .isEqualTo(403);
    }

    @Test
    void anOfficesTextsAndViewsAreForThoseWhoWorkThere() {
        var office = "standesamt";
        lead.post(DESK + "/bausteine", Map.of("name", "Vom Standesamt", "text", "Eheöß", "wer", "amt:" + office));
        lead.post(DESK + "/ansichten", Map.of("adresse", "ansicht=all", "name", "Amtsöß", "wer", "amt:" + office));
        assertThat(clerk.post(DESK + "/bausteine", Map.of("name", "N", "text", "x", "wer", "amt:" + office))
                        .status())
                .as("a lead keeps what an office shares")
                .isEqualTo(403);

        assertThat(clerk.get(DESK + "/bausteine").html().select(".people").text())
                .contains("Vom Standesamt Standesamt", "Eheöß");
        assertThat(clerk.get(DESK).html().select(".views").text()).contains("Amtsöß");

        var elsewhere = other("ordnungsamt");
        assertThat(elsewhere.get(DESK + "/bausteine").html().text()).doesNotContain("Eheöß");
        assertThat(elsewhere.get(DESK).html().select(".views").text()).doesNotContain("Amtsöß");
        assertThat(elsewhere
                        .post(DESK + "/ansichten", Map.of("adresse", "", "name", "N", "wer", "amt:" + office))
                        .status())
                .as("an office of others")
                .isEqualTo(403);
        assertThat(elsewhere
                        .post(
                                DESK + "/bausteine/"
                                        + lead.get(DESK + "/bausteine")
                                                .html()
                                                .select("li:contains(Vom Standesamt) form")
                                                .attr("action")
                                                .replaceAll(".*/bausteine/([^/]+)/.*", "$1")
                                        + "/entfernen",
                                Map.of())
                        .status())
                .isEqualTo(404);

        var ours = new Citizen(COUNTY.visitor()).answering("ort", TENANT).send(TENANT, "reisegewerbekarte");
        assertThat(ours.status()).isEqualTo(200);
        var id = COUNTY.owner()
                .sql("select id::text from cases.case where number = ?")
                .param(ours.address().getPath().replaceFirst(".*/vorgang/([^/]+)/.*", "$1"))
                .query(String.class)
                .single();
        assertThat(clerk.get(DESK + "/vorgaenge/" + id).html().select(".blocks").text())
                .as("in a case of another office")
                .doesNotContain("Eheöß");
        lead.post(
                lead.get(DESK + "/bausteine")
                        .html()
                        .select("li:contains(Vom Standesamt) form")
                        .attr("action"),
                Map.of());
    }

    /** A lead of one office only. */
    private static Visitor other(String office) {
        var login = "probe-%s.%s".formatted(office, TENANT);
        var accounts = COUNTY.bean(Accounts.class);
        if (accounts.findByLogin(login).isEmpty()) {
            var account = accounts.add(login, "Probe " + login);
            accounts.setPassword(
                    account.id(), COUNTY.bean(PasswordEncoder.class).encode(DemoCounty.PASSWORD));
            COUNTY.bean(Tenancy.class)
                    .run(
                            TENANT,
                            () -> accounts.assign(
                                    account.id(),
                                    office,
                                    Role.LEAD,
                                    Assignment.Kind.OWN,
                                    LocalDate.of(2026, 1, 1),
                                    null,
                                    "test"));
        }
        return COUNTY.loggedIn(login, DemoCounty.PASSWORD);
    }
}
