package org.allmende.region;

import static org.allmende.region.Fixtures.TODAY;
import static org.allmende.region.Fixtures.municipality;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenantsTest {

    private static final Fixtures HERE = new Fixtures();

    @BeforeEach
    void aDatabaseWithoutARegion() {
        HERE.empty();
    }

    @AfterAll
    static void close() {
        HERE.close();
    }

    @Test
    void aTenantComesBackAsItWasAdded() {
        var lohra = municipality("Lohra", null);
        HERE.tenants.add(lohra);
        assertThat(HERE.tenants.get(lohra.slug())).isEqualTo(lohra);
    }

    @Test
    void anOfficeHasNoPlaceAndBelongsToItsCounty() {
        var county = municipality("Hinterland", null);
        HERE.tenants.add(county);
        var office = new Tenant(
                new Slug("jobcenter"),
                Tenant.Kind.OFFICE,
                "Jobcenter Hinterland",
                "Jobcenter",
                "",
                "",
                new NumberPrefix("JOB"),
                new Colour("#3d4a7a"),
                null,
                county.slug(),
                county.contact(),
                TODAY,
                TODAY.plusYears(1));
        HERE.tenants.add(office);
        assertThat(HERE.tenants.get(office.slug())).isEqualTo(office);
    }

    @Test
    void tenantsAreListedInGermanOrder() {
        for (var name : new String[] {"Zell", "Cölbe", "Coburg", "Amöneburg", "Ölde", "Oldenburg"}) {
            HERE.tenants.add(municipality(name, null));
        }
        assertThat(HERE.tenants.list())
                .extracting(Tenant::shortName)
                .containsExactly("Amöneburg", "Coburg", "Cölbe", "Ölde", "Oldenburg", "Zell");
    }

    @Test
    void aChangeKeepsSlugAndPrefix() {
        var lohra = municipality("Lohra", null);
        HERE.tenants.add(lohra);
        var changed = new Tenant(
                lohra.slug(),
                lohra.kind(),
                "Marktgemeinde Lohra",
                lohra.shortName(),
                lohra.ags(),
                lohra.ars(),
                lohra.numberPrefix(),
                new Colour("#12505c"),
                lohra.place(),
                lohra.county(),
                lohra.contact(),
                lohra.activeSince(),
                TODAY.plusDays(30));
        HERE.tenants.change(changed);
        assertThat(HERE.tenants.get(lohra.slug())).isEqualTo(changed);
        assertThatExceptionOfType(UnknownTenant.class)
                .isThrownBy(() -> HERE.tenants.change(municipality("Nirgendwo", null)));
    }

    @Test
    void everybodyReadsButOnlyTheTenantItselfIsWritten() {
        HERE.tenants.add(municipality("Lohra", null));
        HERE.tenants.add(municipality("Wetter", null));
        assertThat(HERE.tenants.list()).hasSize(2);

        var rename = "update region.tenant set name = 'Mein' where slug = 'lohra'";
        assertThat(HERE.database.db.sql(rename).update()).as("nobody").isZero();
        assertThat(HERE.database.tenancy.<Integer>as(
                        "wetter", () -> HERE.database.db.sql(rename).update()))
                .as("the neighbour")
                .isZero();
        assertThat(HERE.database.tenancy.<Integer>as(
                        "lohra", () -> HERE.database.db.sql(rename).update()))
                .as("itself")
                .isOne();
        for (var table : new String[] {
            "office (tenant, id, name, kind, contact) values ('lohra', 'x', 'X', 'x', '{}')",
            "participation (tenant, topic, since) values ('lohra', 'geodata', '2026-01-01')",
            "boundary (tenant, geometry) values ('lohra', '{}')"
        }) {
            assertThatThrownBy(() -> HERE.database.tenancy.run(
                            "wetter",
                            () -> HERE.database
                                    .db
                                    .sql("insert into region." + table)
                                    .update()))
                    .as(table)
                    .rootCause()
                    .hasMessageContaining("row-level security");
        }
    }
}
