package org.allmende.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WelcomeTest {

    private static final String BLACK_ON_WHITE = "\033[38;5;16;48;5;231m";
    private static final String OWN_COLOURS = "\033[0m";
    private static final int SCALE = 8;

    @Test
    void aPhoneReadsTheAddressFromTheTerminal() throws NotFoundException {
        assertThat(read(Welcome.code(URI.create("http://192.168.178.35:8080"))))
                .isEqualTo("http://192.168.178.35:8080");
        assertThat(read(Welcome.code(URI.create("https://portal.landkreis-beispiel.example/"))))
                .isEqualTo("https://portal.landkreis-beispiel.example/");
    }

    @Test
    void anAddressThatOnlyThisMachineKnowsIsNoUseToAPhone() {
        for (var address : List.of("http://localhost:8080", "http://127.0.0.1:8080", "http://[::1]:8080")) {
            assertThat(Welcome.code(URI.create(address))).as(address).isEmpty();
        }
    }

    /** As the terminal shows it: black and white by the line's own colours, two modules in each character. */
    private static String read(List<String> lines) throws NotFoundException {
        assertThat(lines)
                .as("readable on a dark terminal and on a light one, narrow enough for any")
                .allMatch(line -> line.startsWith(BLACK_ON_WHITE) && line.endsWith(OWN_COLOURS))
                .allMatch(line -> blocks(line).length() <= 80);
        int width = blocks(lines.getFirst()).length() * SCALE;
        int height = lines.size() * 2 * SCALE;
        var pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                var block = blocks(lines.get(y / SCALE / 2)).charAt(x / SCALE);
                var dark = block == '█' || block == (y / SCALE % 2 == 0 ? '▀' : '▄');
                pixels[y * width + x] = dark ? 0 : 0xffffff;
            }
        }
        var picture = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        return new MultiFormatReader()
                .decode(picture, Map.of(DecodeHintType.CHARACTER_SET, "UTF-8"))
                .getText();
    }

    private static String blocks(String line) {
        return line.substring(BLACK_ON_WHITE.length(), line.length() - OWN_COLOURS.length());
    }
}
