package org.allmende.region;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Knows the region without asking the database: a snapshot, which every instance compares with the revision number at
 * most every two seconds, so that a new tenant is live soon and without a restart.
 */
@Component
public class Regions {

    private static final Logger log = LoggerFactory.getLogger(Regions.class);
    private static final long PAUSE_MILLIS = 2_000;

    private final JdbcClient db;
    private final Tenants tenants;
    private final Offices offices;
    private final Participations participations;
    private final BankAccounts bankAccounts;
    private final Boundaries boundaries;
    private final Districts districts;
    private final TransactionTemplate snapshot;
    private final Clock clock;
    private final AtomicLong nextCheck = new AtomicLong();
    private volatile @Nullable Region known;

    Regions(
            JdbcClient db,
            Tenants tenants,
            Offices offices,
            Participations participations,
            BankAccounts bankAccounts,
            Boundaries boundaries,
            Districts districts,
            PlatformTransactionManager transactionManager,
            Clock clock) {
        this.db = db;
        this.tenants = tenants;
        this.offices = offices;
        this.participations = participations;
        this.bankAccounts = bankAccounts;
        this.boundaries = boundaries;
        this.districts = districts;
        this.clock = clock;
        snapshot = new TransactionTemplate(transactionManager);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        snapshot.setReadOnly(true);
    }

    /** The region as it was known two seconds ago at the latest. */
    public Region current() {
        var region = known;
        if (region == null) {
            return refresh();
        }
        long now = clock.millis();
        long due = nextCheck.get();
        // whoever comes first after the pause looks; nobody waits for it
        if (now < due || !nextCheck.compareAndSet(due, now + PAUSE_MILLIS)) {
            return region;
        }
        try {
            return revision() == region.revision() ? region : refresh();
        } catch (DataAccessException e) {
            log.warn("The database does not answer; the region is served as it was known: {}", e.getMessage());
            return region;
        }
    }

    /** Reads the region now; whoever has just changed something calls it, so that the next page shows it. What was read last is known. */
    public synchronized Region refresh() {
        return snapshot.execute(status -> {
            var region = read();
            nextCheck.set(clock.millis() + PAUSE_MILLIS);
            known = region;
            return region;
        });
    }

    private long revision() {
        return db.sql("select number from region.revision").query(Long.class).single();
    }

    private Region read() {
        long revision = revision();
        var bySlug = new LinkedHashMap<String, Tenant>();
        tenants.list().forEach(tenant -> bySlug.put(tenant.slug().value(), tenant));
        var byOffice = offices.list().stream()
                .collect(groupingBy(office -> office.tenant().value()));
        var byParticipation = participations.list().stream()
                .collect(groupingBy(one -> one.tenant().value()));
        var byAccount = bankAccounts.list().stream()
                .collect(toMap(account -> account.tenant().value(), account -> account));
        var map = RegionMap.of(boundaries.list());
        var ofAll = districts.list();
        return db.sql("select name, land, lead, sources from region.region")
                .query((row, number) -> new Region(
                        revision,
                        row.getString("name"),
                        row.getString("land"),
                        Optional.ofNullable(bySlug.get(row.getString("lead")))
                                .orElseThrow(() -> new IllegalStateException("The region has lost its lead.")),
                        bySlug,
                        byOffice,
                        byParticipation,
                        byAccount,
                        map,
                        ofAll,
                        List.copyOf(
                                Arrays.asList((String[]) row.getArray("sources").getArray()))))
                .optional()
                .orElseThrow(() -> new IllegalStateException("No region has been brought into the database yet."));
    }
}
