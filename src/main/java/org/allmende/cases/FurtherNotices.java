package org.allmende.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The notices beside those that end the current tenant's cases. */
@Component
public class FurtherNotices {

    private final JdbcClient db;

    FurtherNotices(JdbcClient db) {
        this.db = db;
    }

    void add(FurtherNotice<?> it) {
        db.sql("""
                insert into cases.further_notice (tenant, id, case_id, kind, number, content, reason, by, by_name, at)
                values (platform.tenant(), :id, :caseId, :kind, :number, :content::jsonb, :reason, :by, :byName, :at)
                """)
                .param("id", it.id())
                .param("caseId", it.caseId())
                .param("kind", FurtherNotice.Kind.of(it.content().getClass()).name())
                .param("number", it.number())
                .param("content", JsonMapper.shared().writeValueAsString(it.content()))
                .param("reason", it.reason())
                .param("by", it.by())
                .param("byName", it.byName())
                .param("at", Cases.utc(it.at()))
                .update();
    }

    /** It is said, and can be taken back until then. */
    void say(UUID id, @Nullable String confirmedBy, Instant stands) {
        db.sql("""
                update cases.further_notice
                   set stands = :stands, confirmed_by = :confirmedBy
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", id)
                .param("confirmedBy", confirmedBy)
                .param("stands", Cases.utc(stands))
                .update();
    }

    void setStands(UUID id, Instant from) {
        db.sql("update cases.further_notice set stands = :from where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .param("from", Cases.utc(from))
                .update();
    }

    void issue(UUID id, Instant now) {
        db.sql("update cases.further_notice set issued = :now where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .param("now", Cases.utc(now))
                .update();
    }

    void remove(UUID id) {
        db.sql("delete from cases.further_notice where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .update();
    }

    /** Those of a kind, the first one first. */
    public <C extends FurtherNotice.Content> List<FurtherNotice<C>> list(UUID caseId, Class<C> kind) {
        return db.sql("""
                select *
                  from cases.further_notice
                 where tenant = platform.tenant() and case_id = :caseId and kind = :kind
                 order by number
                """)
                .param("caseId", caseId)
                .param("kind", FurtherNotice.Kind.of(kind).name())
                .query((row, number) -> toNotice(row, kind))
                .list();
    }

    /** Those that are out. */
    public <C extends FurtherNotice.Content> List<FurtherNotice<C>> listIssued(UUID caseId, Class<C> kind) {
        return list(caseId, kind).stream().filter(FurtherNotice::isIssued).toList();
    }

    /** The notices about parts that hold: they are out, and none has taken their place. */
    public List<FurtherNotice<PartialNotice>> listHolding(UUID caseId) {
        var issued = listIssued(caseId, PartialNotice.class);
        var replaced = issued.stream().map(one -> one.content().replaces()).toList();
        return issued.stream().filter(one -> !replaced.contains(one.number())).toList();
    }

    public <C extends FurtherNotice.Content> Optional<FurtherNotice<C>> findIssued(
            UUID caseId, Class<C> kind, int number) {
        return listIssued(caseId, kind).stream()
                .filter(one -> one.number() == number)
                .findFirst();
    }

    /** The one that waits, for a second person or until it can no longer be taken back; there is one at a time. */
    public <C extends FurtherNotice.Content> Optional<FurtherNotice<C>> findWaiting(UUID caseId, Class<C> kind) {
        return list(caseId, kind).stream().filter(one -> !one.isIssued()).findFirst();
    }

    public Optional<FurtherNotice<?>> find(UUID id) {
        return db.sql("select * from cases.further_notice where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .<FurtherNotice<?>>query((row, number) -> toNotice(
                        row, FurtherNotice.Kind.valueOf(row.getString("kind")).type()))
                .optional();
    }

    /** Those that can no longer be taken back, the longest waiting first. */
    List<FurtherNotice<?>> listStanding(Instant now) {
        return db.sql("""
                select *
                  from cases.further_notice
                 where tenant = platform.tenant() and issued is null and stands <= :now
                 order by stands
                 limit 500
                """)
                .param("now", Cases.utc(now))
                .<FurtherNotice<?>>query((row, number) -> toNotice(
                        row, FurtherNotice.Kind.valueOf(row.getString("kind")).type()))
                .list();
    }

    private static <C extends FurtherNotice.Content> FurtherNotice<C> toNotice(ResultSet row, Class<C> kind)
            throws SQLException {
        return new FurtherNotice<>(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getInt("number"),
                JsonMapper.shared().readValue(row.getString("content"), kind),
                row.getString("reason"),
                row.getObject("by", UUID.class),
                row.getString("by_name"),
                Objects.requireNonNull(Cases.instant(row, "at")),
                row.getString("confirmed_by"),
                Cases.instant(row, "stands"),
                Cases.instant(row, "issued"));
    }
}
