package org.allmende.measures;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.allmende.sensing.Task;
import org.allmende.sensing.TaskRefused;
import org.allmende.sensing.Tasks;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Switches when a rule has fired, and back when it has been over for some minutes: a lamp by motion. That there is something to
 * switch back is a row, so it is done once, also after a restart; new motion moves its moment.
 */
@Component
class Switching {

    /** What is to be dark is switched off also if its device was away for hours. */
    private static final Duration LATE = Duration.ofDays(1);

    private final JdbcClient db;
    private final Tasks tasks;
    private final Audit audit;
    private final Clock clock;

    Switching(JdbcClient db, Tasks tasks, Audit audit, Clock clock) {
        this.db = db;
        this.tasks = tasks;
        this.audit = audit;
        this.clock = clock;
    }

    @Bean
    static DueWork switchBack(Switching switching, Tenancy tenancy) {
        return DueWork.of(
                "switch-back",
                Duration.ofSeconds(5),
                "select distinct tenant from measures.switch_back where due <= now()",
                tenant -> tenancy.run(tenant, switching::switchBack));
    }

    /** A rule has fired. What would be switched back by now is not switched at all: nobody needs light for motion of yesterday. */
    void begin(Firing firing, Measure.Actuator it) {
        var now = clock.instant();
        if (it.back() != null) {
            var due = due(firing.moment(), it.minutes());
            if (!due.isAfter(now)) {
                return;
            }
            boolean waits = move(firing.rule(), it.capability(), due);
            if (waits && stands(it)) {
                return;
            }
            if (!waits) {
                remember(firing.rule(), it, due);
            }
        }
        add(firing.rule(), it.capability(), it.parameters(), null);
    }

    /** It is over; the minutes are counted from here. */
    void end(UUID rule, Instant moment, Measure.Actuator it) {
        if (it.back() != null) {
            move(rule, it.capability(), due(moment, it.minutes()));
        }
    }

    /** Counted from the measurement, unless that is ahead of our clock. */
    private Instant due(Instant moment, int minutes) {
        var now = clock.instant();
        return (moment.isAfter(now) ? now : moment).plus(Duration.ofMinutes(minutes));
    }

    /** False if nothing waits to be switched back. */
    private boolean move(UUID rule, long capability, Instant due) {
        return db.sql("""
                update measures.switch_back
                   set due = :due
                 where tenant = platform.tenant() and rule = :rule and capability = :capability
                """)
                        .param("rule", rule)
                        .param("capability", capability)
                        .param("due", utc(due))
                        .update()
                == 1;
    }

    private void remember(UUID rule, Measure.Actuator it, Instant due) {
        db.sql("""
                insert into measures.switch_back (tenant, rule, capability, parameters, minutes, due)
                values (platform.tenant(), :rule, :capability, :parameters::jsonb, :minutes, :due)
                """)
                .param("rule", rule)
                .param("capability", it.capability())
                .param("parameters", String.valueOf(it.back()))
                .param("minutes", it.minutes())
                .param("due", utc(due))
                .update();
    }

    /** Whether it was the last that was told, and nothing has gone wrong: then it need not be told again. */
    private boolean stands(Measure.Actuator it) {
        return tasks.list(it.capability(), 1).stream()
                .anyMatch(task -> task.parameters().equals(it.parameters())
                        && task.state() != Task.State.FAILED
                        && task.state() != Task.State.EXPIRED);
    }

    /** A capability that is gone or has changed must not hold up the other measures of the rule. */
    private void add(UUID rule, long capability, JsonNode parameters, @Nullable Instant until) {
        try {
            tasks.add(capability, parameters, until);
        } catch (TaskRefused refused) {
            audit.record(
                    "actuator.refused",
                    rule,
                    Map.of("capability", Long.toString(capability), "reason", String.valueOf(refused.getMessage())));
        }
    }

    private record Waiting(UUID rule, long capability, JsonNode parameters, int minutes, boolean holds) {}

    /** What is due in the current tenant; while a rule holds, its moment moves on. */
    void switchBack() {
        var now = clock.instant();
        var due = db.sql("""
                select s.*,
                       exists (select 1
                                 from measures.firing f
                                 join measures.rule r on r.tenant = f.tenant and r.id = f.rule
                                where f.tenant = s.tenant and f.rule = s.rule and f.ended is null
                                  and r.state = 'ACTIVE') as holds
                  from measures.switch_back s
                 where s.tenant = platform.tenant() and s.due <= :now
                   for update of s skip locked
                """)
                .param("now", utc(now))
                .query((row, number) -> new Waiting(
                        row.getObject("rule", UUID.class),
                        row.getLong("capability"),
                        JsonMapper.shared().readTree(row.getString("parameters")),
                        row.getInt("minutes"),
                        row.getBoolean("holds")))
                .list();
        for (var it : due) {
            if (it.holds()) {
                move(it.rule(), it.capability(), now.plus(Duration.ofMinutes(it.minutes())));
            } else {
                db.sql("""
                        delete from measures.switch_back
                         where tenant = platform.tenant() and rule = :rule and capability = :capability
                        """)
                        .param("rule", it.rule())
                        .param("capability", it.capability())
                        .update();
                add(it.rule(), it.capability(), it.parameters(), now.plus(LATE));
            }
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
