package org.allmende.operating;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.allmende.Citizen;
import org.allmende.CommandLine;
import org.allmende.Visitor;
import org.allmende.bench.Application;
import org.allmende.bench.ReadBack;
import org.allmende.bench.ServerProcess;
import org.allmende.bench.Wire;
import org.allmende.platform.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two instances of the program on one database and one data folder; a proxy sends people to either. */
class TwoInstancesTest {

    private static final String PASSWORD = "Allmende-Demo";
    private static final Path DATA = ServerProcess.newFolder();
    private static final OwnDatabase DATABASE = new OwnDatabase(TestDatabase.serverFor(TestDatabase.newDatabase()));

    private static ServerProcess one;
    private static ServerProcess other;

    @BeforeAll
    static void start() {
        DATABASE.configure(DATA);
        one = ServerProcess.startUnderTest(DATA);
        one.await("/");
        other = ServerProcess.startUnderTest(DATA);
        other.await("/");
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        ServerProcess.remove(DATA);
    }

    @Test
    void whoLogsInAtOneWorksAtTheOther() {
        var number = send();
        var here = new Visitor(one.url()).logIn("standesamt.gladenbach", PASSWORD);
        var there = here.at(other.url());

        var id = idOf(number);
        assertThat(there.get("/arbeitsplatz?q=" + number).text()).contains(number);
        assertThat(there.post("/arbeitsplatz/vorgaenge/%s/uebernehmen".formatted(id), Map.of())
                        .status())
                .isEqualTo(303);
        assertThat(here.get("/arbeitsplatz/vorgaenge/" + id).html().select("form[action$=freigeben]"))
                .as("the first sees who has it now")
                .isNotEmpty();

        there.post("/abmelden", Map.of());
        assertThat(here.get("/arbeitsplatz").status()).as("logged out of both").isEqualTo(302);
    }

    @Test
    void anApplicationBegunAtOneIsSentAtTheOther() {
        var here = new Visitor(one.url());
        var check = new Citizen(here)
                .answering("email", "wechsel@buerger.example")
                .fillIn("gladenbach", "eheurkunde")
                .address()
                .getPath();

        var there = here.at(other.url());
        assertThat(there.get(check).text()).contains("wechsel@buerger.example");
        var sent = there.follow(there.post(check.replace("/pruefen", "/absenden"), Map.of()));
        assertThat(sent.toString()).endsWith("/gesendet → 200");

        var status = sent.address().getPath().replace("/gesendet", "");
        assertThat(there.at(one.url()).get(status).status()).isEqualTo(200);
    }

    @Test
    void aTenantAddedAtOneAnswersAtTheOtherWithinTenSeconds() {
        var center = new Visitor(one.url()).logIn("kompetenzcenter", PASSWORD);
        var added = center.post(
                "/arbeitsplatz/gemeinden/neu",
                new HashMap<>(Map.of(
                        "art", "municipality",
                        "name", "Gemeinde Perftal",
                        "adresse", "perftal",
                        "kreis", "marburg-biedenkopf",
                        "farbe", "#7a1f3d",
                        "anschrift", "Musterweg 1, 35102 Musterstadt",
                        "telefon", "00000 00-10",
                        "email", "rathaus@perftal.example")));
        assertThat(added.status()).as(added.text()).isEqualTo(303);

        var citizen = new Visitor(other.url());
        await(() -> citizen.get("/perftal/").status() == 200);
    }

    @Test
    void whatIsSentToBothAtOnceIsOneCaseAndEachFollowUpHappensOnce() throws Exception {
        var acknowledged = new HashMap<UUID, String>();
        for (int round = 0; round < 5; round++) {
            var application = Application.fillIn(one.port());
            var here = CompletableFuture.supplyAsync(() -> send(application, one));
            var there = CompletableFuture.supplyAsync(() -> send(application, other));
            assertThat(here.join()).as("the same number twice").isEqualTo(there.join());
            acknowledged.put(application.id(), here.join());
        }
        var back = new ReadBack(DATABASE.owner());
        back.awaitFollowUps(Duration.ofMinutes(2));
        assertThat(back.faults(List.copyOf(acknowledged.keySet()), acknowledged))
                .isEmpty();
    }

    @Test
    void aTokenMadeByCommandStandsInTheAuditLog() {
        assertThat(CommandLine.run("device", "gladenbach", "Wehr Ölmühle", "--may-switch", "--data", DATA.toString()))
                .isZero();
        assertThat(DATABASE.owner().sql("""
                        select actor || ' ' || action || ' ' || details
                          from platform.audit_entry
                         where tenant = 'gladenbach' and subject = 'Wehr Ölmühle'
                        """).query(String.class).list())
                .containsExactly("system sensing.device-added {\"switch\": \"true\"}");
    }

    @Test
    void aPackageImportedBesideThemIsAtBothWithoutARestart() throws IOException {
        var zip = ServicePackages.zip(DATA.resolveSibling("probe.zip"), "9.0.0");
        assertThat(CommandLine.run("import", "package", zip.toString(), "--data", DATA.toString()))
                .isZero();
        for (var server : List.of(one, other)) {
            var center = new Visitor(server.url()).logIn("kompetenzcenter", PASSWORD);
            var page = "/arbeitsplatz/leistungen/eheurkunde/gladenbach";
            await(() -> center.get(page).text().contains("9.0.0"));
        }
        assertThat(CommandLine.run("import", "package", zip.toString(), "--data", DATA.toString()))
                .as("once more changes nothing")
                .isZero();
    }

    /** Ten seconds are promised; beside other programs it may take longer. */
    private static void await(BooleanSupplier condition) {
        var began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(60));
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static String send(Application application, ServerProcess server) {
        try (var wire = Wire.open(server.port())) {
            return application.send(wire);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String send() {
        var sent = new Citizen(new Visitor(one.url()))
                .answering("ort", "gladenbach")
                .send("gladenbach", "eheurkunde");
        return sent.address().getPath().split("/")[3];
    }

    private static UUID idOf(String number) {
        return DATABASE.owner()
                .sql("select id from cases.case where number = ?")
                .param(number)
                .query(UUID.class)
                .single();
    }
}
