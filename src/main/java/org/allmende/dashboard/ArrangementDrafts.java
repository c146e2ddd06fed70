package org.allmende.dashboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.region.Regions;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How a tenant's staff change what it shows: a draft that nobody sees, published as a whole, and the way back. */
@Component
public class ArrangementDrafts {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Arrangements arrangements;
    private final Regions regions;
    private final Audit audit;
    private final Clock clock;

    /** What was published once; the first has the number 1. */
    public record Version(int number, Instant at, String actor) {}

    ArrangementDrafts(
            JdbcClient db, Tenancy tenancy, Arrangements arrangements, Regions regions, Audit audit, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.arrangements = arrangements;
        this.regions = regions;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether this tenant's Handlungsfelder are everybody's. */
    public boolean leads(String tenant) {
        return regions.current().lead().slug().value().equals(tenant);
    }

    /** When the draft was changed last; nothing if there is none. */
    public Optional<Instant> changed(String tenant) {
        return tenancy.as(
                tenant,
                () -> db.sql("select changed from dashboard.draft where tenant = platform.tenant()")
                        .query((row, number) ->
                                row.getObject(1, OffsetDateTime.class).toInstant())
                        .optional());
    }

    /** The draft; without one what is published, and for the lead what everybody sees. */
    public Arrangement current(String tenant) {
        return tenancy.as(tenant, () -> find().orElseGet(() -> published(tenant)));
    }

    private Optional<Arrangement> find() {
        return db.sql("select draft from dashboard.draft where tenant = platform.tenant() for update")
                .query((row, number) -> JSON.readValue(row.getString(1), Arrangement.class))
                .optional();
    }

    private Arrangement published(String tenant) {
        var it = arrangements.find(tenant).orElseGet(() -> new Arrangement(List.of(), Map.of()));
        return leads(tenant) && it.fields().isEmpty()
                ? new Arrangement(Arrangement.standard().fields(), it.stations())
                : it;
    }

    /** Changes the draft, or begins one. Two who change different parts of it at once do not undo each other's. */
    public void change(String tenant, UnaryOperator<Arrangement> how) {
        tenancy.run(tenant, () -> {
            var before = find().orElseGet(() -> published(tenant));
            var after = how.apply(before);
            if (!after.equals(before)) {
                keep(after);
            }
        });
    }

    private void keep(Arrangement it) {
        db.sql("""
                insert into dashboard.draft (tenant, draft, changed)
                values (platform.tenant(), :draft::jsonb, :now)
                on conflict (tenant) do update set draft = excluded.draft, changed = excluded.changed
                """)
                .param("draft", JSON.writeValueAsString(it))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Shows everybody the draft. Gives the number of its version; nothing if there was none. */
    public Optional<Integer> publish(String tenant) {
        return tenancy.as(
                tenant,
                () -> find().map(draft -> {
                    var number = arrangements.publish(draft);
                    remove();
                    audit.record("dashboard.published", tenant, Map.of("version", Integer.toString(number)));
                    return number;
                }));
    }

    public void discard(String tenant) {
        tenancy.run(tenant, () -> {
            if (remove() > 0) {
                audit.record("dashboard.discarded", tenant, Map.of());
            }
        });
    }

    private int remove() {
        return db.sql("delete from dashboard.draft where tenant = platform.tenant()")
                .update();
    }

    /** The newest first. */
    public List<Version> versions(String tenant) {
        return tenancy.as(
                tenant, () -> db.sql("""
                select number, at, actor from dashboard.version
                 where tenant = platform.tenant() order by number desc
                """).query(ArrangementDrafts::toVersion).list());
    }

    /** Makes an earlier version the draft; false if there is no such. */
    public boolean restore(String tenant, int number) {
        return tenancy.as(tenant, () -> {
            var found = db.sql("""
                    select published from dashboard.version where tenant = platform.tenant() and number = :number
                    """)
                    .param("number", number)
                    .query((row, index) -> JSON.readValue(row.getString(1), Arrangement.class))
                    .optional();
            found.ifPresent(this::keep);
            return found.isPresent();
        });
    }

    private static Version toVersion(ResultSet row, int index) throws SQLException {
        return new Version(
                row.getInt("number"), row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("actor"));
    }
}
