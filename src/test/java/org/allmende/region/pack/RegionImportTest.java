package org.allmende.region.pack;

import static org.allmende.region.Fixtures.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.allmende.region.Fixtures;
import org.allmende.region.Office;
import org.allmende.region.Slug;
import org.allmende.region.Topic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegionImportTest {

    private static final Fixtures HERE = new Fixtures();
    private static final RegionImport IMPORTS = new RegionImport(
            HERE.database.db,
            HERE.database.tenancy,
            HERE.tenants,
            HERE.offices,
            HERE.participations,
            HERE.bankAccounts,
            HERE.boundaries,
            HERE.districts);

    @BeforeEach
    void aDatabaseWithoutARegion() {
        HERE.empty();
    }

    @AfterAll
    static void close() {
        HERE.close();
    }

    @Test
    void aPackArrivesWhole() {
        var pack = Packs.get("marburg-biedenkopf", TODAY);
        assertThat(IMPORTS.bring(pack, "marburg-biedenkopf")).isTrue();

        assertThat(HERE.tenants.list()).containsExactlyInAnyOrderElementsOf(pack.tenants());
        assertThat(HERE.offices.list()).containsExactlyInAnyOrderElementsOf(pack.offices());
        assertThat(HERE.participations.list()).containsExactlyInAnyOrderElementsOf(pack.participations());
        assertThat(HERE.boundaries.list()).isEqualTo(pack.boundaries());
        assertThat(HERE.districts.list())
                .containsExactlyInAnyOrderElementsOf(pack.districts())
                .hasSizeGreaterThan(150);
        var region = HERE.instance().current();
        assertThat(region.name()).isEqualTo("Landkreis Marburg-Biedenkopf");
        assertThat(region.lead().slug()).isEqualTo(pack.lead());
        assertThat(region.sources()).isEqualTo(pack.sources());
        assertThat(region.map().areas()).hasSize(22);
        assertThat(region.participants(Topic.COMPETENCE_CENTER, TODAY)).hasSize(20);
        assertThat(region.get("marburg").shortName()).isEqualTo("Marburg");
    }

    @Test
    void theSecondTimeNothingHappensEvenIfSomethingWasChangedSince() {
        var pack = Packs.get("fulda-suedkreis", TODAY);
        IMPORTS.bring(pack, "fulda-suedkreis");
        var office = HERE.offices.list().getFirst();
        var renamed = new Office(office.tenant(), office.id(), "Standesamt Südkreis", office.kind(), office.contact());
        HERE.offices.put(renamed);

        assertThat(IMPORTS.bring(pack, "fulda-suedkreis")).isFalse();
        assertThat(HERE.offices.list()).contains(renamed);
    }

    @Test
    void anotherRegionIsRefusedInTheSameDatabase() {
        IMPORTS.bring(Packs.get("fulda-suedkreis", TODAY), "fulda-suedkreis");
        assertThatIllegalStateException()
                .isThrownBy(() -> IMPORTS.bring(Packs.get("Berlin", TODAY), "Berlin"))
                .withMessage("This database belongs to the region Fulda-Südkreis. "
                        + "For Stadt Berlin take another data folder or another database.");
    }

    @Test
    void twoInstancesThatStartTogetherBringItOnce() throws Exception {
        var pack = Packs.get("marburg-biedenkopf", TODAY);
        Callable<Boolean> start = () -> IMPORTS.bring(pack, "marburg-biedenkopf");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(start);
            var two = threads.submit(start);
            assertThat(one.get()).isNotEqualTo(two.get());
        }
        assertThat(HERE.tenants.list()).hasSize(24);
    }

    @Test
    void theCountyWithTheMostMunicipalitiesArrivesToo() {
        var pack = Packs.get("Eifelkreis Bitburg-Prüm", TODAY);
        assertThat(IMPORTS.bring(pack, "07232")).isTrue();
        assertThat(HERE.tenants.list()).hasSize(pack.tenants().size()).hasSizeGreaterThan(230);
        assertThat(HERE.boundaries.find(new Slug("bitburg"))).isPresent();
    }
}
