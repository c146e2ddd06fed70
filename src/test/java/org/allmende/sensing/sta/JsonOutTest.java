package org.allmende.sensing.sta;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonOutTest {

    private static String written(double number) throws IOException {
        var bytes = new ByteArrayOutputStream();
        new JsonOut(bytes).number(number).flush();
        return bytes.toString(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "21, 21",
        "-0.5, -0.5",
        "21.40, 21.4",
        "0.07, 0.07",
        "-0.123456789, -0.123456789",
        "1000.000000001, 1000.000000001",
        "1e-7, 1.0E-7",
        "0.1234567891, 0.1234567891",
        "1e20, 1.0E20"
    })
    void aNumberIsAsShortAsItCanBeReadBack(double number, String written) throws IOException {
        assertThat(written(number)).isEqualTo(written);
    }

    @Test
    void anyNumberIsReadBackAsItWas() throws IOException {
        var random = new Random(18088);
        for (int round = 0; round < 20_000; round++) {
            double number = random.nextGaussian() * Math.pow(10, random.nextInt(24) - 8);
            int places = random.nextInt(12);
            double shorter = Math.rint(number * Math.pow(10, places)) / Math.pow(10, places);
            for (double it : new double[] {number, shorter}) {
                var written = written(it);
                assertThat(Double.parseDouble(written)).as(written).isEqualTo(it);
                assertThat(written.length())
                        .isLessThanOrEqualTo(Double.toString(it).length());
            }
        }
    }
}
