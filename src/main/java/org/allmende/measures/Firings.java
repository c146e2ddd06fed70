package org.allmende.measures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.allmende.platform.time.Ids;
import org.allmende.sensing.Micros;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where the active rules of the current tenant stand, and when they have fired. */
@Component
public class Firings {

    private final JdbcClient db;
    private final Clock clock;

    Firings(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Where a rule stands at a station; moments in microseconds since 1970. */
    record Standing(UUID rule, int datastream, boolean fired, long since, long position) {}

    List<Standing> listStandings() {
        return db.sql("select * from measures.standing where tenant = platform.tenant()")
                .query((row, number) -> new Standing(
                        row.getObject("rule", UUID.class),
                        row.getInt("datastream"),
                        row.getBoolean("fired"),
                        micros(row, "since"),
                        micros(row, "position")))
                .list();
    }

    /**
     * Changes where the rule stands, if it stands where the watch believes and its version is still the active one; gives the
     * firing if it has begun. What follows belongs into the same transaction.
     *
     * @return null if somebody else was faster, or it has ended
     */
    @Nullable
    Firing write(Watch.Change it) {
        var rule = it.watch().rule();
        var moment = time(it.micros());
        int changed = db.sql("""
                update measures.standing s
                   set fired = :fired, since = :moment, position = greatest(position, :position)
                  from measures.rule r
                 where s.tenant = platform.tenant()
                   and s.rule = :rule
                   and s.datastream = :datastream
                   and s.fired <> :fired
                   and r.tenant = s.tenant
                   and r.id = s.rule
                   and r.state = 'ACTIVE'
                   and r.active_version = :version
                """)
                .param("fired", it.fired())
                .param("moment", moment)
                .param("position", time(it.position()))
                .param("rule", rule.id())
                .param("datastream", it.watch().station().id())
                .param("version", rule.version())
                .update();
        if (changed == 0) {
            throw new StandsElsewhere();
        }
        if (!it.fired()) {
            db.sql("""
                    update measures.firing
                       set ended = :moment
                     where tenant = platform.tenant() and rule = :rule and datastream = :datastream and ended is null
                    """)
                    .param("moment", moment)
                    .param("rule", rule.id())
                    .param("datastream", it.watch().station().id())
                    .update();
            return null;
        }
        var firing = new Firing(
                Ids.next(),
                rule.id(),
                rule.version(),
                it.watch().station().id(),
                Micros.toInstant(it.micros()),
                Double.isNaN(it.value()) ? null : it.value(),
                clock.instant(),
                null);
        db.sql("""
                insert into measures.firing (tenant, id, rule, version, datastream, moment, value, written)
                values (platform.tenant(), :id, :rule, :version, :datastream, :moment, :value, :written)
                """)
                .param("id", firing.id())
                .param("rule", firing.rule())
                .param("version", firing.version())
                .param("datastream", firing.datastream())
                .param("moment", moment)
                .param("value", firing.value())
                .param("written", firing.written().atOffset(ZoneOffset.UTC))
                .update();
        return firing;
    }

    /** What the watch believed is not so: another instance has written, or the rule was paused. */
    static final class StandsElsewhere extends RuntimeException {}

    /** Writes down how far these have looked. */
    void advance(Collection<Watch> all) {
        db.sql("""
                update measures.standing s
                   set position = it.position
                  from unnest(:rules::uuid[], :datastreams::int[], :positions::timestamptz[])
                       as it (rule, datastream, position)
                 where s.tenant = platform.tenant()
                   and s.rule = it.rule
                   and s.datastream = it.datastream
                   and s.position < it.position
                """)
                .param("rules", all.stream().map(it -> it.rule().id()).toArray(UUID[]::new))
                .param("datastreams", all.stream().map(it -> it.station().id()).toArray(Integer[]::new))
                .param(
                        "positions",
                        all.stream()
                                .map(it -> Micros.toInstant(it.position()).toString())
                                .toArray(String[]::new))
                .update();
    }

    /** The newest of a rule, the newest first. */
    public List<Firing> list(UUID rule, int limit) {
        return db.sql("""
                select *
                  from measures.firing
                 where tenant = platform.tenant() and rule = :rule
                 order by moment desc, id
                 limit :limit
                """)
                .param("rule", rule)
                .param("limit", limit)
                .query(Firings::toFiring)
                .list();
    }

    /** Those of a rule that are not over, the oldest first. */
    List<Firing> listOpen(UUID rule, int limit) {
        return db.sql("""
                select *
                  from measures.firing
                 where tenant = platform.tenant() and rule = :rule and ended is null
                 order by moment, id
                 limit :limit
                """)
                .param("rule", rule)
                .param("limit", limit)
                .query(Firings::toFiring)
                .list();
    }

    private static OffsetDateTime time(long micros) {
        return Micros.toInstant(micros).atOffset(ZoneOffset.UTC);
    }

    private static long micros(ResultSet row, String column) throws SQLException {
        return Micros.of(row.getObject(column, OffsetDateTime.class).toInstant());
    }

    private static Firing toFiring(ResultSet row, int number) throws SQLException {
        var ended = row.getObject("ended", OffsetDateTime.class);
        return new Firing(
                row.getObject("id", UUID.class),
                row.getObject("rule", UUID.class),
                row.getInt("version"),
                row.getInt("datastream"),
                instant(row, "moment"),
                row.getObject("value", Double.class),
                instant(row, "written"),
                ended == null ? null : ended.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
