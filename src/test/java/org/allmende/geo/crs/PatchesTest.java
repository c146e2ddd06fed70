package org.allmende.geo.crs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PatchesTest {

    /** Of a degree: less than a tenth of a millimetre. */
    private static final double NEAR = 0.0001 / 111_320;

    private final TransverseMercator strip = new TransverseMercator(9, 500_000);
    private final Patches patches = new Patches(strip);

    @Test
    void everyPlaceOfTheStripIsWhereTheSeriesHasIt() {
        var random = new Random(25832);
        for (int i = 0; i < 20_000; i++) {
            double east = 250_000 + random.nextDouble() * 500_000;
            double north = 5_230_000 + random.nextDouble() * 880_000;
            var exact = strip.unproject(east, north);
            var found = patches.unproject(east, north);
            assertThat(found.x()).as("%s %s", east, north).isCloseTo(exact.x(), within(NEAR));
            assertThat(found.y()).as("%s %s", east, north).isCloseTo(exact.y(), within(NEAR));
        }
    }

    @Test
    void neighboursMeetAtTheirEdge() {
        double edge = 500_000 - 3_000 * 5;
        var left = patches.unproject(Math.nextDown(edge), 5_640_123);
        var right = patches.unproject(edge, 5_640_123);
        assertThat(left.x()).isCloseTo(right.x(), within(NEAR));
        assertThat(left.y()).isCloseTo(right.y(), within(NEAR));
    }

    @Test
    void beyondThemTheSeriesAnswers() {
        assertThat(patches.unproject(-1_000_000, 5_600_000)).isEqualTo(strip.unproject(-1_000_000, 5_600_000));
        assertThat(patches.unproject(Double.NaN, 0).x()).isNaN();
    }
}
