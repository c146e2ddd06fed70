package org.allmende.cases;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The decisions of the current tenant that wait for a second person, or until they can no longer be taken back. */
@Component
public class Proposals {

    private final JdbcClient db;

    Proposals(JdbcClient db) {
        this.db = db;
    }

    void put(UUID caseId, Proposal it) {
        db.sql("""
                insert into cases.proposal (tenant, case_id, outcome, fee_cents, reason, unheard, by, by_name, at)
                values (platform.tenant(), :caseId, :outcome, :feeCents, :reason, :unheard, :by, :byName, :at)
                """)
                .param("caseId", caseId)
                .param("outcome", it.outcome())
                .param("feeCents", it.feeCents())
                .param("reason", it.reason())
                .param("unheard", it.unheard())
                .param("by", it.by())
                .param("byName", it.byName())
                .param("at", Cases.utc(it.at()))
                .update();
    }

    public Optional<Proposal> find(UUID caseId) {
        return db.sql("select * from cases.proposal where tenant = platform.tenant() and case_id = :caseId")
                .param("caseId", caseId)
                .query((row, number) -> new Proposal(
                        row.getString("outcome"),
                        row.getInt("fee_cents"),
                        row.getString("reason"),
                        row.getString("unheard"),
                        row.getObject("by", UUID.class),
                        row.getString("by_name"),
                        Objects.requireNonNull(Cases.instant(row, "at"))))
                .optional();
    }

    /** From this moment on it stands; null for not before a second person has confirmed it. */
    void setStands(UUID caseId, @Nullable Instant from) {
        db.sql("update cases.proposal set stands = :from where tenant = platform.tenant() and case_id = :caseId")
                .param("caseId", caseId)
                .param("from", from == null ? null : Cases.utc(from))
                .update();
    }

    /** Until when it can be taken back; empty while it waits for a second person. */
    public Optional<Instant> findStands(UUID caseId) {
        return db.sql("""
                        select stands
                          from cases.proposal
                         where tenant = platform.tenant() and case_id = :caseId and stands is not null
                        """)
                .param("caseId", caseId)
                .query((row, number) -> Objects.requireNonNull(Cases.instant(row, "stands")))
                .optional();
    }

    /** The cases whose decision can no longer be taken back, the longest waiting first. */
    List<UUID> listStanding(Instant now) {
        return db.sql("""
                select case_id
                  from cases.proposal
                 where tenant = platform.tenant() and stands <= :now
                 order by stands
                 limit 500
                """).param("now", Cases.utc(now)).query(UUID.class).list();
    }

    void remove(UUID caseId) {
        db.sql("delete from cases.proposal where tenant = platform.tenant() and case_id = :caseId")
                .param("caseId", caseId)
                .update();
    }
}
