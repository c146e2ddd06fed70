package org.allmende.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class CrestTest {

    private static final Colour BLUE = new Colour("#12505c");

    @Test
    void theSamePlaceAlwaysHasTheSameCrestAndNeighboursHaveOthers() {
        var places =
                List.of("gladenbach", "lohra", "biedenkopf", "dautphetal", "marburg", "weimar", "fronhausen", "cölbe");
        var pictures = new HashSet<String>();
        for (var place : places) {
            var crest = new Crest(Slug.of(place), BLUE);
            assertThat(crest.svg()).isEqualTo(new Crest(Slug.of(place), BLUE).svg());
            pictures.add(crest.svg());
        }
        assertThat(pictures).hasSizeGreaterThan(5);
    }

    @Test
    void aCrestIsWellFormedAndPassesAStrictContentSecurityPolicy() throws Exception {
        var svg = new Crest(Slug.of("Mühlhausen"), BLUE).svg();
        var root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
        assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 40 48");
        assertThat(svg).doesNotContain("style=", "<script", "href", "id=");
    }

    @Test
    void onPaperItIsTheSamePictureInItsColours() throws Exception {
        var crest = new Crest(Slug.of("Gladenbach"), BLUE);
        var png = Base64.getDecoder().decode(crest.png().replace("data:image/png;base64,", ""));
        var picture = ImageIO.read(new ByteArrayInputStream(png));

        assertThat(picture.getWidth()).isEqualTo(360);
        assertThat(picture.getHeight()).isEqualTo(432);
        assertThat(dot(picture, 1, 47)).as("beside the shield").isEqualTo("#ffffff");
        assertThat(crest.svg()).contains(dot(picture, 5, 5), dot(picture, 2, 10));
    }

    /** The colour at a place of the SVG picture. */
    private static String dot(BufferedImage picture, int x, int y) {
        return "#%06x".formatted(picture.getRGB(x * 9, y * 9) & 0xffffff);
    }
}
