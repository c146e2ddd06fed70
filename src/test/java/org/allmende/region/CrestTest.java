package org.allmende.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
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
}
