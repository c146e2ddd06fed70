package org.allmende.sensing.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.allmende.DemoCounty;
import org.allmende.Visitor;
import org.allmende.platform.login.Role;
import org.allmende.platform.outbound.Addresses;
import org.allmende.sensing.connectors.Connector.Problem;
import org.allmende.sensing.lorawan.Stations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lines to network servers, on a broker that runs beside us. */
class LineTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "angelburg";
    private static final String PATH = "/arbeitsplatz/anbindungen";
    private static NetworkServer network;

    @BeforeAll
    static void start() {
        network = NetworkServer.start();
    }

    @AfterAll
    static void stop() {
        network.close();
    }

    private static String connect(Visitor staff, String kind, String name) {
        var path =
                staff.post(PATH + "/neu", network.typed(kind, name)).location().replaceFirst("[?].*", "");
        await(() -> staff.get(path).text(), "läuft");
        return path;
    }

    private static void await(Supplier<String> page, String text) {
        var said = "";
        // a line that broke is tried again after pauses that grow to more than a minute
        for (int patience = 0; patience < 1_200; patience++) {
            said = page.get();
            if (said.contains(text)) {
                return;
            }
            pause();
        }
        assertThat(said).contains(text);
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> await(Stations.Station station, int which, int count) {
        var results = station.results(which);
        for (int patience = 0; patience < 600 && results.size() < count; patience++) {
            pause();
            results = station.results(which);
        }
        return results;
    }

    @Test
    void anUplinkIsStoredOnceWhetherItComesByTheLineOrTheWebhook() {
        var station = Stations.make(COUNTY, TENANT);
        var staff = COUNTY.staff(TENANT, Role.ADMIN);
        var path = connect(staff, "THINGS_STACK", "Things Stack");
        var topic = "v3/pegel@ttn/devices/fuehler/up";
        network.publish(topic, station.thingsStack(1, 0));
        assertThat(await(station, 0, 1)).containsExactly("25.5");
        // the webhook brings the same; a late gateway brings the same frame with another time
        assertThat(station.webhook(station.thingsStack(1, 0))).contains("\"duplicate\":true");
        network.publish(topic, station.thingsStack(1, 7));
        assertThat(station.webhook(station.thingsStack(2, 20))).contains("\"stored\":2");
        network.publish(topic, station.thingsStack(2, 20));
        network.publish(topic, "{");
        network.publish(topic, station.thingsStack(3, 30));
        assertThat(await(station, 0, 3)).hasSize(3);
        await(() -> staff.get(path).text(), "5 Uplinks: 4 Werte neu, 2 schon bekannt, 1 abgewiesen");
        assertThat(staff.get(path).text()).contains("läuft, mit Abweisungen").contains(topic);
        assertThat(COUNTY.visitor().get("/daten/empfang").text()).contains("Things Stack");
        assertThat(staff.get(path + "/aendern").html().html()).doesNotContain(NetworkServer.SECRET);
        staff.post(path + "/entfernen", Map.of());
    }

    @Test
    void whatIsSentWhileTheLineDoesNotStandComesAfterwards() {
        var station = Stations.make(COUNTY, TENANT);
        var staff = COUNTY.staff(TENANT, Role.ADMIN);
        var path = connect(staff, "CHIRPSTACK", "ChirpStack");
        var topic = "application/5d1f/device/%s/event/up".formatted(station.eui());
        network.publish(topic, station.chirpStack(1, 0));
        assertThat(await(station, 0, 1)).hasSize(1);
        staff.post(path + "/schalten", Map.of("an", "false"));
        network.awaitEndOf(path);
        for (int i = 2; i <= 20; i++) {
            network.publish(topic, station.chirpStack(i, i));
        }
        assertThat(station.results(0)).hasSize(1);
        staff.post(path + "/schalten", Map.of("an", "true"));
        assertThat(await(station, 0, 20)).hasSize(20);
        staff.post(path + "/entfernen", Map.of());
    }

    @Test
    void aLineThatBreaksIsSaidToBeBrokenAndStandsAgainWhenTheServerIsBack() {
        var own = NetworkServer.start();
        var staff = COUNTY.staff(TENANT, Role.ADMIN);
        var typed = network.typed("CHIRPSTACK", "Abriss");
        typed.put("port", "" + own.port);
        var path = staff.post(PATH + "/neu", typed).location().replaceFirst("[?].*", "");
        await(() -> staff.get(path).text(), "läuft");
        own.close();
        await(() -> staff.get(path).text(), "gestört");
        try (var again = NetworkServer.start(own.port)) {
            await(() -> staff.get(path).text(), "läuft");
            var station = Stations.make(COUNTY, TENANT);
            again.publish("application/1/device/x/event/up", station.chirpStack(1, 0));
            assertThat(await(station, 0, 1)).hasSize(1);
        }
        staff.post(path + "/entfernen", Map.of());
    }

    @Test
    void whatIsWrongIsSaidBeforeAnythingIsSaved() {
        var staff = COUNTY.staff(TENANT, Role.ADMIN);
        var typed = network.typed("THINGS_STACK", "Versuch");
        typed.put("aktion", "beispiel");
        assertThat(staff.post(PATH + "/neu", typed).text()).contains("Die Verbindung steht");
        typed.put("geheimnis", "falsch");
        assertThat(staff.post(PATH + "/neu", typed).text()).contains("kennt diesen Benutzer");
        typed.put("geheimnis", NetworkServer.SECRET);
        typed.put("benutzer", "verboten");
        assertThat(staff.post(PATH + "/neu", typed).text()).contains("darf die Uplinks nicht hören");
        typed.put("port", "1");
        assertThat(staff.post(PATH + "/neu", typed).text()).contains("Niemand hat rechtzeitig geantwortet");
        typed.put("sicher", "true");
        typed.put("port", "" + network.port);
        assertThat(staff.post(PATH + "/neu", typed).text()).contains("Niemand hat rechtzeitig geantwortet");
        typed.put("rechner", "ein rechner/mit#allem");
        typed.put("anwendung", "a/+/#");
        typed.put("name", "");
        assertThat(staff.post(PATH + "/neu", typed).html().select(".errsum li")).hasSize(3);
    }

    @Test
    void theSecretGoesToNoOtherServerThanTheOneItWasTypedFor() {
        var staff = COUNTY.staff(TENANT, Role.ADMIN);
        var path = connect(staff, "THINGS_STACK", "Geheim");
        var typed = network.typed("THINGS_STACK", "Geheim und umbenannt");
        typed.put("geheimnis", "");
        assertThat(staff.post(path + "/aendern", typed).location()).contains("gespeichert");
        await(() -> staff.get(path).text(), "läuft");
        typed.put("port", "1");
        assertThat(staff.post(path + "/aendern", typed).text()).contains("Geben Sie das Geheimnis noch einmal ein");
        typed.put("aktion", "beispiel");
        assertThat(staff.post(path + "/aendern", typed).text()).contains("Geben Sie das Geheimnis noch einmal ein");
        staff.post(path + "/entfernen", Map.of());
    }

    @Test
    void whatCannotBeTakenNowIsNotAcknowledgedAndComesAgain() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        var takers = new LinkedBlockingQueue<Thread>();
        var broken = new LinkedBlockingQueue<Problem>();
        var full = new AtomicBoolean(true);
        var follower = new Line.Follower() {
            @Override
            public void take(String topic, byte[] message) {
                if (full.get()) {
                    throw new IllegalStateException("full");
                }
                takers.add(Thread.currentThread());
                heard.add(new String(message, java.nio.charset.StandardCharsets.UTF_8));
            }

            @Override
            public void ended(Problem problem, String detail) {
                broken.add(problem);
            }
        };
        var line = open(true, follower);
        network.publish("v3/a/devices/b/up", "1");
        assertThat(broken.poll(30, TimeUnit.SECONDS)).isEqualTo(Problem.NOT_STORED);
        network.publish("v3/a/devices/b/up", "2");
        full.set(false);
        line.close();
        try (var again = open(true, follower)) {
            assertThat(List.of(heard.poll(30, TimeUnit.SECONDS), heard.poll(30, TimeUnit.SECONDS)))
                    .containsExactlyInAnyOrder("1", "2");
            assertThat(again.isUp()).isTrue();
            for (var taker : takers) {
                // it acknowledges what it has taken
                taker.join();
            }
        }
        try (var later = open(true, follower)) {
            network.publish("v3/a/devices/b/up", "3");
            assertThat(heard.poll(30, TimeUnit.SECONDS))
                    .as("1 and 2 were acknowledged")
                    .isEqualTo("3");
            assertThat(later.isUp()).isTrue();
        }
    }

    @Test
    void noLineLeadsIntoAClosedNetwork() {
        assertThatExceptionOfType(Line.Failed.class)
                .isThrownBy(() -> open(false, null))
                .matches(it -> it.problem() == Problem.CLOSED_NETWORK);
    }

    private static Line open(boolean closedAllowed, Line.Follower follower) throws Line.Failed {
        return Line.open(
                new Addresses(true, closedAllowed),
                new Line.End(URI.create("mqtt://127.0.0.1:" + network.port), NetworkServer.USER, NetworkServer.SECRET),
                "line-test",
                true,
                List.of("v3/a/devices/+/up"),
                follower);
    }
}
