package org.allmende.geo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.allmende.Answer;
import org.allmende.DemoCounty;
import org.allmende.Multipart;
import org.allmende.Visitor;
import org.allmende.platform.html.Messages;
import org.allmende.platform.login.Role;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A town brings its addresses, and everybody finds what holds there, on the map too, and on others' pages. */
class AddressDeskTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "lohra";
    private static final String DESK = "/arbeitsplatz/adressen";

    private static Answer bring(Visitor lead, String file) {
        var body = new Multipart().file("datei", "Adressen.csv", "text/csv", file.getBytes(StandardCharsets.UTF_8));
        return lead.post(DESK, body.contentType(), body.bytes());
    }

    private static Document page(String path) {
        var answer = COUNTY.visitor().get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.html();
    }

    @Test
    void aTownBringsItsAddressesAndEverybodyFindsThem() {
        var lead = COUNTY.staff(TOWN, Role.LEAD);
        var head = "strasse;hausnummer;plz;ort;lat;lon\n";

        assertThat(COUNTY.staff(TOWN, Role.CLERK)
                        .post(DESK + "/loeschen", Map.of())
                        .status())
                .as("what is public at once, a lead brings")
                .isEqualTo(403);
        bring(lead, head + "Zaunkönigstraße;4;35102;Lohra;50.737;8.636\nZaunkönigstraße;x;35102;Lohra;50.737;8.636\n");

        var desk = lead.get(DESK).html().select("main").text();
        assertThat(desk).contains("Adressen.csv", "1 Adresse, übernommen", "1 Zeile:", "Die Hausnummer fehlt");
        var found = page("/karte?q=zaunkoenigstr.+4");
        assertThat(found.select("main a").eachAttr("href"))
                .contains("/karte/hier?lat=50.73700&lon=8.63600", "/karte?mitte=50.73700,8.63600&zoom=18");
        assertThat(page("/lohra/karte?q=zaunk").select("main").text()).contains("Zaunkönigstraße 35102 Lohra");
        assertThat(page("/angelburg/karte?q=zaunk").select("main").text()).doesNotContain("Zaunkönigstraße");
        var answer = COUNTY.visitor().get("/karte/hier?q=zaunkoenigstr.+4").location();
        assertThat(answer).endsWith("/karte/hier?lat=50.73700&lon=8.63600&adresse=zaunkoenigstr.+4");
        var here = answer.substring(answer.indexOf("/karte"));
        assertThat(page(here).select("p.lead").text()).isEqualTo("Zaunkönigstraße 4, Gemeinde Lohra");
        assertThat(page(here.replace("8.63600", "8.63700")).select("p.lead").text())
                .as("another place")
                .startsWith("50,73700° N");
        assertThat(COUNTY.visitor().get("/karte/hier?q=Zaunk&am=2025-03-01").location())
                .endsWith("/karte?q=Zaunk&am=2025-03-01");

        assertThat(bring(lead, head + "Zaunkönigstraße;9;35102;Lohra;48.1;11.5\n")
                        .html()
                        .select("main")
                        .text())
                .contains("Keine Zeile", "außerhalb");
        assertThat(page("/karte?q=zaunk+4").select("main").text())
                .as("as before")
                .contains("Zaunkönigstraße 4");
        bring(lead, head + "Neue Gasse;1;35102;Lohra;50.737;8.636\n");
        assertThat(page("/karte?q=zaunk+4").select("main").text()).doesNotContain("35102");
        lead.post(DESK + "/loeschen", Map.of());
        assertThat(page("/karte?q=neue+gasse").select("main").text()).doesNotContain("Neue Gasse 35102");
        assertThat(COUNTY.staff(TOWN, Role.AUDITOR)
                        .get("/arbeitsplatz/protokoll")
                        .html()
                        .select("main")
                        .text())
                .contains("Adressen ersetzt", "Datei: Adressen.csv", "Adressen entfernt")
                .doesNotContain("addresses.");
    }

    static List<Arguments> refused() throws IOException {
        var noZip = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(noZip)) {
            zip.putNextEntry(new ZipEntry("adressen.csv"));
            zip.write(new byte[50_000]);
        }
        return List.of(
                Arguments.of("empty", bytes("# Adressen\n")),
                Arguments.of("columns", bytes("Name;Telefon\nHuber;110\n")),
                Arguments.of(
                        "none", bytes("strasse;hausnummer;plz;ort;lat;lon\nAm Anger;x;35102;Lohra;50.737;8.636\n")),
                Arguments.of("broken", Arrays.copyOf(noZip.toByteArray(), 60)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void aFileThatIsRefusedSaysWhyInWords(String reason, byte[] file) {
        var body = new Multipart().file("datei", "Adressen.csv", "text/csv", file);
        var said = COUNTY.staff(TOWN, Role.LEAD)
                .post(DESK, body.contentType(), body.bytes())
                .html()
                .select("main")
                .text();
        assertThat(said)
                .contains(new Messages().text("de", "geo.address.refused." + reason))
                .doesNotContain("geo.");
    }

    @Test
    void inventedAddressesSayThatTheyAre() {
        var found = page("/angelburg/karte?q=angelburg+2a").select("main").text();
        assertThat(found).contains("2 a", "Demonstration, erfunden");
    }

    @Test
    void aViewIsSharedByItsAddressAndStandsInFrames() {
        var query = "?mitte=50.77000,8.58000&zoom=15.5&ebenen=plaene&am=2025-03-01";
        var page = page("/karte" + query);

        assertThat(page.select("[data-map]").attr("data-start")).isEqualTo("50.77000,8.58000,15.5");
        assertThat(page.select("[data-map]").attr("data-layers")).isEqualTo("plaene");
        assertThat(page.select("[data-map-address] .address a").attr("href")).endsWith("/karte" + query);
        assertThat(page.select("[data-map-address] code").text())
                .contains("/karte/einbetten" + query.replace("&", "&amp;"));
        assertThat(page("/karte?mitte=da&zoom=99&ebenen=x")
                        .select("[data-map-address] .address a")
                        .attr("href"))
                .as("what is no view is none")
                .endsWith("/karte");

        var framed = COUNTY.visitor().get("/karte/einbetten" + query);
        assertThat(framed.header("Content-Security-Policy")).contains("frame-ancestors http: https:");
        assertThat(framed.header("X-Frame-Options")).isEmpty();
        assertThat(framed.cookies()).isEmpty();
        assertThat(framed.html().select("form, header, nav, svg a")).isEmpty();
        assertThat(framed.html().select("h1 a").attr("href")).endsWith("/karte" + query);
        assertThat(framed.html().select("main").text()).contains("Demonstration", "1. März 2025");
        assertThat(page("/lohra/karte/einbetten").select("h1").text()).contains("Lohra");
    }
}
