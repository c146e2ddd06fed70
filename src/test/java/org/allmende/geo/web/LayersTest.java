package org.allmende.geo.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.allmende.Answer;
import org.allmende.DemoCounty;
import org.allmende.Multipart;
import org.allmende.Visitor;
import org.allmende.geo.tiles.ReadTile;
import org.allmende.geo.tiles.Tile;
import org.allmende.platform.login.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** An office brings nature reserves, and everybody finds them everywhere. */
class LayersTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TOWN = "steffenberg";

    private static byte[] file(String name) throws IOException {
        try (var in = Objects.requireNonNull(LayersTest.class.getResourceAsStream("/geo/" + name))) {
            return in.readAllBytes();
        }
    }

    private static Answer upload(Visitor clerk, String name, String look, String file, byte[] content) {
        var body = Multipart.of(Map.of("name", name, "zeichen", look, "beschreibung", "Zur Probe"))
                .file("ebene", file, "application/octet-stream", content);
        return clerk.post("/arbeitsplatz/ebenen", body.contentType(), body.bytes());
    }

    private static String text(String path) {
        var answer = COUNTY.visitor().get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.isHtml() ? answer.html().select("main").text() : answer.text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gebiete.geojson", "gebiete.zip", "gebiete.gpkg"})
    void aReserveIsFoundInWordsOnTheMapAndInTheInterfaces(String name) throws IOException {
        var clerk = COUNTY.staff(TOWN, Role.CLERK);
        var called = "Schöne Gebiete " + name;
        var location = upload(clerk, called, "nature", name, file(name)).location();
        var desk = location.substring(location.indexOf("/arbeitsplatz"));
        assertThat(clerk.get(desk).html().select("main").text()).contains(called, "Entwurf");
        assertThat(text("/karte/hier?lat=50.702&lon=8.502")).doesNotContain(called);

        COUNTY.staff(TOWN, Role.LEAD).post(desk + "/freigeben", Map.of());

        assertThat(text("/karte/hier?lat=50.702&lon=8.502"))
                .contains(called, "Naturschutzgebiet Größenwiese", "Nicht pflücken.");
        assertThat(text("/karte/hier?lat=50.710&lon=8.510")).as("in the hole").doesNotContain(called);
        assertThat(text(desk.replace("/arbeitsplatz", "/" + TOWN))).contains(called, "Zur Probe", "2");
        var collection = "ebene_schoene_gebiete_" + name.replace('.', '_');
        var items = new JsonMapper().readTree(text("/ogc/collections/%s/items?f=json".formatted(collection)));
        assertThat(items.path("numberMatched").asInt()).isEqualTo(2);
        var tile = Tile.at(12, 8.502, 50.702);
        var bytes = COUNTY.visitor()
                .get("/ogc/tiles/WebMercatorQuad/12/%d/%d".formatted(tile.row(), tile.column()))
                .body();
        assertThat(ReadTile.of(bytes).layers()).containsKey(collection);
        assertThat(text(
                        "/wms?REQUEST=GetFeatureInfo&VERSION=1.3.0&CRS=CRS:84&BBOX=8.50,50.70,8.51,50.71&WIDTH=100&HEIGHT=100"
                                + "&I=10&J=90&LAYERS=%1$s&QUERY_LAYERS=%1$s".formatted(collection)))
                .contains("Naturschutzgebiet Größenwiese");

        COUNTY.staff(TOWN, Role.LEAD).post(desk + "/zuruecknehmen", Map.of());
        assertThat(COUNTY.visitor().get("/ogc/collections/" + collection).status())
                .isEqualTo(404);
    }

    @Test
    void whatCannotBeReadIsRefusedInPlainWords() {
        var clerk = COUNTY.staff(TOWN, Role.CLERK);
        var nonsense = "Hallo".getBytes(StandardCharsets.UTF_8);
        assertThat(upload(clerk, "Probe", "nature", "a.geojson", nonsense).text())
                .contains("weder GeoJSON noch");
        assertThat(upload(clerk, "", "nature", "a.geojson", nonsense).text()).contains("Geben Sie einen Namen an");
        assertThat(upload(clerk, "Probe", "outline", "a.geojson", nonsense).text())
                .contains("Geben Sie einen Namen an");
    }
}
