package org.allmende.region;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import org.allmende.platform.database.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A region's stores on a database of their own, and a clock that the test moves. */
public final class Fixtures implements AutoCloseable {

    public static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    public final TestDatabase database = TestDatabase.create();
    public final Tenants tenants = new Tenants(database.db, database.tenancy);
    public final Offices offices = new Offices(database.db, database.tenancy);
    public final Participations participations = new Participations(database.db, database.tenancy);
    public final BankAccounts bankAccounts = new BankAccounts(database.db, database.tenancy);
    public final Boundaries boundaries = new Boundaries(database.db, database.tenancy);
    public final Districts districts = new Districts(database.db, database.tenancy);
    private Instant now = TODAY.atTime(9, 0).toInstant(ZoneOffset.UTC);

    /** Another instance of the server on the same database, with connections of its own. */
    public Regions instance() {
        var source = new PGSimpleDataSource();
        source.setUrl(database.server.app().url());
        source.setUser(database.server.app().user());
        source.setPassword(database.server.app().password());
        var db = JdbcClient.create(source);
        InstantSource moved = () -> now;
        return new Regions(
                db,
                new Tenants(db, database.tenancy),
                new Offices(db, database.tenancy),
                new Participations(db, database.tenancy),
                new BankAccounts(db, database.tenancy),
                new Boundaries(db, database.tenancy),
                new Districts(db, database.tenancy),
                new JdbcTransactionManager(source),
                moved.withZone(ZoneOffset.UTC));
    }

    public void empty() {
        database.owner.sql("""
                truncate region.region, region.tenant, region.office, region.participation, region.bank_account,
                         region.boundary, region.district
                """).update();
    }

    public void secondsPass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    public static Tenant municipality(String name, @Nullable Slug county) {
        var slug = Slug.of(name);
        return new Tenant(
                slug,
                Tenant.Kind.MUNICIPALITY,
                "Gemeinde " + name,
                name,
                "",
                "",
                NumberPrefix.of(slug, Set.of()),
                new Colour("#7a1f3d"),
                new Place("35102", 5_407, 49.16, 8.63, 50.73),
                county,
                Contact.invented(slug, "rathaus", "35102 " + name, 10),
                TODAY,
                null);
    }

    @Override
    public void close() {
        database.close();
    }
}
