package org.allmende.sensing.connectors;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.time.Ids;
import org.allmende.sensing.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The connectors of the current tenant. */
@Component
public class Connectors {

    /** While an attempt goes on, and after a crash in the middle of it. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(5);

    private final JdbcClient db;
    private final Clock clock;

    Connectors(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Another connector has this name. */
    public static final class NameTaken extends RuntimeException {}

    /** It runs at once for the first time. Gives its id. */
    public UUID add(Connector.Draft it) {
        var id = Ids.next();
        try {
            db.sql("""
                    insert into sensing.connector (tenant, id, name, kind, url, settings, every_seconds, visibility, active,
                                                   created, wake)
                    values (platform.tenant(), :id, :name, :kind, :url, :settings::jsonb, :every, :visibility, true, :now, :now)
                    """)
                    .param("id", id)
                    .param("name", it.name())
                    .param("kind", it.kind().name())
                    .param("url", it.url().toString())
                    .param("settings", Json.MAPPER.writeValueAsString(it.settings()))
                    .param("every", it.every().toSeconds())
                    .param("visibility", it.visibility().key())
                    .param("now", time(clock.instant()))
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new NameTaken();
        }
        return id;
    }

    /** It runs at once, as if it had never run; what it has brought stays. */
    public void change(UUID id, Connector.Draft it) {
        try {
            db.sql("""
                    update sensing.connector
                       set name = :name, url = :url, settings = :settings::jsonb, every_seconds = :every, visibility = :visibility,
                           wake = :now, failures = 0, tag = null, modified = null
                     where tenant = platform.tenant() and id = :id
                    """)
                    .param("name", it.name())
                    .param("url", it.url().toString())
                    .param("settings", Json.MAPPER.writeValueAsString(it.settings()))
                    .param("every", it.every().toSeconds())
                    .param("visibility", it.visibility().key())
                    .param("now", time(clock.instant()))
                    .param("id", id)
                    .update();
        } catch (DuplicateKeyException taken) {
            throw new NameTaken();
        }
    }

    /** In German order of their names. */
    public List<Connector> list() {
        return db.sql("""
                select *
                  from sensing.connector
                 where tenant = platform.tenant()
                 order by name collate "de-x-icu", id
                """).query(Connectors::toConnector).list();
    }

    public Optional<Connector> find(UUID id) {
        return db.sql("select * from sensing.connector where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .query(Connectors::toConnector)
                .optional();
    }

    /** What it has brought stays. */
    public void remove(UUID id) {
        db.sql("delete from sensing.connector where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .update();
    }

    /** Switched on, it runs at once. */
    public void switchTo(UUID id, boolean active) {
        db.sql("""
                update sensing.connector
                   set active = :active, wake = :now, failures = 0
                 where tenant = platform.tenant() and id = :id
                """)
                .param("active", active)
                .param("now", time(clock.instant()))
                .param("id", id)
                .update();
    }

    /** With the next look of the runner. */
    public void runNow(UUID id) {
        db.sql("update sensing.connector set wake = :now where tenant = platform.tenant() and id = :id")
                .param("now", time(clock.instant()))
                .param("id", id)
                .update();
    }

    /** Numbers of the datastreams that it fills. */
    public List<Integer> targets(UUID id) {
        return db.sql("""
                select datastream
                  from sensing.connector_target
                 where tenant = platform.tenant() and connector = :id
                 order by datastream
                """).param("id", id).query(Integer.class).list();
    }

    /** Takes the place of the one before; locked, in the transaction in which the connector is saved. */
    public void keepSecret(UUID id, String locked) {
        db.sql("update sensing.connector set secret = :secret where tenant = platform.tenant() and id = :id")
                .param("secret", locked)
                .param("id", id)
                .update();
    }

    /** The one of these kinds that has waited longest. Until its outcome is noted it counts as failed: what breaks the server is not tried at once again. */
    Optional<Connector> take(List<Connector.Kind> kinds) {
        var found = db.sql("""
                select *
                  from sensing.connector
                 where tenant = platform.tenant() and active and wake <= :now and kind in (:kinds)
                 order by wake, id
                 limit 1
                   for update skip locked
                """)
                .param("now", time(clock.instant()))
                .param("kinds", kinds.stream().map(Enum::name).toList())
                .query(Connectors::toConnector)
                .optional();
        found.ifPresent(it -> db.sql("""
                update sensing.connector
                   set wake = :later, last_try = :now, failures = failures + 1
                 where tenant = platform.tenant() and id = :id
                """)
                .param("later", time(clock.instant().plus(UNDER_WAY)))
                .param("now", time(clock.instant()))
                .param("id", it.id())
                .update());
        return found;
    }

    /** It went well. Without a report nothing had changed. */
    void succeeded(
            Connector it,
            Instant next,
            @Nullable String tag,
            @Nullable String modified,
            Connector.@Nullable Report report) {
        db.sql("""
                update sensing.connector
                   set wake = :next, failures = 0, last_success = :now, problem = null, detail = null,
                       tag = :tag, modified = :modified, report = coalesce(:report::jsonb, report)
                 where tenant = platform.tenant() and id = :id
                """)
                .param("next", time(next))
                .param("now", time(clock.instant()))
                .param("tag", tag)
                .param("modified", modified)
                .param("report", report == null ? null : Json.MAPPER.writeValueAsString(report))
                .param("id", it.id())
                .update();
    }

    void failed(
            Connector it, Instant next, Connector.Problem problem, String detail, Connector.@Nullable Report report) {
        db.sql("""
                update sensing.connector
                   set wake = :next, failures = :failures, problem = :problem, detail = :detail, tag = null, modified = null,
                       report = coalesce(:report::jsonb, report)
                 where tenant = platform.tenant() and id = :id
                """)
                .param("next", time(next))
                .param("failures", it.failures() + 1)
                .param("problem", problem.name())
                .param("detail", detail)
                .param("report", report == null ? null : Json.MAPPER.writeValueAsString(report))
                .param("id", it.id())
                .update();
    }

    private static Connector toConnector(ResultSet row, int number) throws SQLException {
        var report = row.getString("report");
        var problem = row.getString("problem");
        return new Connector(
                row.getString("tenant"),
                row.getObject("id", UUID.class),
                new Connector.Draft(
                        row.getString("name"),
                        Connector.Kind.valueOf(row.getString("kind")),
                        URI.create(row.getString("url")),
                        Json.MAPPER.readValue(row.getString("settings"), Connector.Settings.class),
                        Duration.ofSeconds(row.getInt("every_seconds")),
                        Visibility.ofKey(row.getString("visibility")).orElse(Visibility.TENANT)),
                row.getBoolean("active"),
                instant(row, "wake"),
                row.getInt("failures"),
                row.getString("tag"),
                row.getString("modified"),
                row.getObject("last_try") == null ? null : instant(row, "last_try"),
                row.getObject("last_success") == null ? null : instant(row, "last_success"),
                problem == null ? null : Connector.Problem.valueOf(problem),
                row.getString("detail"),
                report == null ? null : Json.MAPPER.readValue(report, Connector.Report.class),
                row.getString("secret"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime time(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
