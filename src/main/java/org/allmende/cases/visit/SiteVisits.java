package org.allmende.cases.visit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The site visits in the current tenant's cases. */
@Component
public class SiteVisits {

    private final JdbcClient db;
    private final Clock clock;

    SiteVisits(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void add(UUID id, UUID caseId, SiteVisit.Plan plan, String by) {
        write("""
                insert into cases.site_visit (tenant, id, case_id, at, minutes, place, who, hint, arranged_by, changed)
                values (platform.tenant(), :id, :caseId, :at, :minutes, :place, :who, :hint, :by, :now)
                """, id, plan).param("caseId", caseId).param("by", by).update();
    }

    void change(UUID id, SiteVisit.Plan plan) {
        write("""
                update cases.site_visit
                   set at = :at, minutes = :minutes, place = :place, who = :who, hint = :hint, changed = :now,
                       sequence = sequence + 1
                 where tenant = platform.tenant() and id = :id
                """, id, plan).update();
    }

    private JdbcClient.StatementSpec write(String sql, UUID id, SiteVisit.Plan plan) {
        return db.sql(sql)
                .param("id", id)
                .param("at", utc(plan.at()))
                .param("minutes", (int) plan.lasts().toMinutes())
                .param("place", plan.place())
                .param("who", plan.who())
                .param("hint", plan.hint())
                .param("now", utc(clock.instant()));
    }

    void cancel(UUID id, String why) {
        db.sql("""
                update cases.site_visit
                   set cancelled = :why, changed = :now, sequence = sequence + 1
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", id)
                .param("why", why)
                .param("now", utc(clock.instant()))
                .update();
    }

    void record(UUID id, SiteVisit.Result result) {
        db.sql("""
                update cases.site_visit
                   set result = :text, files = :files, recorded = :at, recorded_by = :by
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", id)
                .param("text", result.text())
                .param("files", result.files().toArray(UUID[]::new))
                .param("at", utc(result.at()))
                .param("by", result.by())
                .update();
    }

    /** The earliest first. */
    public List<SiteVisit> list(UUID caseId) {
        return db.sql("""
                select *
                  from cases.site_visit
                 where tenant = platform.tenant() and case_id = :caseId
                 order by at, id
                """).param("caseId", caseId).query(SiteVisits::toVisit).list();
    }

    /** One of the case's own. */
    public Optional<SiteVisit> find(UUID caseId, UUID id) {
        return list(caseId).stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private static SiteVisit toVisit(ResultSet row, int number) throws SQLException {
        return new SiteVisit(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                new SiteVisit.Plan(
                        instant(row, "at"),
                        Duration.ofMinutes(row.getInt("minutes")),
                        row.getString("place"),
                        row.getString("who"),
                        row.getString("hint")),
                row.getInt("sequence"),
                row.getString("arranged_by"),
                instant(row, "changed"),
                row.getString("cancelled"),
                result(row));
    }

    private static SiteVisit.@Nullable Result result(ResultSet row) throws SQLException {
        var text = row.getString("result");
        return text == null
                ? null
                : new SiteVisit.Result(
                        text,
                        List.of((UUID[]) row.getArray("files").getArray()),
                        row.getString("recorded_by"),
                        instant(row, "recorded"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class))
                .toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
