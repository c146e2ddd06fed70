package org.allmende.sensing;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Removes tasks that have been finished for 90 days. Those that are open stay, and end by themselves. */
@Component
class TaskRetention {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final int AT_ONCE = 1_000;

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Clock clock;

    TaskRetention(JdbcClient db, Tenancy tenancy, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Bean
    static DueWork removeOldTasks(TaskRetention retention) {
        return DueWork.of("task-retention", Duration.ofHours(1), """
                select distinct tenant
                  from sensing.task
                 where state not in ('CREATED', 'SENT') and changed < now() - interval '90 days'
                """, retention::runDue);
    }

    void runDue(String tenant) {
        while (remove(tenant) == AT_ONCE) {
            // the next thousand
        }
    }

    private int remove(String tenant) {
        return tenancy.as(
                tenant,
                () -> db.sql("""
                delete from sensing.task
                 where tenant = platform.tenant()
                   and id in (select id
                                from sensing.task
                               where tenant = platform.tenant() and state not in ('CREATED', 'SENT') and changed < :end
                               limit :most)
                """)
                        .param("end", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                        .param("most", AT_ONCE)
                        .update());
    }
}
