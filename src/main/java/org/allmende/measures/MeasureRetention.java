package org.allmende.measures;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Removes what a rule has brought about once it has been over for 90 days: messages, tasks of those on duty, notices. They name
 * receivers and staff. That the rule has fired stays and names nobody; who has decided what stays in the audit log.
 */
@Component
class MeasureRetention {

    private static final Duration KEPT = Duration.ofDays(90);
    private static final int AT_ONCE = 1_000;

    /** What is over, by the table. */
    private static final Map<String, String> OVER = new TreeMap<>(Map.of(
            "message", "state <> 'WAITING' and created < :end",
            "duty_task", "state = 'DONE' and done < :end",
            "notice", "(state = 'REFUSED' or ended is not null) and coalesce(ended, decided) < :end"));

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Clock clock;

    MeasureRetention(JdbcClient db, Tenancy tenancy, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Bean
    static DueWork removeOldMeasures(MeasureRetention retention) {
        var due = OVER.entrySet().stream()
                .map(it -> "select tenant from measures.%s where %s"
                        .formatted(it.getKey(), it.getValue().replace(":end", "now() - interval '90 days'")))
                .collect(Collectors.joining(" union "));
        return DueWork.of("measure-retention", Duration.ofHours(1), due, retention::runDue);
    }

    void runDue(String tenant) {
        OVER.forEach((table, over) -> {
            while (remove(tenant, table, over) == AT_ONCE) {
                // the next thousand
            }
        });
    }

    private int remove(String tenant, String table, String over) {
        return tenancy.as(
                tenant,
                () -> db.sql("""
                delete from measures.%1$s
                 where tenant = platform.tenant()
                   and id in (select id from measures.%1$s where tenant = platform.tenant() and %2$s limit :most)
                """.formatted(table, over))
                        .param("end", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                        .param("most", AT_ONCE)
                        .update());
    }
}
