package org.allmende.geo.ogc.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.allmende.geo.Atlas;
import org.allmende.geo.AtlasOfSize;
import org.allmende.geo.Feature;
import org.allmende.geo.Layer;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.ogc.BadQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions on the building areas of two generated plans; every text is compared with what the attributes say. */
class FilterTest {

    private static final Atlas ATLAS = AtlasOfSize.of(2).atlas();
    private static final Layer AREAS =
            ATLAS.findLayer("BP_BaugebietsTeilFlaeche").orElseThrow();
    private static final Layer PLANS = ATLAS.findLayer(Atlas.PLANS).orElseThrow();

    private static long count(Layer layer, String text) {
        var filter = Filter.parse(text, text.startsWith("{") ? Filter.JSON : Filter.TEXT, Crs.EPSG25832, layer);
        return layer.features().stream().filter(filter::fits).count();
    }

    private static long areas(java.util.function.Predicate<Feature> test) {
        return AREAS.features().stream().filter(test).count();
    }

    private static String use(Feature feature) {
        return feature.find("besondereArtDerBaulNutzung")
                .map(Feature.Value::value)
                .orElse("");
    }

    private static double grz(Feature feature) {
        return Double.parseDouble(feature.find("GRZ").map(Feature.Value::value).orElse("-1"));
    }

    @Test
    void attributesAreComparedAsWhatStandsBesideThem() {
        assertThat(count(AREAS, "GRZ > 0.3"))
                .isEqualTo(areas(one -> grz(one) > 0.3))
                .isPositive();
        assertThat(count(AREAS, "0.3 < GRZ")).isEqualTo(count(AREAS, "GRZ > 0.3"));
        assertThat(count(AREAS, "GRZ * 10 + 1 >= 2 ^ 2 + 1")).isEqualTo(areas(one -> grz(one) >= 0.4));
        assertThat(count(AREAS, "GRZ BETWEEN 0.2 AND 0.4")).isEqualTo(areas(one -> grz(one) >= 0.2 && grz(one) <= 0.4));
        assertThat(count(AREAS, "besondereArtDerBaulNutzung = '1200'"))
                .isEqualTo(areas(one -> use(one).equals("1200")));
        assertThat(count(AREAS, "besondereArtDerBaulNutzung IN ('1100', '1200', '1500')"))
                .isEqualTo(areas(one -> use(one).matches("1100|1200|1500")));
        assertThat(count(AREAS, "besondereArtDerBaulNutzung LIKE '1%'"))
                .isEqualTo(areas(one -> use(one).startsWith("1")));
        assertThat(count(AREAS, "gemeinde = 'town1'"))
                .isEqualTo(areas(one -> one.plan().tenant().equals("town1")));
    }

    @Test
    void conditionsAreConnected() {
        long all = AREAS.features().size();
        assertThat(count(AREAS, "gemeinde='town0' OR gemeinde='town1'")).isEqualTo(all);
        assertThat(count(AREAS, "NOT (gemeinde='town0') and gemeinde <> 'town1'"))
                .isZero();
        assertThat(count(AREAS, "gemeinde='town0' or gemeinde='town1' and GRZ < 0"))
                .as("and binds more tightly")
                .isEqualTo(areas(one -> one.plan().tenant().equals("town0")));
        assertThat(count(AREAS, "(gemeinde='town0' or gemeinde='town1') and GRZ < 0"))
                .isZero();
        assertThat(count(AREAS, "TRUE")).isEqualTo(all);
    }

    @Test
    void whatIsMissingIsUnknown() {
        assertThat(count(PLANS, "rechtsstand IS NULL")).isZero();
        long none = areas(one -> !one.says("GFZ"));
        assertThat(count(AREAS, "GFZ IS NULL")).isEqualTo(none);
        assertThat(count(AREAS, "GFZ > 0 OR NOT (GFZ > 0)"))
                .isEqualTo(AREAS.features().size() - none);
        assertThat(count(AREAS, "GFZ IS NOT NULL")).isEqualTo(AREAS.features().size() - none);
    }

