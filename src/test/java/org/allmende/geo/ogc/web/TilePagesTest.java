package org.allmende.geo.ogc.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.allmende.DemoCounty;
import org.allmende.geo.Atlases;
import org.allmende.geo.Plan;
import org.allmende.geo.SamplePlan;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.tiles.ReadTile;
import org.allmende.geo.tiles.Tile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OGC API Tiles as a client meets it (OGC 20-057). */
class TilePagesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final Plan PLAN = SamplePlan.of("Kacheln").releasedBy(COUNTY, "steffenberg");

    private static JsonNode json(String path) {
        var answer = COUNTY.visitor().get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return new JsonMapper().readTree(answer.body());
    }

    private static String link(JsonNode document, String rel) {
        var href = document.path("links")
                .valueStream()
                .filter(link -> link.path("rel").asString().equals(rel))
                .findFirst()
                .orElseThrow()
                .path("href")
                .asString();
        assertThat(href).startsWith(COUNTY.address());
        return href.substring(COUNTY.address().length());
    }

    private static Tile tile(int zoom) {
        var outline = COUNTY.bean(Atlases.class).current().outlines(PLAN).getFirst();
        var middle = outline.geometry().getInteriorPoint();
        var place = Crs.EPSG25832.toLonLat(middle.getX(), middle.getY());
        return Tile.at(zoom, place.x(), place.y());
    }

    @Test
    void linksLeadFromTheLandingPageToATile() {
        var sets = json(link(json("/ogc?f=json"), "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector"));
        var tileset = json(link(sets.path("tilesets").path(0), "self"));
        assertThat(tileset.path("dataType").asString()).isEqualTo("vector");
        assertThat(tileset.path("layers")
                        .valueStream()
                        .map(layer -> layer.path("id").asString()))
                .contains("plaene", "bp_baugebietsteilflaeche");
        var scheme = json(link(tileset, "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme"));
        assertThat(scheme.path("tileMatrices").size()).isEqualTo(21);
        assertThat(scheme.path("tileMatrices").path(0).path("scaleDenominator").asDouble())
                .isCloseTo(559082264.028717, org.assertj.core.data.Offset.offset(0.01));
        var tile = tile(15);
        var answer = COUNTY.visitor()
                .get(link(tileset, "item")
                        .replace("{tileMatrix}", "15")
                        .replace("{tileRow}", "" + tile.row())
                        .replace("{tileCol}", "" + tile.column()));
        assertThat(answer.contentType()).isEqualTo("application/vnd.mapbox-vector-tile");
        assertThat(ReadTile.of(answer.body()).layers().get("plaene").features())
                .anyMatch(plan -> plan.properties().get("planname").equals("Probe Kacheln"));
    }

    @Test
    void aCollectionHasTilesOfItsOwn() {
        var tiles =
                link(json("/ogc/collections/plaene?f=json"), "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector");
        var item = link(json(link(json(tiles).path("tilesets").path(0), "self")), "item");
        var tile = tile(16);
        var answer = COUNTY.visitor()
                .get(item.replace("{tileMatrix}", "16")
                        .replace("{tileRow}", "" + tile.row())
                        .replace("{tileCol}", "" + tile.column()));
        assertThat(ReadTile.of(answer.body()).layers()).containsOnlyKeys("plaene");
    }

    @Test
    void anyDayHasItsTiles() {
        var tile = tile(15);
        var path = "/ogc/tiles/WebMercatorQuad/15/%d/%d?datetime=".formatted(tile.row(), tile.column());
        assertThat(COUNTY.visitor().get(path + "1999-05-23").status())
                .as("before the plan")
                .isEqualTo(204);
        assertThat(COUNTY.visitor().get(path + "2021-05-23T12:00:00Z").status()).isEqualTo(200);
        assertThat(COUNTY.visitor().get(path + "gestern").status()).isEqualTo(400);
        assertThat(COUNTY.visitor().get(path + "2021-05-23/2022-05-23").status())
                .as("a tile shows one day")
                .isEqualTo(400);
    }

    @Test
    void tileJsonLeadsToTheSameTiles() {
        var tile = tile(15);
        var address = json("/ogc/tiles/WebMercatorQuad?f=tilejson")
                .path("tiles")
                .path(0)
                .asString()
                .replace("{z}", "15")
                .replace("{y}", "" + tile.row())
                .replace("{x}", "" + tile.column());
        var path = "/ogc/tiles/WebMercatorQuad/15/%d/%d".formatted(tile.row(), tile.column());
        assertThat(address).isEqualTo(COUNTY.address() + path);
        assertThat(COUNTY.visitor().get(path).header("etag")).startsWith("W/");
    }

    @Test
    void whereNothingLiesThereIsNothing() {
        assertThat(COUNTY.visitor().get("/ogc/tiles/WebMercatorQuad/10/1/1").status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ogc/tiles/WebMercatorQuad/21/0/0",
                "/ogc/tiles/WebMercatorQuad/3/8/0",
                "/ogc/tiles/WebMercatorQuad/-1/0/0",
                "/ogc/tiles/WebMercatorQuad/a/b/c",
                "/ogc/tiles/WorldCRS84Quad/1/0/0",
                "/ogc/tiles/WorldCRS84Quad",
                "/ogc/tileMatrixSets/WorldCRS84Quad",
                "/ogc/collections/nirgends/tiles",
                "/ogc/collections/nirgends/tiles/WebMercatorQuad/1/0/0"
            })
    void whatDoesNotExistIsNotFound(String path) {
        assertThat(COUNTY.visitor().get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ogc/tiles/WebMercatorQuad/1/0/0?f=png",
                "/ogc/tiles/WebMercatorQuad/1/0/0?farbe=rot",
                "/ogc/tiles/WebMercatorQuad?f=xml",
                "/ogc/tiles?bbox=1,2,3,4"
            })
    void whatIsUnknownIsRefused(String path) {
        assertThat(COUNTY.visitor().get(path).status()).isEqualTo(400);
    }
}
