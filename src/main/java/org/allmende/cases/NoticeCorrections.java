package org.allmende.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The corrections of notices in the current tenant's cases. */
@Component
public class NoticeCorrections {

    private final JdbcClient db;
    private final Clock clock;

    NoticeCorrections(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void add(NoticeCorrection it) {
        db.sql("""
                insert into cases.correction (tenant, id, case_id, number, law, wrong, correct, reason, by, by_name, at)
                values (platform.tenant(), :id, :caseId, :number, :law, :wrong, :correct, :reason, :by, :byName, :at)
                """)
                .param("id", it.id())
                .param("caseId", it.caseId())
                .param("number", it.number())
                .param("law", it.law())
                .param("wrong", it.wrong())
                .param("correct", it.correct())
                .param("reason", it.reason())
                .param("by", it.by())
                .param("byName", it.byName())
                .param("at", Cases.utc(it.at()))
                .update();
    }

    void issue(UUID id, @Nullable String confirmedBy) {
        db.sql("""
                update cases.correction
                   set issued = :now, confirmed_by = :confirmedBy
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", id)
                .param("confirmedBy", confirmedBy)
                .param("now", Cases.utc(clock.instant()))
                .update();
    }

    void remove(UUID id) {
        db.sql("delete from cases.correction where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .update();
    }

    /** The first one first. */
    public List<NoticeCorrection> list(UUID caseId) {
        return db.sql("""
                select *
                  from cases.correction
                 where tenant = platform.tenant() and case_id = :caseId
                 order by number
                """)
                .param("caseId", caseId)
                .query(NoticeCorrections::toCorrection)
                .list();
    }

    /** The one that waits for a second person; there is one at a time. */
    public Optional<NoticeCorrection> findProposed(UUID caseId) {
        return list(caseId).stream().filter(NoticeCorrection::isProposed).findFirst();
    }

    private static NoticeCorrection toCorrection(ResultSet row, int number) throws SQLException {
        return new NoticeCorrection(
                row.getObject("id", UUID.class),
                row.getObject("case_id", UUID.class),
                row.getInt("number"),
                row.getString("law"),
                row.getString("wrong"),
                row.getString("correct"),
                row.getString("reason"),
                row.getObject("by", UUID.class),
                row.getString("by_name"),
                Objects.requireNonNull(Cases.instant(row, "at")),
                row.getString("confirmed_by"),
                Cases.instant(row, "issued"));
    }
}
