package org.allmende.geo.ogc.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.allmende.DemoCounty;
import org.allmende.geo.Atlas;
import org.allmende.geo.Atlases;
import org.allmende.geo.Feature;
import org.allmende.geo.Plans;
import org.allmende.geo.SamplePlan;
import org.allmende.geo.xplan.PlanArchive;
import org.allmende.geo.xplan.Report;
import org.allmende.platform.database.Tenancy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** OGC API Features as a client meets it: class by class of OGC 17-069r4 and 18-058r1. */
class OgcPagesTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ITEMS = "/ogc/collections/plaene/items";

    /** Nine plans of our own, one of them laid open, so that no test waits for those of the demo. */
    @BeforeAll
    static void bringPlans() {
        var plans = COUNTY.bean(Plans.class);
        COUNTY.bean(Tenancy.class).run("steffenberg", () -> {
            for (int number = 1; number <= 9; number++) {
                var sample = SamplePlan.of("OGC " + number);
                var file = number == 9
                        ? sample.with("rechtsstand>4000", "rechtsstand>2400").gml()
                        : sample.gml();
                try {
                    var report = new Report();
                    var document = PlanArchive.read(new ByteArrayInputStream(file), report);
                    plans.release(plans.add(document, report, "ogc.gml", new ByteArrayInputStream(file)));
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
        });
        COUNTY.bean(Atlases.class).refresh();
    }

    private static JsonNode json(String asked) {
        var path = asked.contains("f=json") ? asked : asked + (asked.contains("?") ? "&" : "?") + "f=json";
        var answer = COUNTY.visitor().get(path);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return JSON.readTree(answer.text());
    }

    private static Atlas atlas() {
        return COUNTY.bean(Atlases.class).current();
    }

    private static Feature somePlan() {
        return atlas().findLayer(Atlas.PLANS).orElseThrow().features().stream()
                .filter(feature -> feature.plan().name().equals("Probe OGC 1"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theLandingPageLeadsToEverything() {
        var links = json("/ogc?f=json").path("links");
        for (var rel : List.of("self", "service-desc", "conformance", "data")) {
            var href = links.valueStream()
                    .filter(link -> link.path("rel").asString().equals(rel))
                    .findFirst()
                    .orElseThrow()
                    .path("href")
                    .asString();
            assertThat(href).startsWith(COUNTY.address());
            json(href.substring(COUNTY.address().length()));
        }
    }

    @Test
    void theDescriptionStandsOnItsOwn() {
        var api = json("/ogc/api");
        assertThat(api.path("openapi").asString()).startsWith("3.0");
        assertThat(api.path("servers").path(0).path("url").asString()).isEqualTo(COUNTY.address() + "/ogc");
        assertThat(api.path("paths").has("/collections/plaene/items")).isTrue();
        assertThat(api.findValuesAsString("$ref")).isNotEmpty().allMatch(ref -> ref.startsWith("#/components/"));
    }

    @Test
    void everyCollectionHasItsItems() {
        for (var collection : json("/ogc/collections").path("collections")) {
            var id = collection.path("id").asString();
            assertThat(collection.path("crs").valueStream().map(JsonNode::asString))
                    .contains("http://www.opengis.net/def/crs/OGC/1.3/CRS84");
            var items = json("/ogc/collections/%s/items?limit=2".formatted(id));
            assertThat(items.path("type").asString()).isEqualTo("FeatureCollection");
            assertThat(items.path("features").size())
                    .isEqualTo(items.path("numberReturned").asInt())
                    .isBetween(1, 2);
            var feature = items.path("features").path(0).path("id").asString();
            assertThat(json("/ogc/collections/%s/items/%s".formatted(id, feature))
                            .path("id")
                            .asString())
                    .isEqualTo(feature);
        }
    }

    @Test
    void pagesFollowEachOtherUntilAllIsSeen() {
        var seen = new java.util.HashSet<String>();
        var next = ITEMS + "?gemeinde=steffenberg&limit=2";
        int matched = 0;
        while (!next.isEmpty()) {
            var page = json(next);
            matched = page.path("numberMatched").asInt();
            page.path("features")
                    .forEach(feature ->
                            assertThat(seen.add(feature.path("id").asString())).isTrue());
            next = page.path("links")
                    .valueStream()
                    .filter(link -> link.path("rel").asString().equals("next"))
                    .map(link -> link.path("href")
                            .asString()
                            .substring(COUNTY.address().length()))
                    .findFirst()
                    .orElse("");
        }
        assertThat(seen).hasSize(matched).hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void theSameBoxInEverySystemFindsTheSame() {
        var box = somePlan().geometry().getEnvelopeInternal();
        var own = "%s.%s".formatted(somePlan().plan().id(), somePlan().id());
        for (var crs : org.allmende.geo.ogc.ItemQuery.SYSTEMS) {
            var there = org.allmende.geo.crs.Crs.EPSG25832.to(crs, box);
            var numbers = crs.northFirst()
                    ? List.of(there.getMinY(), there.getMinX(), there.getMaxY(), there.getMaxX())
                    : List.of(there.getMinX(), there.getMinY(), there.getMaxX(), there.getMaxY());
            var found = json("%s?bbox=%s&bbox-crs=%s&crs=%s&limit=100"
                    .formatted(
                            ITEMS,
                            String.join(
                                    ",", numbers.stream().map(String::valueOf).toList()),
                            crs.uri(),
                            crs.uri()));
            assertThat(found.path("features")
                            .valueStream()
                            .map(one -> one.path("id").asString()))
                    .as(crs.name())
                    .contains(own);
        }
    }

    @Test
    void coordinatesComeInTheSystemAndOrderThatWasAskedFor() {
        var path = ITEMS + "/" + somePlan().key();
        var metres = somePlan().geometry().getCoordinate();
        var utm = first(json(path + "?crs=http://www.opengis.net/def/crs/EPSG/0/25832"));
        assertThat(utm).isEqualTo(List.of(metres.x, metres.y));

        var lonLat = first(json(path));
        var latLon = first(json(path + "?crs=http://www.opengis.net/def/crs/EPSG/0/4326"));
        assertThat(lonLat.getFirst()).isBetween(8.0, 13.0);
        assertThat(latLon).isEqualTo(lonLat.reversed());
        assertThat(COUNTY.visitor().get(path + "?f=json").header("Content-Crs"))
                .isEqualTo("<http://www.opengis.net/def/crs/OGC/1.3/CRS84>");
    }

    private static List<Double> first(JsonNode feature) {
        var node = feature.path("geometry").path("coordinates");
        while (node.path(0).isArray()) {
            node = node.path(0);
        }
        return List.of(node.path(0).asDouble(), node.path(1).asDouble());
    }

    @Test
    void attributesAndDaysNarrowWhatIsFound() {
        var town = somePlan().plan().tenant();
        assertThat(json(ITEMS + "?limit=100&gemeinde=" + town).path("features"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(
                                one.path("properties").path("gemeinde").asString())
                        .isEqualTo(town));
        assertThat(json(ITEMS + "?rechtsstand=2400&limit=100").path("features"))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.path("properties")
                                .path("rechtsstand_klartext")
                                .asString())
                        .startsWith("Der Plan wird öffentlich ausgelegt"));
        int all = json(ITEMS).path("numberMatched").asInt();
        assertThat(json(ITEMS + "?datetime=../2026-12-31").path("numberMatched").asInt())
                .as("with those that hold no more")
                .isGreaterThan(all);
        assertThat(json(ITEMS + "?datetime=1950-01-01/1960-01-01")
                        .path("numberMatched")
                        .asInt())
                .isLessThan(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?farbe=rot",
                "?bbox=1,2,3",
                "?bbox=8,50,9,x",
                "?bbox=8,51,9,50",
                "?bbox=NaN,50,9,51",
                "?bbox=8,50,9,95",
                "?bbox=8,50,9,51&bbox-crs=EPSG:25832",
                "?crs=http://www.opengis.net/def/crs/EPSG/0/31467",
                "?limit=0",
                "?limit=viele",
                "?offset=-1",
                "?datetime=gestern",
                "?datetime=2026-01-02/2026-01-01",
                "?limit=1&limit=2",
                "?f=exe"
            })
    void whatMakesNoSenseIsABadRequest(String query) {
        var answer = COUNTY.visitor().get(ITEMS + query.replace(" ", "%20"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(JSON.readTree(answer.text()).path("code").asString()).isEqualTo("InvalidParameterValue");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(COUNTY.visitor().get("/ogc/collections/einhorn").status()).isEqualTo(404);
        assertThat(COUNTY.visitor().get(ITEMS + "/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(COUNTY.visitor().get("/ogc/conformance?x=1").status()).isEqualTo(400);
    }

    @Test
    void browsersGetPages() {
        for (var path : List.of("/ogc", "/ogc/conformance", "/ogc/collections", "/ogc/collections/plaene", ITEMS)) {
            var answer = COUNTY.visitor().get(path + "?f=html");
            assertThat(answer.isHtml()).as(path).isTrue();
            assertThat(answer.html().select("h1").text()).isNotEmpty();
        }
    }

    @Test
    void aFilterLimitsTheItemsAndTheLinksKeepIt() {
        var filter = java.net.URLEncoder.encode(
                "planname LIKE 'Probe OGC%' AND rechtsstand = '2400'", java.nio.charset.StandardCharsets.UTF_8);
        assertThat(json(ITEMS + "?filter=" + filter).path("numberMatched").asInt())
                .isEqualTo(1);
        var json = java.net.URLEncoder.encode(
                "{\"op\":\"like\",\"args\":[{\"property\":\"planname\"},\"Probe OGC%\"]}",
                java.nio.charset.StandardCharsets.UTF_8);
        var page = json(ITEMS + "?limit=4&filter-lang=cql2-json&filter=" + json);
        assertThat(page.path("numberMatched").asInt()).isEqualTo(9);
        assertThat(page.path("links").toString()).contains("cql2-json", "offset=4");
        var wrong = COUNTY.visitor().get(ITEMS + "?filter=farbe%3D1");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("farbe", "at letter 1");
    }

    @Test
    void everyQueryableCanBeAskedFor() {
        var schema = json("/ogc/collections/plaene/queryables");
        assertThat(schema.path("properties").has("geometry")).isTrue();
        for (var name : schema.path("properties").propertyNames()) {
            if (!name.equals("geometry")) {
                var filter = java.net.URLEncoder.encode(
                        "\"%s\" IS NULL".formatted(name), java.nio.charset.StandardCharsets.UTF_8);
                json(ITEMS + "?filter=" + filter);
            }
        }
    }

    /** Objects are kept as they were written. */
    @Test
    void anObjectIsTheSameEachTimeItIsGiven() {
        var asked = "/ogc/collections/bp_baugebietsteilflaeche/items?limit=5";
        var first = json(asked).path("features");
        assertThat(first).isNotEmpty();
        json(asked + "&crs=http://www.opengis.net/def/crs/EPSG/0/25832");
        var again = json(asked).path("features");
        assertThat(again).isEqualTo(first);
        for (var feature : again) {
            var single = json("/ogc/collections/bp_baugebietsteilflaeche/items/"
                    + feature.path("id").asString());
            assertThat(single.path("geometry")).isEqualTo(feature.path("geometry"));
            assertThat(single.path("properties")).isEqualTo(feature.path("properties"));
        }
    }
}
