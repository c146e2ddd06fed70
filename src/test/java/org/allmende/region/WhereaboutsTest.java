package org.allmende.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.allmende.DemoCounty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By name, by Ortsteil, by postal code: where somebody lives in Marburg-Biedenkopf. */
class WhereaboutsTest {

    private static final Region REGION = DemoCounty.county().bean(Regions.class).current();

    @ParameterizedTest
    @CsvSource({
        "Gladenbach, gladenbach",
        "gladnbach, gladenbach",
        "Erdhausen, gladenbach",
        "Gladenbach-Erdhausen, gladenbach",
        "Erdhausen Gladenbach, gladenbach",
        "35075, gladenbach",
        "35075 Gladenbach, gladenbach",
        "Wetter, wetter",
        "neustadt, neustadt",
        "Muenchhausen, muenchhausen",
        "Richtsberg, marburg",
        "35043, marburg",
        "Holzhausen, dautphetal fronhausen",
        "Bellnhausen, fronhausen gladenbach",
        "Berlin, ''",
        "99999, ''",
        "'', ''",
        "%, ''",
    })
    void theMunicipalityIsFoundOrSeveralAreOffered(String typed, String meant) {
        var found = Whereabouts.find(REGION, typed, LocalDate.of(2026, 11, 22));

        assertThat(String.join(
                        " ",
                        found.stream()
                                .map(where -> where.tenant().slug().value())
                                .sorted()
                                .toList()))
                .isEqualTo(meant);
    }
}
