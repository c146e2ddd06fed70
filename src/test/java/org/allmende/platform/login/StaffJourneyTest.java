package org.allmende.platform.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.allmende.platform.PlatformServer;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.audit.AuditEntry;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.database.TestDatabase;
import org.allmende.platform.operations.WelcomeLines;
import org.allmende.platform.time.GermanDates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the first link on the console to a clerk whose mandate has ended, on a server that is not the demo. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StaffJourneyTest {

    private static final String LONG = "Drei Schafe am Deich";
    private static final String OTHER = "Vier Ziegen im Wind";
    private static final Pattern LINK = Pattern.compile("/einladung/[\\w-]{43}");

    @TempDir
    static Path folder;

    private static PlatformServer server;
    private static JdbcClient owner;
    private static Browser operator;

    @BeforeAll
    static void start() {
        var database = TestDatabase.newDatabase();
        server = PlatformServer.startInEarnest(database, folder);
        owner = JdbcClient.create(TestDatabase.serverFor(database).ownerSource());
        operator = new Browser(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void theConsoleGivesTheFirstLink() {
        var link = linkIn(String.join("\n", server.bean(WelcomeLines.class).lines()));
        assertThat(operator.get(link).statusCode()).isEqualTo(200);

        var form = new HashMap<>(
                Map.of("login", "Olga@kreis.example", "name", "Olga Oper", "passwort", "kurz", "wiederholung", "kurz"));
        assertThat(operator.post(link, form).body()).contains("mindestens 12 Zeichen");
        form.put("passwort", "Passwort123456");
        assertThat(operator.post(link, form).body()).contains("zuerst erraten");
        form.put("passwort", LONG);
        form.put("wiederholung", LONG + "?");
        assertThat(operator.post(link, form).body()).contains("in beide Felder dasselbe");
        form.put("wiederholung", LONG);
        assertThat(Browser.location(operator.post(link, form))).isEqualTo("/arbeitsplatz/konto?willkommen");

        assertThat(operator.get("/arbeitsplatz/konto").body())
                .contains("Olga Oper", "olga@kreis.example", "Betrieb, alle Ämter");
        assertThat(operator.get("/arbeitsplatz/betrieb").statusCode())
                .as("runs the server")
                .isEqualTo(200);
        assertThat(new Browser(server).get(link).statusCode())
                .as("the link is used up")
                .isEqualTo(410);
        assertThat(server.bean(WelcomeLines.class).lines())
                .as("no further link")
                .isEmpty();
    }

    @Test
    @Order(2)
    void anInvitedClerkChoosesAPassword() {
        assertThat(Browser.location(grant("Klara Clerk", "klara@kreis.example", "CLERK", "standesamt", "OWN", "")))
                .endsWith("?vergeben");
        assertThat(operator.get("/arbeitsplatz/personal").body())
                .contains("Klara Clerk", "eingeladen", "Sachbearbeitung, Standesamt");

        var klara = new Browser(server);
        var link = linkIn(lastLetterTo("klara@kreis.example"));
        assertThat(Browser.location(
                        klara.post(link, Map.of("name", "Klara Clerk", "passwort", OTHER, "wiederholung", OTHER))))
                .endsWith("?willkommen");
        assertThat(klara.get("/arbeitsplatz/betrieb").statusCode())
                .as("is no operator")
                .isEqualTo(403);
        assertThat(klara.get("/arbeitsplatz/personal").statusCode())
                .as("is no administrator")
                .isEqualTo(403);
        assertThat(new Browser(server).logIn("KLARA@kreis.example", OTHER)).isTrue();
    }

    @Test
    @Order(3)
    void everythingWrongGetsTheSameAnswer() {
        var wrong = new Browser(server).post("/anmelden", Map.of("name", "klara@kreis.example", "passwort", "falsch"));
        var unknown =
                new Browser(server).post("/anmelden", Map.of("name", "niemand@kreis.example", "passwort", "falsch"));
        assertThat(Browser.location(wrong)).isEqualTo(Browser.location(unknown));
        assertThat(new Browser(server).logIn("niemand\0@kreis.example", "x\0y")).isFalse();
    }

    @Test
    @Order(4)
    void fiveWrongPasswordsLockANameForAWhile() {
        for (int i = 0; i < LogInFailures.FAILURES; i++) {
            assertThat(new Browser(server).logIn("klara@kreis.example", "falsch " + i))
                    .isFalse();
        }
        assertThat(new Browser(server).logIn("klara@kreis.example", OTHER))
                .as("the right one, too late")
                .isFalse();
        owner.sql("update platform.log_in_failure set locked_until = now() - interval '1 second'")
                .update();
        assertThat(new Browser(server).logIn("klara@kreis.example", OTHER))
                .as("the lock is over")
                .isTrue();
    }

    @Test
    @Order(5)
    void anAdministratorGivesNoRightThatTheyMayNotGive() {
        assertThat(grant("Ada Admin", "ada@kreis.example", "ADMIN", "*", "OWN", "")
                        .statusCode())
                .isEqualTo(302);
        var ada = new Browser(server);
        ada.post(
                linkIn(lastLetterTo("ada@kreis.example")),
                Map.of("name", "Ada Admin", "passwort", LONG, "wiederholung", LONG));
        var refused =
                ada.post("/arbeitsplatz/personal", grantForm("Mallory", "m@kreis.example", "OPERATOR", "*", "OWN", ""));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("die Sie vergeben dürfen");
        var noEnd =
                ada.post("/arbeitsplatz/personal", grantForm("Max", "max@kreis.example", "CLERK", "*", "MANDATE", ""));
        assertThat(noEnd.body()).as("a mandate needs an end").contains("letzten Tag");
    }

    @Test
    @Order(6)
    void aMandateLeadsToAnotherTenantAndBack() {
        server.bean(Team.class)
                .grant(
                        "lohra",
                        new Team.Grant(
                                "klara@kreis.example",
                                "Klara Clerk",
                                Role.CLERK,
                                "standesamt",
                                Assignment.Kind.MANDATE,
                                LocalDate.now(GermanDates.BERLIN),
                                LocalDate.now(GermanDates.BERLIN).plusDays(30)),
                        "test");
        assertThat(lastLetterTo("klara@kreis.example"))
                .as("is told, not invited")
                .contains("auch für Lohra");

        var klara = new Browser(server);
        assertThat(klara.logIn("klara@kreis.example", OTHER)).isTrue();
        assertThat(klara.post("/arbeitsplatz/mandant", Map.of("mandant", "wetter"))
                        .statusCode())
                .as("no mandate there")
                .isEqualTo(403);
        klara.post("/arbeitsplatz/mandant", Map.of("mandant", "lohra"));
        assertThat(klara.get("/arbeitsplatz/konto").body()).containsPattern("Lohra</strong>\\s*<span[^>]*>jetzt hier");

        var team = server.bean(Team.class);
        var mandate = team.list("lohra").getFirst().assignment();
        owner.sql("update platform.assignment set until = current_date - 2 where id = :id")
                .param("id", mandate.id())
                .update();
        assertThat(klara.get("/arbeitsplatz/konto").body())
                .as("a mandate that is over leads home")
                .containsPattern("Kreis</strong>\\s*<span[^>]*>jetzt hier");
    }

    @Test
    @Order(7)
    void aNewPasswordLogsOutAllOtherDevices() {
        var desk = new Browser(server);
        var phone = new Browser(server);
        assertThat(desk.logIn("klara@kreis.example", OTHER)).isTrue();
        assertThat(phone.logIn("klara@kreis.example", OTHER)).isTrue();
        var form = new HashMap<>(Map.of("jetzt", "falsch", "passwort", LONG, "wiederholung", LONG));
        assertThat(desk.post("/arbeitsplatz/konto/passwort", form).body()).contains("es war nicht richtig");
        form.put("jetzt", OTHER);
        assertThat(Browser.location(desk.post("/arbeitsplatz/konto/passwort", form)))
                .endsWith("?passwort");
        assertThat(desk.get("/arbeitsplatz/konto").statusCode()).isEqualTo(200);
        assertThat(phone.get("/arbeitsplatz/konto").statusCode())
                .as("is sent to the log-in")
                .isEqualTo(302);
    }

    @Test
    @Order(8)
    void anEndedRightIsGoneAtOnce() {
        var klara = new Browser(server);
        assertThat(klara.logIn("klara@kreis.example", LONG)).isTrue();
        var right = server.bean(Team.class).list("kreis").stream()
                .filter(member -> member.login().startsWith("klara"))
                .findFirst()
                .orElseThrow()
                .assignment();
        assertThat(Browser.location(operator.post("/arbeitsplatz/personal/" + right.id() + "/beenden", Map.of())))
                .endsWith("?beendet");
        assertThat(klara.get("/arbeitsplatz/konto").statusCode()).isEqualTo(302);
        assertThat(new Browser(server).logIn("klara@kreis.example", LONG)).isFalse();
        assertThat(server.bean(Tenancy.class)
                        .as(
                                "kreis",
                                () -> server.bean(Audit.class)
                                        .listAbout(right.account().toString())))
                .extracting(AuditEntry::action)
                .contains("staff.granted", "staff.invited", "account.password-changed", "staff.ended");
    }

    @Test
    @Order(9)
    void metricsAreForTheOperatorAndHealthForEverybody() {
        var stranger = new Browser(server);
        assertThat(stranger.get("/actuator/health").body())
                .contains("\"status\":\"UP\"")
                .doesNotContain("components");
        assertThat(stranger.get("/actuator/prometheus").statusCode()).isEqualTo(404);
        assertThat(stranger.get("/actuator").statusCode()).isEqualTo(404);
        assertThat(operator.get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
    }

    @Test
    @Order(10)
    void manyWrongAttemptsFromOneAddressMustWait() {
        var throttle = server.bean(Throttle.class);
        assertThat(throttle.isOver("2001:db8:1:2:3:4:5:6")).isFalse();
        assertThat(Throttle.network("2001:db8:1:2:3:4:5:6")).as("one household").isEqualTo("2001:db8:1:2");
        assertThat(Throttle.network("192.0.2.7")).isEqualTo("192.0.2.7");
    }

    private static HttpResponse<String> grant(
            String name, String email, String role, String office, String kind, String until) {
        return operator.post("/arbeitsplatz/personal", grantForm(name, email, role, office, kind, until));
    }

    private static Map<String, String> grantForm(
            String name, String email, String role, String office, String kind, String until) {
        return Map.of(
                "name", name,
                "email", email,
                "rolle", role,
                "amt", office,
                "art", kind,
                "seit", LocalDate.now(GermanDates.BERLIN).toString(),
                "bis", until);
    }

    private static String lastLetterTo(String recipient) {
        return owner.sql("select body from platform.mail where recipient = :recipient order by id desc limit 1")
                .param("recipient", recipient)
                .query(String.class)
                .single();
    }

    private static String linkIn(String text) {
        var link = LINK.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        return link.group();
    }
}
