package org.allmende.services.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest {

    private static final String TEXT = "Führungszeugnis für Großeltern, Trauschein (Heirat) Rodríguez";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "führungszeugnis",
                "FÜHRUNGS",
                "fuehrungs",
                "fuhrungs",
                "fu\u0308hrung",
                "gross",
                "groß",
                "GROẞELTERN",
                "rodriguez",
                "heirat trau",
                " (heirat), ",
                "f"
            })
    void aWordIsFoundByItsBeginningHoweverItIsSpelt(String typed) {
        assertThat(Search.of(typed).finds(TEXT)).as(typed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zeugnis", "heirat scheidung", "eltern", "führungszeugnisse", "", " ", "…!", "%", ".*"})
    void whatBeginsNoWordIsNotFound(String typed) {
        assertThat(Search.of(typed).finds(TEXT)).as(typed).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Bürgerbüro, Buergerbuero", "Mueller, müller", "Soest, soe", "Straße, STRASSE", "Łódź, lodz"})
    void textAndQuestionMayBeSpeltDifferently(String text, String typed) {
        assertThat(Search.of(typed).finds(text)).isTrue();
    }
}
