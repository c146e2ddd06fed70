package org.allmende.cases;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The decisions of the current tenant that wait for a second person. */
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

    void remove(UUID caseId) {
        db.sql("delete from cases.proposal where tenant = platform.tenant() and case_id = :caseId")
                .param("caseId", caseId)
                .update();
    }
}