    @Test
    void lettersAreFoldedOnDemand() {
        assertThat(count(PLANS, "CASEI(planname) = casei('PLAN 1')")).isEqualTo(1);
        assertThat(count(PLANS, "planname = 'PLAN 1'")).isZero();
        assertThat(count(PLANS, "ACCENTI('Mühlwiese') = 'Muhlwiese'")).isEqualTo(2);
        assertThat(count(PLANS, "planname LIKE 'Plan\\_1'")).isZero();
        assertThat(count(PLANS, "planname NOT LIKE '%1'")).isEqualTo(1);
    }

    @Test
    void timesAreCompared() {
        assertThat(count(PLANS, "T_AFTER(inkrafttretensDatum, DATE('2020-05-03'))"))
                .isEqualTo(2);
        assertThat(count(PLANS, "T_BEFORE(inkrafttretensDatum, DATE('2020-05-04'))"))
                .isZero();
        assertThat(count(PLANS, "T_EQUALS(inkrafttretensDatum, DATE('2020-05-04'))"))
                .isEqualTo(2);
        assertThat(count(PLANS, "T_DURING(inkrafttretensDatum, INTERVAL('2020-01-01', '..'))"))
                .isEqualTo(2);
        assertThat(count(PLANS, "inkrafttretensDatum < DATE('2020-05-05')")).isEqualTo(2);
        assertThat(count(PLANS, "T_INTERSECTS(inkrafttretensDatum, TIMESTAMP('2020-05-04T12:00:00Z'))"))
                .isEqualTo(2);
    }

    @Test
    void placesAreCompared() {
        var first = PLANS.features().getFirst();
        var middle = first.geometry().getInteriorPoint();
        var point = String.format(Locale.ROOT, "POINT(%f %f)", middle.getX(), middle.getY());
        var box = first.geometry().getEnvelopeInternal();
        box.expandBy(5);
        var bbox = String.format(
                Locale.ROOT, "BBOX(%f,%f,%f,%f)", box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY());
        for (var text : new String[] {
            "S_INTERSECTS(geometry, %s)".formatted(point),
            "S_INTERSECTS(%s, geometry)".formatted(point),
            "S_CONTAINS(geometry, %s)".formatted(point),
            "S_WITHIN(%s, geometry)".formatted(point),
            "S_WITHIN(geometry, %s)".formatted(bbox),
            "S_CONTAINS(%s, geometry)".formatted(bbox),
            "NOT S_DISJOINT(geometry, %s)".formatted(bbox),
            "S_EQUALS(geometry, %s)".formatted(first.geometry().toText())
        }) {
            assertThat(count(PLANS, text)).as(text).isEqualTo(1);
        }
        assertThat(count(PLANS, "S_TOUCHES(geometry, %s)".formatted(bbox))).isZero();
        var within = Filter.parse(
                "planname LIKE 'P%%' AND S_WITHIN(geometry, %s)".formatted(bbox), Filter.TEXT, Crs.EPSG25832, PLANS);
        assertThat(box.equals(within.box())).isTrue();
    }

