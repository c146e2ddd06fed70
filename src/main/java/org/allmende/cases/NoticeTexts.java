package org.allmende.cases;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.allmende.platform.login.Staff;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What clerks have written instead of the package's text, in the current tenant's cases. */
@Component
class NoticeTexts {

    private final JdbcClient db;
    private final Clock clock;

    NoticeTexts(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** By block; empty where nothing was changed. */
    Map<String, String> find(UUID caseId, String outcome) {
        return db.sql("""
                select blocks
                  from cases.notice_text
                 where tenant = platform.tenant() and case_id = :caseId and outcome = :outcome
                """)
                .param("caseId", caseId)
                .param("outcome", outcome)
                .query((row, number) -> {
                    var texts = new LinkedHashMap<String, String>();
                    JsonMapper.shared()
                            .readTree(row.getString("blocks"))
                            .properties()
                            .forEach(one ->
                                    texts.put(one.getKey(), one.getValue().asString()));
                    return Map.copyOf(texts);
                })
                .optional()
                .orElse(Map.of());
    }

    void put(UUID caseId, String outcome, Map<String, String> blocks, Staff staff) {
        db.sql("""
                insert into cases.notice_text (tenant, case_id, outcome, blocks, by, by_name, at)
                values (platform.tenant(), :caseId, :outcome, :blocks::jsonb, :by, :byName, :at)
                on conflict (tenant, case_id, outcome) do update
                   set blocks = excluded.blocks, by = excluded.by, by_name = excluded.by_name, at = excluded.at
                """)
                .param("caseId", caseId)
                .param("outcome", outcome)
                .param("blocks", JsonMapper.shared().writeValueAsString(blocks))
                .param("by", staff.account())
                .param("byName", staff.name())
                .param("at", Cases.utc(clock.instant()))
                .update();
    }
}
