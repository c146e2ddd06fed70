package org.allmende.region.pack;

import java.util.Optional;
import org.allmende.platform.database.Tenancy;
import org.allmende.region.BankAccounts;
import org.allmende.region.Boundaries;
import org.allmende.region.Districts;
import org.allmende.region.Offices;
import org.allmende.region.Participations;
import org.allmende.region.RegionPack;
import org.allmende.region.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Brings a region pack into a database that has none; afterwards the region belongs to the people who work with it. */
@Component
public class RegionImport {

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Tenants tenants;
    private final Offices offices;
    private final Participations participations;
    private final BankAccounts bankAccounts;
    private final Boundaries boundaries;
    private final Districts districts;

    RegionImport(
            JdbcClient db,
            Tenancy tenancy,
            Tenants tenants,
            Offices offices,
            Participations participations,
            BankAccounts bankAccounts,
            Boundaries boundaries,
            Districts districts) {
        this.db = db;
        this.tenancy = tenancy;
        this.tenants = tenants;
        this.offices = offices;
        this.participations = participations;
        this.bankAccounts = bankAccounts;
        this.boundaries = boundaries;
        this.districts = districts;
    }

    /** The region that lives in this database, by the word with which its pack was asked for, and its name. */
    record Present(String pack, String name) {}

    Optional<Present> findPresent() {
        return db.sql("select pack, name from region.region")
                .query((row, number) -> new Present(row.getString("pack"), row.getString("name")))
                .optional();
    }

    /**
     * Writes the whole pack in one transaction, or nothing if the region is there already, perhaps since another
     * instance was faster.
     *
     * @param wanted the word with which the pack was asked for
     * @return whether it was written
     * @throws IllegalStateException when the database belongs to another region
     */
    public boolean bring(RegionPack pack, String wanted) {
        return tenancy.as(pack.lead().value(), () -> {
            db.sql("select pg_advisory_xact_lock(hashtext('region.region'))")
                    .query()
                    .singleRow();
            var present = findPresent();
            if (present.isPresent()) {
                refuseAnother(pack, present.get());
                return false;
            }
            pack.tenants().forEach(tenants::add);
            pack.offices().forEach(offices::put);
            pack.participations().forEach(participations::put);
            pack.bankAccounts().forEach(bankAccounts::put);
            pack.boundaries().forEach(boundaries::put);
            pack.districts().forEach(districts::put);
            db.sql("""
                    insert into region.region (pack, name, land, lead, sources)
                    values (:pack, :name, :land, :lead, :sources)
                    """)
                    .param("pack", wanted)
                    .param("name", pack.name())
                    .param("land", pack.land())
                    .param("lead", pack.lead().value())
                    .param("sources", pack.sources().toArray(String[]::new))
                    .update();
            return true;
        });
    }

    private static void refuseAnother(RegionPack pack, Present present) {
        if (!present.name().equals(pack.name())) {
            throw new IllegalStateException(
                    "This database belongs to the region %s. For %s take another data folder or another database."
                            .formatted(present.name(), pack.name()));
        }
    }
}
