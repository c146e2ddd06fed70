package org.allmende.services;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.database.Tenancy;
import org.allmende.services.form.Text;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What tenants say differently about their services: a draft that only their staff sees, what is out, and what was out before.
 * Whoever calls has checked the permission.
 *
 * <p>Every change tells on which state it was made ({@link Stand#mark}) and is refused on another, so that of two people who edit
 * at the same time none overwrites the other unknowingly.
 */
@Component
public class Variations {

    /** How many publications can be restored. */
    public static final int KEPT = 20;

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Clock clock;

    Variations(JdbcClient db, Tenancy tenancy, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** What has not been published yet. */
    public record Draft(Variation variation, UUID stand, Instant at, String by) {}

    /** @param restored the number of an earlier publication whose content this is again; 0 for the original */
    public record Publication(
            int number,
            Variation variation,
            Instant at,
            String by,
            @Nullable Integer restored) {}

    /** @param history newest first */
    public record Stand(Variation published, Optional<Draft> draft, List<Publication> history) {

        /** Names this state and no other. */
        public String mark() {
            return draft.map(one -> one.stand().toString()).orElse("v" + number());
        }

        /** The number of what is out, 0 as long as nothing was published. */
        public int number() {
            return history.isEmpty() ? 0 : history.getFirst().number();
        }

        /** What an editor goes on with. */
        public Variation edited() {
            return draft.map(Draft::variation).orElse(published);
        }
    }

    /** Empty as long as the tenant has not adopted the service. */
    public Optional<Stand> find(String tenant, String service) {
        return tenancy.as(tenant, () -> read(tenant, service, false));
    }

    private Optional<Stand> read(String tenant, String service, boolean locked) {
        return query(
                        "select difference from services.adoption where tenant = :tenant and package = :package"
                                + (locked ? " for update" : ""),
                        tenant,
                        service)
                .query(String.class)
                .optional()
                .map(published -> new Stand(
                        Variation.ofJson(published),
                        query(
                                        "select * from services.difference_draft where tenant = :tenant and package = :package",
                                        tenant,
                                        service)
                                .query(Variations::toDraft)
                                .optional(),
                        query("""
                                select * from services.difference_publication
                                 where tenant = :tenant and package = :package
                                 order by number desc
                                """, tenant, service)
                                .query(Variations::toPublication)
                                .list()));
    }

    /**
     * Keeps a draft; one that says what is out already is no draft any more.
     *
     * @throws VariationChanged when the mark is that of another state
     */
    public void save(String tenant, String service, String mark, Variation draft, String by) {
        tenancy.run(tenant, () -> {
            var stand = get(tenant, service, mark);
            if (draft.equals(stand.published())) {
                forget(tenant, service);
                return;
            }
            query("""
                    insert into services.difference_draft (tenant, package, differences, stand, changed_at, changed_by)
                    values (:tenant, :package, :differences::jsonb, :stand, :now, :by)
                    on conflict (tenant, package) do update
                       set differences = excluded.differences, stand = excluded.stand,
                           changed_at = excluded.changed_at, changed_by = excluded.changed_by
                    """, tenant, service)
                    .param("differences", draft.json())
                    .param("stand", UUID.randomUUID())
                    .param("now", now())
                    .param("by", by)
                    .update();
        });
    }

    /** @throws VariationChanged when the mark is that of another state */
    public void discard(String tenant, String service, String mark) {
        tenancy.run(tenant, () -> {
            get(tenant, service, mark);
            forget(tenant, service);
        });
    }

    /**
     * The draft is out from now on.
     *
     * @return its number
     * @throws VariationChanged when the mark is that of another state, or there is no draft
     * @throws AdoptionRefused when a sample applicant fares ill with the texts of the form
     */
    public int publish(String tenant, ServicePackage pack, String mark, String by) {
        return tenancy.as(tenant, () -> {
            var stand = get(tenant, pack.name(), mark);
            var draft = stand.draft().orElseThrow(VariationChanged::new);
            trySamples(pack, draft.variation());
            return write(tenant, pack.name(), stand, draft.variation(), by, null);
        });
    }

    /**
     * What was out then is out again; a draft is discarded.
     *
     * @param number of an earlier publication; 0 for the original
     * @throws VariationChanged when the mark is that of another state, or there is no such publication any more
     */
    public int restore(String tenant, ServicePackage pack, String mark, int number, String by) {
        return tenancy.as(tenant, () -> {
            var stand = get(tenant, pack.name(), mark);
            var variation = number == 0
                    ? Variation.NONE
                    : stand.history().stream()
                            .filter(one -> one.number() == number)
                            .map(Publication::variation)
                            .findFirst()
                            .orElseThrow(VariationChanged::new);
            trySamples(pack, variation);
            return write(tenant, pack.name(), stand, variation, by, number);
        });
    }

    private int write(
            String tenant, String service, Stand stand, Variation variation, String by, @Nullable Integer restored) {
        int number = stand.number() + 1;
        query(
                        "update services.adoption set difference = :differences::jsonb where tenant = :tenant and package = :package",
                        tenant,
                        service)
                .param("differences", variation.json())
                .update();
        query("""
                insert into services.difference_publication
                       (tenant, package, number, differences, published_at, published_by, restored)
                values (:tenant, :package, :number, :differences::jsonb, :now, :by, :restored)
                """, tenant, service)
                .param("number", number)
                .param("differences", variation.json())
                .param("now", now())
                .param("by", by)
                .param("restored", restored)
                .update();
        query("""
                delete from services.difference_publication
                 where tenant = :tenant and package = :package and number <= :oldest
                """, tenant, service).param("oldest", number - KEPT).update();
        forget(tenant, service);
        return number;
    }

    private Stand get(String tenant, String service, String mark) {
        var stand = read(tenant, service, true).orElseThrow(VariationChanged::new);
        if (!stand.mark().equals(mark)) {
            throw new VariationChanged();
        }
        return stand;
    }

    private static void trySamples(ServicePackage pack, Variation variation) {
        if (variation.touchesForm()) {
            var varied = variation.applyTo(pack);
            for (var sample : pack.samples()) {
                if (!SampleRunner.run(varied, sample).isEmpty()) {
                    throw new AdoptionRefused(new Text(
                            "Die Probe „%s“ geht nicht auf.".formatted(sample.name()),
                            "The sample “%s” fails.".formatted(sample.name())));
                }
            }
        }
    }

    private void forget(String tenant, String service) {
        query("delete from services.difference_draft where tenant = :tenant and package = :package", tenant, service)
                .update();
    }

    private JdbcClient.StatementSpec query(String sql, String tenant, String service) {
        return db.sql(sql).param("tenant", tenant).param("package", service);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock.withZone(ZoneOffset.UTC));
    }

    private static Draft toDraft(ResultSet row, int number) throws SQLException {
        return new Draft(
                Variation.ofJson(row.getString("differences")),
                row.getObject("stand", UUID.class),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getString("changed_by"));
    }

    private static Publication toPublication(ResultSet row, int number) throws SQLException {
        return new Publication(
                row.getInt("number"),
                Variation.ofJson(row.getString("differences")),
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                row.getString("published_by"),
                row.getObject("restored", Integer.class));
    }
}
