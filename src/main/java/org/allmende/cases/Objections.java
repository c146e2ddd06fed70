package org.allmende.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which cases of the current tenant are objections against which others. */
@Component
public class Objections {

    private final JdbcClient db;
    private final Clock clock;

    Objections(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void add(Objection it) {
        db.sql("""
                insert into cases.objection (tenant, case_id, against, partial, notice, announced, ends, late, filed)
                values (platform.tenant(), :caseId, :against, :partial, :notice, :announced, :ends, :late, :filed)
                """)
                .param("caseId", it.caseId())
                .param("against", it.against())
                .param("partial", it.partial())
                .param("notice", it.notice())
                .param("announced", it.announced())
                .param("ends", it.ends())
                .param("late", it.late())
                .param("filed", Cases.utc(clock.instant()))
                .update();
    }

    /** What this case is an objection against. */
    public Optional<Objection> find(UUID caseId) {
        return db.sql("select * from cases.objection where tenant = platform.tenant() and case_id = :caseId")
                .param("caseId", caseId)
                .query(Objections::toObjection)
                .optional();
    }

    /** The newest objection against a notice that ended this case; there is one at most against each. */
    public Optional<Objection> findAgainst(UUID caseId) {
        return listAgainst(caseId).stream().filter(one -> one.partial() == null).reduce((first, last) -> last);
    }

    /** The objection against this partial notice; there is one at most. */
    public Optional<Objection> findAgainst(FurtherNotice<PartialNotice> partial) {
        return listAgainst(partial.caseId()).stream()
                .filter(one -> partial.id().equals(one.partial()))
                .findFirst();
    }

    /** All against this case's notices, the first one first. */
    public List<Objection> listAgainst(UUID caseId) {
        return db.sql("""
                select *
                  from cases.objection
                 where tenant = platform.tenant() and against = :caseId
                 order by filed, case_id
                """)
                .param("caseId", caseId)
                .query(Objections::toObjection)
                .list();
    }

    private static Objection toObjection(ResultSet row, int number) throws SQLException {
        return new Objection(
                row.getObject("case_id", UUID.class),
                row.getObject("against", UUID.class),
                row.getObject("partial", UUID.class),
                row.getInt("notice"),
                row.getObject("announced", LocalDate.class),
                row.getObject("ends", LocalDate.class),
                row.getBoolean("late"));
    }
}