    @Test
    void coordinatesAreThoseOfTheSystem() {
        var middle = PLANS.features().getFirst().geometry().getInteriorPoint();
        var place = Crs.EPSG25832.toLonLat(middle.getX(), middle.getY());
        var east = String.format(Locale.ROOT, "S_INTERSECTS(geometry, POINT(%.8f %.8f))", place.x(), place.y());
        var north = String.format(Locale.ROOT, "S_INTERSECTS(geometry, POINT(%.8f %.8f))", place.y(), place.x());
        for (var filter : new Filter[] {
            Filter.parse(east, Filter.TEXT, Crs.CRS84, PLANS), Filter.parse(north, Filter.TEXT, Crs.EPSG4326, PLANS)
        }) {
            assertThat(PLANS.features().stream().filter(filter::fits)).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GRZ > 0.3 | {\"op\":\">\",\"args\":[{\"property\":\"GRZ\"},0.3]}",
                "GRZ BETWEEN 0.2 AND 0.4 | {\"op\":\"between\",\"args\":[{\"property\":\"GRZ\"},0.2,0.4]}",
                "gemeinde IN ('town1') | {\"op\":\"in\",\"args\":[{\"property\":\"gemeinde\"},[\"town1\"]]}",
                "NOT (GRZ = 0.4) | {\"op\":\"not\",\"args\":[{\"op\":\"=\",\"args\":[{\"property\":\"GRZ\"},0.4]}]}",
                "GFZ IS NULL | {\"op\":\"isNull\",\"args\":[{\"property\":\"GFZ\"}]}",
                "S_INTERSECTS(geometry, BBOX(460000,5600000,480000,5650000)) | {\"op\":\"s_intersects\",\"args\":[{\"property\":\"geometry\"},{\"bbox\":[460000,5600000,480000,5650000]}]}",
                "S_WITHIN(geometry, POLYGON((460000 5600000,490000 5600000,490000 5650000,460000 5600000))) | {\"op\":\"s_within\",\"args\":[{\"property\":\"geometry\"},{\"type\":\"Polygon\",\"coordinates\":[[[460000,5600000],[490000,5600000],[490000,5650000],[460000,5600000]]]}]}"
            })
    void jsonSaysTheSameAsText(String text, String json) {
        assertThat(count(AREAS, json)).isEqualTo(count(AREAS, text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GRZ > | at letter 6",
                "GRZ >> 3 | at letter 6",
                "farbe = 'rot' | at letter 1",
                "GRZ > 0.3 AND | at letter 14",
                "GRZ > 0.3 gemeinde | at letter 11",
                "(GRZ > 0.3 | at letter 11",
                "GRZ | condition",
                "FOO(GRZ) = 1 | at letter 1",
                "S_INTERSECTS(geometry, POINT(1)) | at letter 24",
                "S_INTERSECTS(geometry, POLYGON((0 0,1 1 | not closed",
                "S_INTERSECTS(geometry, POLYGON((0 0,2 2,2 0,0 2,0 0))) | crosses",
                "S_INTERSECTS(geometry, BBOX(1,2,3)) | four or six",
                "S_INTERSECTS(geometry, GRZ) | another kind",
                "S_INTERSECTS(geometry, POINT(NaN 1)) | range",
                "S_INTERSECTS(geometry, POINT(1e300 1)) | range",
                "T_AFTER(inkrafttretensDatum, DATE('gestern')) | queryable",
                "T_AFTER(GRZ, DATE('gestern')) | no time",
                "T_AFTER(GRZ, 'gestern') | compares times",
                "GRZ = 'offen | at letter 7",
                "\u0000 | at letter",
                "{\"op\":\"gibtsnicht\",\"args\":[]} | at $.op",
                "{\"op\":\"and\",\"args\":[true,{\"property\":\"farbe\"}]} | at $.args[1]",
                "{\"op\": | letter",
                "{\"op\":\">\",\"args\":[{\"property\":\"GRZ\"}]} | takes 2",
                "{\"property\":\"GRZ\"} | no condition"
            })
    void aRefusalSaysWhere(String wrong, String where) {
        assertThatThrownBy(() -> count(AREAS, wrong))
                .isInstanceOf(BadQuery.class)
                .hasMessageContaining(where);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "NOT (", "CASEI(", "-("})
    void depthsEnd(String opening) {
        assertThatThrownBy(() -> count(AREAS, opening.repeat(1000))).isInstanceOf(BadQuery.class);
        assertThatThrownBy(() -> count(AREAS, opening.repeat(100_000))).isInstanceOf(BadQuery.class);
    }

    @Test
    void depthsOfJsonEnd() {
        assertThatThrownBy(() -> count(AREAS, "{\"op\":\"not\",\"args\":[".repeat(300) + "true" + "]}".repeat(300)))
                .isInstanceOf(BadQuery.class);
    }

    @Test
    void aPatternOfManySignsIsNotSlow() {
        assertThat(Node.Call.like("a".repeat(5000) + "b", "%a".repeat(2000) + "%c"))
                .isFalse();
        assertThat(Node.Call.like("100 %", "100 \\%")).isTrue();
        assertThat(Node.Call.like("100 x", "100 \\%")).isFalse();
        assertThat(Node.Call.like("", "%")).isTrue();
        assertThat(Node.Call.like("abc", "a_c")).isTrue();
        assertThat(Node.Call.like("abc", "a_")).isFalse();
    }
}
