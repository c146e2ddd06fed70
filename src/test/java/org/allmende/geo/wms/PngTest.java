package org.allmende.geo.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {

    private static int[] read(byte[] png, int width, int height) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        return image.getRGB(0, 0, width, height, null, 0, width);
    }

    @Test
    void fewColoursComeBackAsTheyWere() throws IOException {
        var random = new Random(1);
        var colours = random.ints(256).map(argb -> argb | 0x01000000).toArray();
        var pixels = random.ints(97 * 31, 0, 256).map(i -> colours[i]).toArray();

        assertThat(read(Png.of(pixels, 97, 31, new int[0]), 97, 31)).isEqualTo(pixels);
    }

    @Test
    void manyShadesComeBackNearlyAsTheyWere() throws IOException {
        var pixels = new int[64 * 64];
        for (int i = 0; i < pixels.length; i++) {
            int shade = i / 16;
            pixels[i] = 0xff000000 | shade << 16 | (255 - shade) << 8 | i & 15;
        }
        pixels[77] = 0xfff0a98f;

        var back = read(Png.of(pixels, 64, 64, new int[] {0xfff0a98f}), 64, 64);

        assertThat(back[77]).isEqualTo(0xfff0a98f);
        for (int i = 0; i < pixels.length; i++) {
            for (int shift = 0; shift < 32; shift += 8) {
                assertThat(back[i] >> shift & 255)
                        .isBetween((pixels[i] >> shift & 255) - 16, (pixels[i] >> shift & 255) + 16);
            }
        }
    }

    @Test
    void whiteStaysWhiteBesideAnotherLightColour() throws IOException {
        var pixels = new int[64 * 64];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 0xff000000 | i / 16 << 16 | (255 - i / 16) << 8 | i & 15;
        }
        int beige = 0xfffbf9f4;
        pixels[77] = 0xffffffff;
        pixels[78] = beige;

        var back = read(Png.of(pixels, 64, 64, new int[] {beige, 0xffffffff}), 64, 64);

        assertThat(back[77]).isEqualTo(0xffffffff);
        assertThat(back[78]).isEqualTo(beige);
    }

    @Test
    void noiseIsAPictureToo() throws IOException {
        var pixels = new Random(2).ints(300 * 300).toArray();
        read(Png.of(pixels, 300, 300, new int[0]), 300, 300);
    }
}
