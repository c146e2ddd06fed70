package org.allmende.geo.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class PathTest {

    private static final GeometryFactory SHAPES = new GeometryFactory();

    private static Path ring(double... numbers) {
        var path = new Path();
        for (int i = 0; i < numbers.length; i += 2) {
            path.add(numbers[i], numbers[i + 1]);
        }
        return path;
    }

    @Test
    void aRingRoundTheTileBecomesTheTile() {
        var path = ring(-9000, -9000, 9000, -9000, 9000, 9000, -9000, 9000);
        path.cutRing();
        assertThat(path.size).isEqualTo(4);
        assertThat(path.area()).isEqualTo(2 * Math.pow(4096 + 2 * Path.BUFFER, 2));
    }

    /** A random star, compared with what JTS cuts. */
    @Test
    void whatIsCutHasTheAreaThatLiesInside() {
        var random = new Random(5);
        var frame = SHAPES.toGeometry(new Envelope(-Path.BUFFER, 4096 + Path.BUFFER, -Path.BUFFER, 4096 + Path.BUFFER));
        for (int round = 0; round < 200; round++) {
            var path = new Path();
            var corners = new Coordinate[41];
            double middleX = random.nextDouble() * 6000 - 1000;
            double middleY = random.nextDouble() * 6000 - 1000;
            for (int i = 0; i < 40; i++) {
                double radius = 100 + 3000 * random.nextDouble();
                corners[i] = new Coordinate(
                        middleX + radius * Math.cos(i * Math.PI / 20), middleY + radius * Math.sin(i * Math.PI / 20));
                path.add(corners[i].x, corners[i].y);
            }
            corners[40] = corners[0];
            path.cutRing();
            assertThat(Math.abs(path.area()) / 2)
                    .isCloseTo(
                            SHAPES.createPolygon(corners).intersection(frame).getArea(),
                            org.assertj.core.data.Offset.offset(1e-3));
        }
    }

    @Test
    void pointsOnALineAreLeftOut() {
        var path = ring(0, 0, 100, 1, 200, 0, 300, 50, 400, 0);
        path.simplify(4);
        assertThat(path.size).isEqualTo(4);
        assertThat(path.x[1]).isEqualTo(200);
    }

    @Test
    void aLineIsCutWhereItLeaves() {
        assertThat(Path.cut(-5000, 10, 5000, 10)).containsExactly(0.492, 0.9176);
        assertThat(Path.cut(-5000, -10, -4000, 10)).isNull();
        assertThat(Path.cut(5, 5, 10, 10)).containsExactly(0, 1);
    }
}
