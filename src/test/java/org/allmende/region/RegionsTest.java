package org.allmende.region;

import static org.allmende.region.Fixtures.TODAY;
import static org.allmende.region.Fixtures.municipality;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegionsTest {

    private static final Fixtures HERE = new Fixtures();
    private final Slug lohra = new Slug("lohra");

    @BeforeEach
    void aDatabaseWithoutARegion() {
        HERE.empty();
    }

    @AfterAll
    static void close() {
        HERE.close();
    }

    @Test
    void aNewTenantIsLiveOnEveryInstanceWithinTwoSecondsAndWithoutARestart() {
        lohraRunsTheServer();
        var one = HERE.instance();
        var two = HERE.instance();
        assertThat(one.current().find("wetter")).isEmpty();
        assertThat(two.current().find("wetter")).isEmpty();

        HERE.tenants.add(municipality("Wetter", lohra));
        one.refresh();
        assertThat(one.current().find("wetter")).as("where it was added").isPresent();
        assertThat(two.current().find("wetter")).as("elsewhere, at once").isEmpty();

        HERE.secondsPass(2);
        assertThat(two.current().find("wetter"))
                .as("elsewhere, two seconds later")
                .isPresent();
    }

    @Test
    void withoutAChangeTheSnapshotStaysTheSame() {
        lohraRunsTheServer();
        var regions = HERE.instance();
        var region = regions.current();
        HERE.secondsPass(60);
        assertThat(regions.current()).isSameAs(region);
    }

    @Test
    void everyKindOfChangeIsNoticed() {
        lohraRunsTheServer();
        var regions = HERE.instance();
        long before = regions.current().revision();
        List<Runnable> changes = List.of(
                () -> HERE.offices.put(new Office(
                        lohra,
                        "standesamt",
                        "Standesamt",
                        "standesamt",
                        municipality("Lohra", null).contact())),
                () -> HERE.participations.put(new Participation(lohra, Topic.GEODATA, TODAY, null)),
                () -> HERE.participations.put(new Participation(lohra, Topic.GEODATA, TODAY, TODAY.plusDays(9))),
                () -> HERE.tenants.change(municipality("Lohra", null)));
        for (var change : changes) {
            change.run();
            HERE.secondsPass(2);
            long after = regions.current().revision();
            assertThat(after).isGreaterThan(before);
            before = after;
        }
        var region = regions.current();
        assertThat(region.findOffice("lohra", "standesamt")).isPresent();
        assertThat(region.listOffices("standesamt")).hasSize(1);
        assertThat(region.participates(lohra, Topic.GEODATA, TODAY.minusDays(1)))
                .isFalse();
        assertThat(region.participates(lohra, Topic.GEODATA, TODAY.plusDays(9))).isTrue();
        assertThat(region.participates(lohra, Topic.GEODATA, TODAY.plusDays(10)))
                .isFalse();
        assertThat(region.participants(Topic.GEODATA, TODAY))
                .extracting(Tenant::slug)
                .containsExactly(lohra);
    }

    @Test
    void caseNumbersLeadToTheirTenant() {
        lohraRunsTheServer();
        var region = HERE.instance().current();
        assertThat(region.findByPrefix("LOH")).map(Tenant::slug).contains(lohra);
        assertThat(region.findByPrefix("QQQ")).isEmpty();
        assertThatExceptionOfType(UnknownTenant.class).isThrownBy(() -> region.get("../etc"));
    }

    @Test
    void withoutARegionThereIsASentence() {
        assertThatIllegalStateException()
                .isThrownBy(() -> HERE.instance().current())
                .withMessage("No region has been brought into the database yet.");
    }

    private void lohraRunsTheServer() {
        HERE.tenants.add(municipality("Lohra", null));
        HERE.database.tenancy.run("lohra", () -> HERE.database.db.sql("""
                        insert into region.region (pack, name, land, lead, sources)
                        values ('lohra', 'Lohra', 'Hessen', 'lohra', '{}')
                        """).update());
    }
}
