package org.allmende.geo.xplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.operation.overlayng.UnaryUnionNG;

class LooseEdgesTest {

    private static final int CELLS = 6;
    private static final int ROUNDS = 150;

    private final Random random = new Random(2218);

    /** Cells of a crooked grid; some are put together, so that there are large ones, such with holes, and such of several parts. */
    private List<Geometry> plan() {
        var points = new Coordinate[CELLS + 1][CELLS + 1];
        for (int x = 0; x <= CELLS; x++) {
            for (int y = 0; y <= CELLS; y++) {
                points[x][y] =
                        new Coordinate(480_000 + 10 * x + random.nextInt(4), 5_630_000 + 10 * y + random.nextInt(4));
            }
        }
        var groups = new ArrayList<List<Geometry>>();
        for (int i = 0; i < CELLS * CELLS / 2; i++) {
            groups.add(new ArrayList<>());
        }
        for (int x = 0; x < CELLS; x++) {
            for (int y = 0; y < CELLS; y++) {
                var ring = new Coordinate[] {
                    points[x][y], points[x + 1][y], points[x + 1][y + 1], points[x][y + 1], points[x][y]
                };
                groups.get(random.nextInt(random.nextBoolean() ? 2 : groups.size()))
                        .add(polygon(ring));
            }
        }
        return new ArrayList<>(groups.stream()
                .filter(group -> !group.isEmpty())
                .map(group -> CoverageUnion.union(group.toArray(Geometry[]::new)))
                .toList());
    }

    private static Polygon polygon(Coordinate... ring) {
        return GmlGeometry.GEOMETRIES.createPolygon(ring);
    }

    private static boolean isSound(List<Geometry> areas) {
        return CoverageValidator.isValid(areas.toArray(Geometry[]::new));
    }

    @Test
    void areasThatCloseUpAreNotApartAndTheirUnionIsTheirs() {
        for (int round = 0; round < ROUNDS; round++) {
            var areas = plan();
            if (round % 3 == 0) {
                areas.remove(random.nextInt(areas.size()));
            }
            var edges = new LooseEdges(areas);
            assertThat(edges.apart().isEmpty()).as("round " + round).isTrue();
            var whole = UnaryUnionNG.union(areas, areas.getFirst().getPrecisionModel());
            assertThat(edges.union().equalsTopo(whole)).as("round " + round).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"moved", "twice", "within", "another point", "over all", "a corner more"})
    void whatIsWrongWithOneIsFound(String fault) {
        int wrong = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var areas = plan();
            spoil(areas, fault);
            assertThat(new LooseEdges(areas).apart().isEmpty())
                    .as("round " + round + ": " + areas)
                    .isEqualTo(isSound(areas));
            wrong += isSound(areas) ? 0 : 1;
        }
        assertThat(wrong).isGreaterThan(ROUNDS / 2);
    }

    private void spoil(List<Geometry> areas, String fault) {
        int which = random.nextInt(areas.size());
        var area = areas.get(which);
        var middle = area.getInteriorPoint().getCoordinate();
        switch (fault) {
            case "moved" -> areas.set(which, moved(area, random.nextInt(3) - 1, random.nextInt(3) - 1));
            case "twice" -> areas.add(area.copy());
            case "within" ->
                areas.add(GmlGeometry.GEOMETRIES.createPoint(middle).buffer(0.5));
            case "another point" -> areas.set(which, withPoint((Polygon) area.getGeometryN(0)));
            case "over all" -> plan().forEach(one -> areas.add(moved(one, 7, 3)));
            case "a corner more" -> {
                var box = area.getEnvelopeInternal();
                areas.add(polygon(
                        middle,
                        new Coordinate(box.getMaxX() + 20, middle.y),
                        new Coordinate(middle.x, box.getMaxY() + 20),
                        middle));
            }
            default -> throw new IllegalArgumentException(fault);
        }
    }

    private static Geometry moved(Geometry it, double x, double y) {
        return AffineTransformation.translationInstance(x, y).transform(it);
    }

    /** Half way along its first edge. */
    private static Polygon withPoint(Polygon it) {
        var points = new ArrayList<>(List.of(it.getExteriorRing().getCoordinates()));
        points.add(1, new Coordinate((points.get(0).x + points.get(1).x) / 2, (points.get(0).y + points.get(1).y) / 2));
        return polygon(points.toArray(Coordinate[]::new));
    }

    /** As many crossings as the square of their number: to keep them all would take gigabytes. */
    @Test
    void areasThatAllCrossEachOtherFillNoMemory() {
        int number = 2_000;
        var areas = new ArrayList<Geometry>();
        for (int i = 0; i < number; i++) {
            double angle = Math.PI * i / number;
            var arm = new Coordinate(1_000 * Math.cos(angle), 1_000 * Math.sin(angle));
            var end = new Coordinate(480_000 - arm.x, 5_630_000 - arm.y);
            areas.add(polygon(
                    end,
                    new Coordinate(480_000 + arm.x, 5_630_000 + arm.y),
                    new Coordinate(480_000 + arm.x - arm.y / 10_000, 5_630_000 + arm.y + arm.x / 10_000),
                    end));
        }
        assertThat(new LooseEdges(areas).apart().cardinality()).isEqualTo(number);
    }
}
