package org.allmende.sensing.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.allmende.DemoCounty;
import org.allmende.platform.login.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An administrator connects a table that somebody publishes. */
class ConnectorDeskTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String PATH = "/arbeitsplatz/anbindungen";
    private static final String TABLE = """
            Messstelle;Zeit;Pegel
            Goßfelden;01.03.2026 06:15;88,5
            Cölbe;01.03.2026 06:15;<b>viel</b>
            """;

    private static HttpServer server;

    @BeforeAll
    static void publish() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = TABLE.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static Map<String, String> typed(String name) {
        var typed = new HashMap<String, String>();
        typed.put("art", "CSV");
        typed.put("name", name);
        typed.put(
                "adresse",
                "http://127.0.0.1:%d/werte.csv".formatted(server.getAddress().getPort()));
        typed.put("takt", "15");
        typed.put("sicht", "public");
        return typed;
    }

    private static Map<String, String> withColumns(String name) {
        var typed = typed(name);
        typed.put("kopf-0", "Messstelle");
        typed.put("rolle-0", "STATION");
        typed.put("kopf-1", "Zeit");
        typed.put("rolle-1", "TIME");
        typed.put("kopf-2", "Pegel");
        typed.put("rolle-2", "VALUE");
        typed.put("groesse-2", "Wasserstand");
        typed.put("einheit-2", "cm");
        return typed;
    }

    @Test
    void aTableIsReadShownAndThenConnected() throws InterruptedException {
        var staff = COUNTY.staff("steffenberg", Role.ADMIN);
        var read = staff.post(PATH + "/neu", typed("Pegel der Stadtwerke"));
        assertThat(read.html().select("legend").eachText()).contains("Messstelle", "Zeit", "Pegel");
        assertThat(read.text()).contains("88,5");

        var typed = withColumns("Pegel der Stadtwerke");
        typed.put("aktion", "beispiel");
        var example = staff.post(PATH + "/neu", typed);
        assertThat(example.html().select("main").text())
                .contains("2 Zeilen gelesen, 1 Werte gefunden, 1 abgewiesen")
                .contains("88,5 cm")
                .contains("<b>viel</b>");
        assertThat(staff.get(PATH).text()).doesNotContain("Pegel der Stadtwerke");

        typed.put("aktion", "speichern");
        var path = staff.post(PATH + "/neu", typed).location().replaceFirst("[?].*", "");
        var page = staff.get(path);
        for (int patience = 0; patience < 400 && !page.text().contains("1 Werte neu"); patience++) {
            Thread.sleep(100);
            page = staff.get(path);
        }
        assertThat(page.text())
                .contains("2 Zeilen: 1 Werte neu, 0 schon bekannt, 1 abgewiesen")
                .contains("läuft, mit Abweisungen")
                .contains("Goßfelden");
        assertThat(staff.get(PATH).text()).contains("Pegel der Stadtwerke");
        var stream = page.html().select("a[href^=/sta]").attr("href");
        assertThat(COUNTY.visitor().get(stream + "/Observations?$select=result").text())
                .contains("88.5");

        assertThat(staff.get(path + "/aendern")
                        .html()
                        .select("[name=groesse-2]")
                        .attr("value"))
                .isEqualTo("Wasserstand");
        assertThat(staff.post(PATH + "/neu", typed).text()).contains("gibt es schon");
        staff.post(path + "/schalten", Map.of("an", "false"));
        assertThat(staff.get(path).text()).contains("angehalten");
        staff.post(path + "/entfernen", Map.of());
        assertThat(staff.get(path).status()).isEqualTo(404);
        assertThat(COUNTY.visitor().get(stream + "/Observations").text())
                .as("what it has brought stays")
                .contains("88.5");
    }

    @Test
    void whatCannotBeIsSaidAtItsField() {
        var staff = COUNTY.staff("steffenberg", Role.ADMIN);
        var typed = withColumns("");
        typed.put("adresse", "gopher://x");
        typed.put("takt", "0");
        typed.put("sicht", "jeder");
        typed.put("breite", "Nord");
        typed.put("groesse-2", "");
        typed.put("aktion", "speichern");
        var answer = staff.post(PATH + "/neu", typed);
        assertThat(answer.html().select(".errsum li")).hasSize(6);
    }

    @Test
    void anotherTenantsConnectorIsNotThere() {
        var typed = withColumns("Fremd");
        typed.put("aktion", "speichern");
        var path = COUNTY.staff("steffenberg", Role.ADMIN)
                .post(PATH + "/neu", typed)
                .location()
                .replaceFirst("[?].*", "");
        var other = COUNTY.staff("angelburg", Role.ADMIN);
        assertThat(other.get(path).status()).isEqualTo(404);
        for (var act : new String[] {"/jetzt", "/schalten", "/entfernen", "/aendern"}) {
            assertThat(other.post(path + act, withColumns("x")).status())
                    .as(act)
                    .isEqualTo(404);
        }
        assertThat(COUNTY.staff("steffenberg", Role.CLERK).get(path).status()).isEqualTo(403);
    }
}
