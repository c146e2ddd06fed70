package org.allmende.region.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.allmende.region.Participation;
import org.allmende.region.RegionPack;
import org.allmende.region.Tenant;
import org.allmende.region.Topic;
import org.allmende.region.gazetteer.Csv;
import org.allmende.region.gazetteer.Gazetteer;
import org.allmende.region.gazetteer.Municipality;
import org.junit.jupiter.api.Test;

class PacksTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void marburgBiedenkopfIsTheCountyItsTwentyTwoMunicipalitiesAndTheJobcenter() {
        var pack = Packs.get("marburg-biedenkopf", TODAY);
        assertThat(pack.municipalities()).hasSize(22);
        assertThat(pack.withoutBoundary()).isEmpty();
        assertThat(pack.tenants())
                .filteredOn(tenant -> tenant.kind() != Tenant.Kind.MUNICIPALITY)
                .extracting(Tenant::name)
                .containsExactly("Landkreis Marburg-Biedenkopf", "KreisJobCenter Marburg-Biedenkopf");
        assertThat(pack.tenants())
                .extracting(tenant -> "%s %s %s".formatted(tenant.slug(), tenant.numberPrefix(), tenant.name()))
                .contains(
                        "gladenbach GLA Stadt Gladenbach",
                        "marburg MAR Universitätsstadt Marburg",
                        "marburg-biedenkopf MBI Landkreis Marburg-Biedenkopf",
                        "wetter WET Stadt Wetter (Hessen)",
                        "neustadt NEU Stadt Neustadt (Hessen)",
                        "weimar WEI Gemeinde Weimar (Lahn)");
        assertThat(pack.offices())
                .filteredOn(office -> office.kind().equals("standesamt"))
                .hasSize(22);
        assertThat(pack.offices().toString())
                .contains("standesamt@gladenbach.example", "00000 00-20", "Musterweg 1, 35075 Gladenbach");
    }

    @Test
    void twentyOneMunicipalitiesShareGeodataAndNineteenTheKompetenzcenter() {
        var pack = Packs.get("marburg-biedenkopf", TODAY);
        assertThat(municipalitiesIn(Topic.ONLINE_SERVICES, pack)).hasSize(22);
        assertThat(municipalitiesIn(Topic.GEODATA, pack)).hasSize(21);
        assertThat(municipalitiesIn(Topic.COMPETENCE_CENTER, pack))
                .hasSize(19)
                .doesNotContain("marburg", "stadtallendorf", "rauschenberg");
        assertThat(pack.participations())
                .filteredOn(one -> one.topic() == Topic.GEODATA)
                .extracting(Participation::tenant)
                .contains(pack.lead());
    }

    private static List<String> municipalitiesIn(Topic topic, RegionPack pack) {
        var slugs = pack.municipalities().stream().map(Tenant::slug).toList();
        return pack.participations().stream()
                .filter(one -> one.topic() == topic && slugs.contains(one.tenant()) && one.on(TODAY))
                .map(one -> one.tenant().value())
                .toList();
    }

    @Test
    void suedwestfalenIsFiveCountiesWithFiftyNineMunicipalities() {
        var pack = Packs.get("suedwestfalen", TODAY);
        assertThat(pack.municipalities()).hasSize(59);
        assertThat(pack.tenants())
                .filteredOn(tenant -> tenant.kind() == Tenant.Kind.COUNTY)
                .extracting(tenant -> tenant.slug().value())
                .containsExactly(
                        "hochsauerlandkreis", "maerkischer-kreis", "kreis-olpe", "siegen-wittgenstein", "kreis-soest");
        assertThat(pack.tenants())
                .filteredOn(tenant -> tenant.kind() == Tenant.Kind.MUNICIPALITY)
                .allMatch(tenant -> tenant.county() != null);
    }

    @Test
    void fuldaSuedkreisIsThreeMunicipalitiesWithoutTheCounty() {
        assertThat(Packs.get("fulda-suedkreis", TODAY).tenants())
                .extracting(Tenant::name)
                .containsExactly("Gemeinde Flieden", "Gemeinde Kalbach", "Gemeinde Neuhof");
    }

    @Test
    void everyBundledPackIsListedAndKeepsToTheRegister() throws IOException {
        var gazetteer = new Gazetteer();
        try (var folders = Files.list(Path.of("regions"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Packs.BUNDLED);
        }
        for (var bundle : Packs.BUNDLED) {
            assertThat(Packs.get(bundle, TODAY).municipalities())
                    .allSatisfy(tenant -> assertThat(gazetteer.municipalities())
                            .filteredOn(municipality -> municipality.ags().equals(tenant.ags()))
                            .singleElement()
                            .satisfies(municipality -> {
                                assertThat(tenant.place()).isEqualTo(municipality.place());
                                assertThat(tenant.ars()).isEqualTo(municipality.ars());
                                assertThat(tenant.name())
                                        .isEqualTo(municipality.officialName().official());
                            }));
        }
    }

    @Test
    void bundledPacksAndGazetteerAreWhatWasGiven() throws IOException {
        var given = Path.of("../shared/data/region");
        if (!"true".equals(System.getenv("CI"))) {
            assumeThat(given).as("the given facts are only in the workshop").isDirectory();
        }
        for (var name : List.of("gemeinden", "kreise")) {
            assertThat(lines(Path.of("src/main/resources/gazetteer", name + ".csv")))
                    .isEqualTo(lines(given.resolve("deutschland-" + name + ".csv")));
        }
        var facts = rows(given.resolve("gemeinden.csv"));
        for (var bundle : Packs.BUNDLED) {
            for (var row : rows(Path.of("regions", bundle, "municipalities.csv"))) {
                assertThat(facts)
                        .as(bundle)
                        .anyMatch(fact -> row.values()
                                .entrySet()
                                .containsAll(fact.values().entrySet()));
            }
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readString(file)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private static List<Csv.Row> rows(Path file) throws IOException {
        return Csv.parse(file.toString(), Files.readString(file)).rows();
    }

    @Test
    void anyCountyOfGermanyBecomesARegion() {
        var pack = Packs.get("Landkreis Fulda", TODAY);
        assertThat(pack.name()).isEqualTo("Landkreis Fulda");
        assertThat(pack.lead()).hasToString("kreis-fulda");
        assertThat(pack.municipalities()).hasSize(23);
        assertThat(pack.withoutBoundary()).isEmpty();
        assertThat(Packs.get("06631", TODAY)).isEqualTo(pack);
    }

    @Test
    void theCountyThatHasABundledPackGetsIt() {
        assertThat(Packs.get("lk marburg-biedenkopf", TODAY)).isEqualTo(Packs.get("marburg-biedenkopf", TODAY));
    }

    @Test
    void aTownWithoutACountyIsARegionOfOne() {
        var berlin = Packs.get("Berlin", TODAY);
        assertThat(berlin.tenants()).extracting(Tenant::name).containsExactly("Stadt Berlin");
        assertThat(berlin.lead()).hasToString("berlin");
        assertThat(Packs.get("Hamburg", TODAY).name()).isEqualTo("Freie und Hansestadt Hamburg");
    }

    @Test
    void everyCountyOfGermanyMakesAPackAndNothingGetsLost() {
        var gazetteer = new Gazetteer();
        int municipalities = 0;
        int unincorporated = 0;
        int withoutBoundary = 0;
        for (var county : gazetteer.counties()) {
            var pack = Packs.of(gazetteer, county, TODAY);
            municipalities += pack.municipalities().size();
            unincorporated += pack.unincorporated().size();
            withoutBoundary += pack.withoutBoundary().size();
        }
        assertThat(municipalities + unincorporated)
                .as("all but two waters of states")
                .isEqualTo(11_002);
        assertThat(withoutBoundary)
                .as("municipalities with a town hall, of the 220 places without a boundary")
                .isEqualTo((int) gazetteer.municipalities().stream()
                        .filter(Municipality::hasTownHall)
                        .filter(one -> gazetteer.findBoundary(one.ags()).isEmpty())
                        .count());
    }

    @Test
    void whoMistypesIsToldWhatThereIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Packs.get("suedwestfallen", TODAY))
                .withMessageContaining("Bundled packs are fulda-suedkreis, marburg-biedenkopf, suedwestfalen")
                .withMessageContaining("path of a folder");
    }
}
