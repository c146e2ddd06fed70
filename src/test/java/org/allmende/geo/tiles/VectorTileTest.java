package org.allmende.geo.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.allmende.geo.Atlas;
import org.allmende.geo.AtlasOfSize;
import org.allmende.geo.Feature;
import org.allmende.geo.crs.Crs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

class VectorTileTest {

    private static final Atlas ATLAS = AtlasOfSize.of(3).atlas();
    private static final GeometryFactory SHAPES = new GeometryFactory();

    private static Tile tile(int zoom) {
        var middle = ATLAS.plans().stream()
                .flatMap(plan -> ATLAS.outlines(plan).stream())
                .findFirst()
                .orElseThrow()
                .geometry()
                .getInteriorPoint();
        var place = Crs.EPSG25832.toLonLat(middle.getX(), middle.getY());
        return Tile.at(zoom, place.x(), place.y());
    }

    private static ReadTile read(int zoom) {
        return ReadTile.of(VectorTile.of(tile(zoom), ATLAS.layers()));
    }

    /** Twice the area; above zero for a ring that is clockwise on the screen. */
    private static long area(List<int[]> ring) {
        long sum = 0;
        for (int i = 1; i < ring.size(); i++) {
            sum += (long) ring.get(i - 1)[0] * ring.get(i)[1] - (long) ring.get(i)[0] * ring.get(i - 1)[1];
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 16, 18, 20})
    void everyShapeIsSoundAndInItsTile(int zoom) {
        var layers = read(zoom).layers();
        assertThat(layers).containsKeys("plaene", "bp_baugebietsteilflaeche");
        for (var layer : layers.values()) {
            for (var feature : layer.features()) {
                assertThat(feature.properties()).containsKeys("id", "plan", "planname", "gemeinde", "zeichen");
                assertThat(feature.parts())
                        .isNotEmpty()
                        .allSatisfy(part -> assertThat(part)
                                .allMatch(at -> Math.abs(at[0] - 2048) <= 2048 + Path.BUFFER
                                        && Math.abs(at[1] - 2048) <= 2048 + Path.BUFFER));
                if (feature.type() == 3) {
                    assertThat(area(feature.parts().getFirst()))
                            .as("outer ring")
                            .isPositive();
                    assertThat(feature.parts())
                            .allSatisfy(ring -> assertThat(ring).hasSizeGreaterThan(3));
                }
            }
        }
    }

    @Test
    void aShapeLiesWhereItLiesOnTheMap() {
        var tile = tile(19);
        for (var feature : ReadTile.of(VectorTile.of(tile, ATLAS.layers()))
                .layers()
                .get("bp_baugebietsteilflaeche")
                .features()) {
            var original = ATLAS.findFeature(feature.properties().get("id")).orElseThrow();
            var box = tile.box();
            for (var at : feature.parts().getFirst()) {
                boolean isCut = at[0] < 0 || at[1] < 0 || at[0] > 4096 || at[1] > 4096;
                var ours = Crs.EPSG3857.to(
                        Crs.EPSG25832,
                        box.getMinX() + at[0] * box.getWidth() / 4096,
                        box.getMaxY() - at[1] * box.getHeight() / 4096);
                double away = SHAPES.createPoint(new Coordinate(ours.x(), ours.y()))
                        .distance(original.geometry().getBoundary());
                assertThat(isCut ? 0 : away).as("metres beside its line").isLessThan(0.03);
            }
        }
    }

    @Test
    void nothingIsLostInTheTilesBelow() {
        var parent = tile(15);
        var below = new HashSet<String>();
        for (int i = 0; i < 4; i++) {
            var child = new Tile(16, parent.row() * 2 + i / 2, parent.column() * 2 + i % 2);
            features(child).forEach(feature -> below.add(feature.properties().get("id")));
        }
        var above = features(parent)
                .filter(feature -> feature.parts().stream()
                        .flatMap(List::stream)
                        .allMatch(at -> Math.abs(at[0] - 2048) < 2048 && Math.abs(at[1] - 2048) < 2048))
                .map(feature -> feature.properties().get("id"))
                .toList();
        assertThat(below).containsAll(above);
        assertThat(above).hasSizeGreaterThan(20);
    }

    private static Stream<ReadTile.Feature> features(Tile tile) {
        return ReadTile.of(VectorTile.of(tile, ATLAS.layers())).layers().values().stream()
                .flatMap(layer -> layer.features().stream());
    }

    @Test
    void codesHaveTheirWordsBesideThem() {
        var feature =
                read(15).layers().get("bp_baugebietsteilflaeche").features().getFirst();
        var original = ATLAS.findFeature(feature.properties().get("id")).orElseThrow();
        for (Feature.Value value : original.values()) {
            assertThat(feature.properties()).containsEntry(value.name(), value.value());
            assertThat(feature.properties().getOrDefault(value.name() + "_klartext", value.value()))
                    .isEqualTo(value.words());
        }
    }

    @Test
    void farAwayOnlyPlansAreDrawnAndElsewhereNothing() {
        assertThat(read(13).layers()).containsOnlyKeys("plaene");
        assertThat(VectorTile.of(new Tile(10, 5, 5), ATLAS.layers())).isEmpty();
        assertThat(VectorTile.of(new Tile(0, 0, 0), ATLAS.layers())).isEmpty();
    }

    @Test
    void whatIsNoTileIsNone() {
        assertThat(Tile.of("20", "1048575", "0")).isPresent();
        assertThat(Tile.of("20", "1048576", "0")).isEmpty();
        assertThat(Tile.of("21", "0", "0")).isEmpty();
        assertThat(Tile.of("-1", "0", "0")).isEmpty();
        assertThat(Tile.of("3", "99999999999", "0")).isEmpty();
    }
}
