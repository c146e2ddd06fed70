package org.allmende.geo;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.geo.Life.Step;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What municipalities say has happened to their plans. */
@Component
public class PlanSteps {

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Audit audit;
    private final Clock clock;

    PlanSteps(JdbcClient db, Tenancy tenancy, Audit audit, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.audit = audit;
        this.clock = clock;
    }

    /** Says what has happened, or will, to a released plan of the current tenant; false when there is no such. */
    public boolean add(UUID plan, Step.Kind kind, LocalDate day, @Nullable LocalDate until) {
        int added = db.sql("""
                insert into geo.plan_step (tenant, plan, number, kind, day, until, entered)
                select p.tenant, p.id,
                       (select coalesce(max(s.number), 0) + 1 from geo.plan_step s where s.tenant = p.tenant and s.plan = p.id),
                       :kind, :day, :until::date, :now
                  from (select tenant, id from geo.plan
                         where tenant = :tenant and id = :plan and state = 'RELEASED' for update) p
                """)
                .param("tenant", tenancy.tenant())
                .param("plan", plan)
                .param("kind", kind.name())
                .param("day", day)
                .param("until", until)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (added > 0) {
            audit.record("plan.step", plan, Map.of("kind", kind.name(), "day", day.toString()));
        }
        return added > 0;
    }

    /** Takes back what was said last; false when something else is the last by now. */
    public boolean undo(UUID plan, int number) {
        int undone = db.sql("""
                update geo.plan_step
                   set undone = :now
                 where tenant = :tenant and plan = :plan and number = :number and undone is null
                   and not exists (select from geo.plan_step later
                                    where later.tenant = plan_step.tenant and later.plan = plan_step.plan
                                      and later.number > plan_step.number and later.undone is null)
                """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("tenant", tenancy.tenant())
                .param("plan", plan)
                .param("number", number)
                .update();
        if (undone > 0) {
            audit.record("plan.step-undone", plan, Map.of("number", String.valueOf(number)));
        }
        return undone > 0;
    }

    /** A version takes over what was said of the one before. */
    void copy(UUID from, UUID to) {
        db.sql("""
                insert into geo.plan_step (tenant, plan, number, kind, day, until, entered)
                select tenant, :to, number, kind, day, until, entered
                  from geo.plan_step
                 where tenant = :tenant and plan = :from and undone is null
                """)
                .param("to", to)
                .param("tenant", tenancy.tenant())
                .param("from", from)
                .update();
    }

    /** What holds of all plans that whoever asks may see, in the order in which it was said. */
    Map<UUID, List<Step>> list() {
        var steps = new HashMap<UUID, List<Step>>();
        db.sql("select plan, number, kind, day, until from geo.plan_step where undone is null order by plan, number")
                .query((ResultSet row) -> {
                    steps.computeIfAbsent(row.getObject("plan", UUID.class), first -> new ArrayList<>())
                            .add(toStep(row));
                });
        return steps;
    }

    private static Step toStep(ResultSet row) throws SQLException {
        return new Step(
                row.getInt("number"),
                Step.Kind.valueOf(row.getString("kind")),
                row.getObject("day", LocalDate.class),
                row.getObject("until", LocalDate.class));
    }
}
