package org.allmende.geo.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.allmende.DemoCounty;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The small map by which somebody shows a place. */
class CutoutPagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"50.77,8.58,30000", "50.91,8.53,24000", "50.70,8.75,18000"})
    void namesOfTownsAreNotCutAtTheEdge(String middle) {
        var svg = Jsoup.parse(
                DemoCounty.county()
                        .visitor()
                        .get("/karte/ausschnitt.svg?mitte=" + middle)
                        .text(),
                "",
                Parser.xmlParser());
        var names = svg.select("text[text-anchor=middle]");
        assertThat(names).isNotEmpty();
        for (var name : names) {
            // letters of a sans serif are half as wide as they are high, at least
            double half = name.text().length() * 44 / 4.0;
            assertThat(Double.parseDouble(name.attr("x"))).as(name.text()).isBetween(half, 1000 - half);
            assertThat(Double.parseDouble(name.attr("y"))).as(name.text()).isGreaterThanOrEqualTo(44);
        }
    }
}
