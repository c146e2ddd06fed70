package org.allmende.cases.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.allmende.services.Identification;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who has proved in the current tenant's cases who they are. */
@Component
public class CaseIdentities {

    private final JdbcClient db;
    private final Clock clock;

    CaseIdentities(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public Optional<CaseIdentity> find(UUID caseId) {
        return db.sql("""
                select level, by_name, at
                  from cases.case_identity
                 where tenant = platform.tenant() and case_id = :caseId
                """)
                .param("caseId", caseId)
                .query((row, number) -> new CaseIdentity(
                        row.getString("level") == null ? null : Identification.valueOf(row.getString("level")),
                        row.getString("by_name"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** What the draft's author has proved goes with the case. */
    public void addProven(UUID caseId, Standing.Proven proven) {
        add(caseId, proven.level(), proven.service(), proven.at());
    }

    /** A clerk has seen the identity card; whoever has proved it online need not show it. */
    public void addSeen(UUID caseId, String clerk) {
        add(caseId, null, clerk, clock.instant());
    }

    /** What is known goes along to another case about the same application. */
    public void add(UUID caseId, CaseIdentity known) {
        add(caseId, known.level(), known.by(), known.at());
    }

    private void add(UUID caseId, @Nullable Identification level, String by, Instant at) {
        db.sql("""
                insert into cases.case_identity (tenant, case_id, level, by_name, at)
                values (platform.tenant(), :caseId, :level, :by, :at)
                on conflict (tenant, case_id) do nothing
                """)
                .param("caseId", caseId)
                .param("level", level == null ? null : level.name())
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
