package org.allmende.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.time.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The hearings in the current tenant's cases. */
@Component
public class Hearings {

    private final JdbcClient db;

    Hearings(JdbcClient db) {
        this.db = db;
    }

    UUID add(UUID caseId, String outcome, String grounds, LocalDate due, Instant asked, String askedBy) {
        var id = Ids.next();
        db.sql("""
                insert into cases.hearing (tenant, id, case_id, outcome, grounds, due, asked, asked_by)
                values (platform.tenant(), :id, :caseId, :outcome, :grounds, :due, :asked, :askedBy)
                """)
                .param("id", id)
                .param("caseId", caseId)
                .param("outcome", outcome)
                .param("grounds", grounds)
                .param("due", due)
                .param("asked", Cases.utc(asked))
                .param("askedBy", askedBy)
                .update();
        return id;
    }

    void state(UUID id, String statement, Instant now) {
        db.sql("""
                update cases.hearing
                   set statement = :statement, stated = :now
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", id)
                .param("statement", statement)
                .param("now", Cases.utc(now))
                .update();
    }

    /** The office does not wait for a statement any longer. */
    void close(UUID caseId, Instant now) {
        db.sql("""
                update cases.hearing
                   set closed = :now
                 where tenant = platform.tenant() and case_id = :caseId and stated is null and closed is null
                """).param("caseId", caseId).param("now", Cases.utc(now)).update();
    }

    /** The oldest first. */
    public List<Hearing> list(UUID caseId) {
        return db.sql("""
                select *
                  from cases.hearing
                 where tenant = platform.tenant() and case_id = :caseId
                 order by asked, id
                """).param("caseId", caseId).query(Hearings::toHearing).list();
    }

    /** The one whose statement is awaited; there is one at a time. */
    public Optional<Hearing> findOpen(UUID caseId) {
        return list(caseId).stream().filter(Hearing::isOpen).findFirst();
    }

    /** Whether the citizen has had their say before this decision. */
    public boolean isHeard(UUID caseId, String outcome) {
        return list(caseId).stream()
                .anyMatch(one -> !one.isOpen() && one.outcome().equals(outcome));
    }

    private static Hearing toHearing(ResultSet row, int number) throws SQLException {
        return new Hearing(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getString("outcome"),
                row.getString("grounds"),
                row.getObject("due", LocalDate.class),
                Objects.requireNonNull(Cases.instant(row, "asked")),
                row.getString("asked_by"),
                row.getString("statement"),
                Cases.instant(row, "stated"),
                Cases.instant(row, "closed"));
    }
}
