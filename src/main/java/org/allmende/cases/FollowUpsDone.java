package org.allmende.cases;

import java.time.Clock;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Events come at least once; this remembers which of their consequences have happened, so that each happens once. */
@Component
class FollowUpsDone {

    private final JdbcClient db;
    private final Clock clock;

    FollowUpsDone(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** True for the first who asks, in the transaction that does it. */
    boolean isFirst(UUID caseId, String kind, String cause) {
        return db.sql("""
                insert into cases.follow_up (tenant, case_id, kind, cause, done)
                values (platform.tenant(), :caseId, :kind, :cause, :now)
                on conflict do nothing
                """)
                        .param("caseId", caseId)
                        .param("kind", kind)
                        .param("cause", cause)
                        .param("now", Cases.utc(clock.instant()))
                        .update()
                == 1;
    }
}
