package org.allmende.region.gazetteer;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.allmende.region.Boundary.Position;
import org.allmende.region.Slug;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

class GazetteerTest {

    private static final Gazetteer GERMANY = new Gazetteer();

    @Test
    void everyMunicipalityOfGermanyIsThereWithItsCounty() {
        assertThat(GERMANY.municipalities()).hasSize(11_004);
        assertThat(GERMANY.counties()).hasSize(401);
        var keys = GERMANY.counties().stream().map(County::key).collect(Collectors.toSet());
        assertThat(GERMANY.municipalities())
                .filteredOn(municipality -> !keys.contains(municipality.county()))
                .as("waters that belong to a state, not to a county")
                .extracting(Municipality::ags)
                .containsExactly("07000999", "13000999");
    }

    @Test
    void everyMunicipalityOfACountyHasAnAddressOfItsOwn() {
        GERMANY.municipalities().stream()
                .collect(groupingBy(Municipality::county))
                .forEach((county, places) -> {
                    var slugs = Slug.distinct(places.stream()
                            .map(place ->
                                    new Slug.Named(place.name(), place.place().plz(), place.ags()))
                            .toList());
                    assertThat(new HashSet<>(slugs)).as(county).hasSameSizeAs(places);
                });
    }

    @Test
    void boundariesThatAreMissingAreKnown() {
        assertThat(GERMANY.boundaryCount()).isEqualTo(11_167);
        assertThat(GERMANY.municipalities())
                .filteredOn(
                        municipality -> GERMANY.findBoundary(municipality.ags()).isEmpty())
                .hasSize(220);
    }

    @Test
    void everyBoundaryIsMadeOfClosedRingsInGermany() {
        for (var municipality : GERMANY.municipalities()) {
            GERMANY.findBoundary(municipality.ags())
                    .ifPresent(boundary -> boundary.polygons().stream()
                            .flatMap(polygon -> polygon.rings().stream())
                            .forEach(ring -> assertThat(ring)
                                    .as(municipality.name())
                                    .hasSizeGreaterThan(3)
                                    .startsWith(ring.getLast())
                                    .allMatch(GazetteerTest::inGermany)));
        }
    }

    private static boolean inGermany(Position position) {
        return position.lon() > 5.8 && position.lon() < 15.1 && position.lat() > 47.2 && position.lat() < 55.1;
    }

    @Test
    void aCountyIsFoundHoweverItIsTyped() {
        for (var typed :
                List.of("Landkreis Fulda", "06631", "fulda", " LK Fulda ", "Kreis Fulda", "landkreis  FULDA")) {
            assertThat(GERMANY.getCounty(typed).key()).as(typed).isEqualTo("06631");
        }
        assertThat(GERMANY.getCounty("Maerkischer Kreis").key()).isEqualTo("05962");
        assertThat(GERMANY.getCounty("Bad Tölz Wolfratshausen").key()).isEqualTo("09173");
        assertThat(GERMANY.getCounty("Berlin").key()).isEqualTo("11000");
    }

    @Test
    void aNameOfTownAndCountyNeedsAWordMore() {
        assertThatUnknown("Kassel")
                .withMessage(
                        "\"Kassel\" can be documenta-Stadt Kassel (06611, Hessen) or Landkreis Kassel (06633, Hessen). "
                                + "Give the key, or say Landkreis or Stadt.");
        assertThat(GERMANY.getCounty("Landkreis Kassel").key()).isEqualTo("06633");
        assertThat(GERMANY.getCounty("Stadt Kassel").key()).isEqualTo("06611");
    }

    @Test
    void aTypingErrorAndAMunicipalityLeadToTheRightCounty() {
        assertThatUnknown("Landkreis Marburg-Bidenkopf")
                .withMessageContaining("Did you mean Landkreis Marburg-Biedenkopf (06534, Hessen)");
        assertThatUnknown("Gladenbach").withMessageContaining("lies in Landkreis Marburg-Biedenkopf (06534, Hessen)");
        assertThatUnknown("").withMessageContaining("There is no county");
    }

    private static ThrowableAssertAlternative<Gazetteer.UnknownCounty> assertThatUnknown(String typed) {
        return assertThatExceptionOfType(Gazetteer.UnknownCounty.class).isThrownBy(() -> GERMANY.getCounty(typed));
    }

    @Test
    void everyCountyIsFoundByItsKeyAndByItsFullName() {
        for (var county : GERMANY.counties()) {
            assertThat(GERMANY.getCounty(county.key())).isEqualTo(county);
            assertThat(GERMANY.getCounty(county.officialName().official()))
                    .as(county.toString())
                    .isEqualTo(county);
        }
    }
}
