package org.allmende.region;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import org.allmende.DemoCounty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By name, by Ortsteil, by postal code: where somebody lives in Marburg-Biedenkopf. */
class WhereaboutsTest {

    private static final Region REGION = DemoCounty.county().bean(Regions.class).current();

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

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
        var found = Whereabouts.find(REGION, typed, TODAY);

        assertThat(String.join(
                        " ",
                        found.stream()
                                .map(where -> where.tenant().slug().value())
                                .sorted()
                                .toList()))
                .isEqualTo(meant);
    }

    @Test
    void onePostalCodeCanMeanSeveralMunicipalities() {
        var districts = new ArrayList<>(REGION.districts());
        districts.add(new District(new Slug("lahntal"), "Am Rand", "35091"));
        var region = new Region(
                REGION.revision(),
                REGION.name(),
                REGION.land(),
                REGION.lead(),
                REGION.tenants(),
                REGION.offices(),
                REGION.participations(),
                REGION.bankAccounts(),
                REGION.map(),
                districts,
                REGION.sources());

        assertThat(Whereabouts.find(region, "35091", TODAY))
                .extracting(where -> where.tenant().slug().value())
                .containsExactlyInAnyOrder("coelbe", "lahntal");
        assertThat(Whereabouts.find(region, "35091 Am Rand", TODAY))
                .extracting(where -> where.tenant().slug().value())
                .containsExactly("lahntal");
    }
}
