package org.allmende.geo.crs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;

class WarpTest {

    @ParameterizedTest
    @CsvSource({
        "EPSG25832, 400",
        "EPSG25832, 60000",
        "CRS84, 400",
        "CRS84, 60000",
        "EPSG4326, 5000",
        "EPSG3857, 400",
        "EPSG3857, 60000",
        "EPSG25833, 3000"
    })
    void itIsNowhereATenthOfAPixelOff(Crs crs, double metres) {
        var box = Crs.EPSG25832.to(crs, new Envelope(470_000, 470_000 + metres, 5_620_000, 5_620_000 + metres));
        var warp = new Warp(crs, box, 1024, 1024);
        var random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            double east = 470_000 + metres * random.nextDouble();
            double north = 5_620_000 + metres * random.nextDouble();
            var exact = Crs.EPSG25832.to(crs, east, north);
            assertThat(warp.x(east, north)).isCloseTo((exact.x() - box.getMinX()) / box.getWidth() * 1024, within(0.1));
            assertThat(warp.y(east, north))
                    .isCloseTo((box.getMaxY() - exact.y()) / box.getHeight() * 1024, within(0.1));
        }
        assertThat(warp.metresPerPixel()).isCloseTo(metres / 1024, org.assertj.core.data.Percentage.withPercentage(10));
    }

    private static org.assertj.core.data.Offset<Double> within(double pixels) {
        return org.assertj.core.data.Offset.offset(pixels);
    }

    @ParameterizedTest
    @CsvSource({"-180,-90,-170,-80", "100,10,110,20", "-1e11,-1e11,-1e10,-1e10"})
    void elsewhereThereIsNothing(double west, double south, double east, double north) {
        assertThat(new Warp(Crs.CRS84, new Envelope(west, east, south, north), 256, 256).isEmpty())
                .isTrue();
    }
}
