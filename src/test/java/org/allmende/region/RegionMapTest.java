package org.allmende.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Polygon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.allmende.region.Boundary.Position;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

class RegionMapTest {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+");

    @Test
    void aRegionIsSmallEnoughForAPage() throws IOException {
        var map = RegionMap.of(boundaries("marburg-biedenkopf"));
        assertThat(map.areas()).hasSize(22);
        assertThat(size(map)).isLessThan(20_000);
        assertThat(size(RegionMap.of(boundaries("suedwestfalen")))).isLessThan(40_000);
    }

    @Test
    void everyLabelLiesInItsOwnMunicipality() throws IOException {
        for (var area : RegionMap.of(boundaries("marburg-biedenkopf")).areas()) {
            assertThat(outline(area).contains(area.labelX(), area.labelY()))
                    .as(area.slug().value())
                    .isTrue();
        }
    }

    @Test
    void neighboursLeaveNeitherGapNorOverlap() throws IOException {
        var map = RegionMap.of(boundaries("marburg-biedenkopf"));
        double sum =
                map.areas().stream().mapToDouble(area -> size(outline(area))).sum();
        var outer = RegionMap.of(Map.of(
                new Slug("all"),
                new Boundary(List.copyOf(boundaries("marburg-biedenkopf").values().stream()
                        .flatMap(boundary -> boundary.polygons().stream())
                        .toList()))));
        assertThat(outer.height()).isEqualTo(map.height());
        int taken = 0;
        int twice = 0;
        var outlines = map.areas().stream().map(RegionMapTest::outline).toList();
        for (int x = 1; x < map.width(); x += 3) {
            for (int y = 1; y < map.height(); y += 3) {
                double pointX = x + 0.37;
                double pointY = y + 0.41;
                long here = outlines.stream()
                        .filter(outline -> outline.contains(pointX, pointY))
                        .count();
                taken += here > 0 ? 1 : 0;
                twice += here > 1 ? 1 : 0;
            }
        }
        assertThat(twice).as("points of the lattice in two municipalities").isZero();
        assertThat(taken * 9.0).as("area by the lattice and by the outlines").isBetween(sum * 0.995, sum * 1.005);
    }

    @Test
    void aSquareIsDrawnAsASquareWithItsLabelInTheMiddle() {
        var square = new Boundary(List.of(new Boundary.Polygon(List.of(List.of(
                new Position(8, 50),
                new Position(8.1, 50),
                new Position(8.1, 50.1),
                new Position(8, 50.1),
                new Position(8, 50))))));
        var area = RegionMap.of(Map.of(new Slug("quadrat"), square)).areas().getFirst();
        assertThat(NUMBER.matcher(area.path()).results().count()).isEqualTo(8);
        assertThat(area.labelX()).isEqualTo(500);
    }

    @Test
    void aRegionWithoutAnyBoundaryHasAnEmptyMap() {
        assertThat(RegionMap.of(Map.of()).areas()).isEmpty();
    }

    private static int size(RegionMap map) {
        return map.areas().stream().mapToInt(area -> area.path().length()).sum();
    }

    private static double size(Polygon outline) {
        double twice = 0;
        for (int i = 0; i < outline.npoints; i++) {
            int next = (i + 1) % outline.npoints;
            twice += (double) outline.xpoints[i] * outline.ypoints[next]
                    - (double) outline.xpoints[next] * outline.ypoints[i];
        }
        return Math.abs(twice) / 2;
    }

    /** The first ring; no municipality of this county has another. */
    private static Polygon outline(RegionMap.Area area) {
        var numbers = NUMBER.matcher(area.path())
                .results()
                .mapToInt(found -> Integer.parseInt(found.group()))
                .toArray();
        var polygon = new Polygon();
        int x = 0;
        int y = 0;
        for (int i = 0; i < numbers.length; i += 2) {
            x += numbers[i];
            y += numbers[i + 1];
            polygon.addPoint(x, y);
        }
        return polygon;
    }

    private static Map<Slug, Boundary> boundaries(String pack) throws IOException {
        var found = new LinkedHashMap<Slug, Boundary>();
        new ObjectMapper()
                .readTree(Files.readString(Path.of("regions", pack, "boundaries.geojson")))
                .path("features")
                .forEach(feature -> found.put(
                        Slug.of(feature.at("/properties/name").asString()),
                        Boundary.ofGeoJson(feature.path("geometry"))));
        return found;
    }
}
