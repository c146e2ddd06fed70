package org.allmende.cases.deadlines;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.allmende.platform.time.Ids;
import org.allmende.platform.time.Term;
import org.allmende.platform.time.WorkingDays;
import org.allmende.services.Deadline.WhileMissing;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The deadlines of the current tenant's cases, and the times in which these waited. */
@Component
public class Deadlines {

    private final JdbcClient db;

    Deadlines(JdbcClient db) {
        this.db = db;
    }

    public void add(CaseDeadline it) {
        var rule = it.rule();
        db.sql("""
                insert into cases.deadline (tenant, id, case_id, kind, law, length, unit, missing, fiction, began, due, wake)
                values (platform.tenant(), :id, :caseId, :kind, :law, :length, :unit, :missing, :fiction, :began, :due, :wake)
                """)
                .param("id", it.id())
                .param("caseId", it.caseId())
                .param("kind", it.kind().name())
                .param("law", rule == null ? "" : rule.law())
                .param("length", rule == null ? null : rule.term().count())
                .param("unit", rule == null ? null : rule.term().unit().name())
                .param("missing", (rule == null ? WhileMissing.RUNS : rule.missing()).name())
                .param("fiction", it.fiction())
                .param("began", it.began())
                .param("due", it.due())
                .param("wake", utc(it.wake(false)))
                .update();
    }

    /** All of a case, what is due first on top. */
    public List<CaseDeadline> list(UUID caseId) {
        return db.sql("""
                select *
                  from cases.deadline
                 where tenant = platform.tenant() and case_id = :caseId
                 order by due nulls last, id
                """).param("caseId", caseId).query(Deadlines::toDeadline).list();
    }

    /** Counts those that still matter anew and gives them. */
    public List<CaseDeadline> count(UUID caseId, LocalDate today, WorkingDays days) {
        var holds = listHolds(caseId);
        var counted = list(caseId).stream()
                .filter(one -> one.met() == null)
                .map(one -> one.counted(holds, today, days))
                .toList();
        counted.forEach(one -> change(one, one.course(holds, today, days).stands()));
        return counted;
    }

    private void change(CaseDeadline it, boolean stands) {
        db.sql("""
                update cases.deadline
                   set due = :due, wake = :wake
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", it.id())
                .param("due", it.due())
                .param("wake", utc(it.wake(stands)))
                .update();
    }

    /** This one ends later by so much; false if it has been prolonged before. */
    public boolean prolong(CaseDeadline it, Term more) {
        return db.sql("""
                        update cases.deadline
                           set more_length = :length, more_unit = :unit
                         where tenant = platform.tenant() and id = :id and more_length is null
                        """)
                        .param("id", it.id())
                        .param("length", more.count())
                        .param("unit", more.unit().name())
                        .update()
                == 1;
    }

    /** The office knows that this one is near. */
    public void markReminded(CaseDeadline it) {
        db.sql("update cases.deadline set reminded = due where tenant = platform.tenant() and id = :id")
                .param("id", it.id())
                .update();
    }

    /** These matter no longer. */
    public void meet(UUID caseId, List<CaseDeadline.Kind> kinds, Instant now) {
        db.sql("""
                update cases.deadline
                   set met = :now, wake = null
                 where tenant = platform.tenant() and case_id = :caseId and kind = any(:kinds) and met is null
                """)
                .param("caseId", caseId)
                .param("kinds", kinds.stream().map(Enum::name).toArray(String[]::new))
                .param("now", utc(now))
                .update();
    }

    /** The cases for which something has to happen by itself. */
    public List<UUID> listWaking(Instant now) {
        return db.sql("""
                select distinct case_id
                  from cases.deadline
                 where tenant = platform.tenant() and wake <= :now
                 limit 500
                """).param("now", utc(now)).query(UUID.class).list();
    }

    /** Those of a case for which something has to happen by itself. */
    public List<CaseDeadline> listWaking(UUID caseId, Instant now) {
        return db.sql("""
                select *
                  from cases.deadline
                 where tenant = platform.tenant() and case_id = :caseId and wake <= :now
                 order by wake, id
                """)
                .param("caseId", caseId)
                .param("now", utc(now))
                .query(Deadlines::toDeadline)
                .list();
    }

    /** The case waits from this day on. */
    public void hold(UUID caseId, Hold.Kind kind, LocalDate day, String reason) {
        db.sql("""
                insert into cases.hold (tenant, id, case_id, kind, since, reason)
                values (platform.tenant(), :id, :caseId, :kind, :day, :reason)
                """)
                .param("id", Ids.next())
                .param("caseId", caseId)
                .param("kind", kind.name())
                .param("day", day)
                .param("reason", reason)
                .update();
    }

    /** The case goes on; this was the last day on which it waited. */
    public void goOn(UUID caseId, LocalDate day) {
        db.sql("""
                update cases.hold
                   set until = greatest(since, :day)
                 where tenant = platform.tenant() and case_id = :caseId and until is null
                """).param("caseId", caseId).param("day", day).update();
    }

    /** The case never waited: what it waits for now has been taken back. */
    public void forgetHold(UUID caseId) {
        db.sql("delete from cases.hold where tenant = platform.tenant() and case_id = :caseId and until is null")
                .param("caseId", caseId)
                .update();
        db.sql("""
                delete from cases.deadline
                 where tenant = platform.tenant() and case_id = :caseId and kind = 'ANSWER' and met is null
                """).param("caseId", caseId).update();
    }

    /** The times in which the case waited, the oldest first. */
    public List<Hold> listHolds(UUID caseId) {
        return db.sql("""
                select kind, since, until
                  from cases.hold
                 where tenant = platform.tenant() and case_id = :caseId
                 order by since, id
                """)
                .param("caseId", caseId)
                .query((row, number) -> new Hold(
                        Hold.Kind.valueOf(row.getString("kind")),
                        row.getObject("since", LocalDate.class),
                        row.getObject("until", LocalDate.class)))
                .list();
    }

    private static CaseDeadline toDeadline(ResultSet row, int number) throws SQLException {
        var length = row.getObject("length", Integer.class);
        var met = row.getObject("met", OffsetDateTime.class);
        return new CaseDeadline(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                CaseDeadline.Kind.valueOf(row.getString("kind")),
                length == null
                        ? null
                        : new Rule(
                                row.getString("law"),
                                new Term(length, Term.Unit.valueOf(row.getString("unit"))),
                                WhileMissing.valueOf(row.getString("missing")),
                                more(row)),
                row.getString("fiction"),
                row.getObject("began", LocalDate.class),
                row.getObject("due", LocalDate.class),
                row.getObject("reminded", LocalDate.class),
                met == null ? null : met.toInstant());
    }

    private static @Nullable Term more(ResultSet row) throws SQLException {
        var length = row.getObject("more_length", Integer.class);
        return length == null ? null : new Term(length, Term.Unit.valueOf(row.getString("more_unit")));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
