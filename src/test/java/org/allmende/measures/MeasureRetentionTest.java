package org.allmende.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.allmende.DemoCounty;
import org.allmende.platform.operations.Runner;
import org.junit.jupiter.api.Test;

class MeasureRetentionTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "steffenberg";

    @Test
    void whatIsOverGoesAfterNinetyDaysAndTheFiringStays() {
        var rule = UUID.randomUUID();
        var firing = UUID.randomUUID();
        COUNTY.owner()
                .sql("""
                        with r as (insert into measures.rule (tenant, id, name, state, version, created)
                                   values (:tenant, :rule, 'Hochwasser', 'PAUSED', 1, now())),
                             f as (insert into measures.firing (tenant, id, rule, version, datastream, moment, written)
                                   values (:tenant, :firing, :rule, 1, 1, now() - interval '1 year', now() - interval '1 year')),
                             d as (insert into measures.roster (tenant, id, name, people, minutes)
                                   values (:tenant, :rule, 'Bauhof', '{}', 5)),
                             m as (insert into measures.message
                                          (tenant, id, firing, rule, way, target, body, state, attempts, due, created)
                                   select :tenant, gen_random_uuid(), :firing, :rule, 'HOOK', 'https://a.example/?wer=b', '{}', state, 1,
                                          now() + interval '1 day', now() - days * interval '1 day'
                                     from (values ('DONE', 91), ('FAILED', 91), ('DONE', 89), ('WAITING', 91)) as it (state, days)),
                             t as (insert into measures.duty_task
                                          (tenant, id, firing, roster, title, text, assignee, step, created, state, done)
                                   select :tenant, gen_random_uuid(), :firing, :rule, 'Sperren', 'Uferweg', gen_random_uuid(), 0,
                                          now() - interval '1 year', state, now() - days * interval '1 day'
                                     from (values ('DONE', 91), ('DONE', 89), ('ACKNOWLEDGED', null), ('OPEN', null)) as it (state, days))
                        insert into measures.notice
                               (tenant, id, firing, rule, datastream, text, state, proposed, decided, ended)
                        select :tenant, gen_random_uuid(), :firing, :rule, 1, 'Gesperrt', state, now() - interval '1 year',
                               now() - decided * interval '1 day', now() - ended * interval '1 day'
                          from (values ('PUBLISHED', 200, 91), ('PUBLISHED', 200, 89), ('PUBLISHED', 200, null), ('REFUSED', 91, null),
                                       ('REFUSED', 89, null), ('PROPOSED', null, 91), ('PROPOSED', null, null))
                               as it (state, decided, ended)
                        """)
                .param("tenant", TENANT)
                .param("rule", rule)
                .param("firing", firing)
                .update();
        COUNTY.bean(Runner.class).run(MeasureRetention.removeOldMeasures(COUNTY.bean(MeasureRetention.class)));
        assertThat(COUNTY.owner()
                        .sql("""
                        select 'message ' || state from measures.message where firing = :firing
                         union all
                        select 'task ' || state from measures.duty_task where firing = :firing
                         union all
                        select 'notice ' || state from measures.notice where firing = :firing
                         union all
                        select 'firing' from measures.firing where id = :firing
                        """)
                        .param("firing", firing)
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "message DONE",
                        "message WAITING",
                        "task DONE",
                        "task ACKNOWLEDGED",
                        "task OPEN",
                        "notice PUBLISHED",
                        "notice PUBLISHED",
                        "notice REFUSED",
                        "notice PROPOSED",
                        "firing");
        COUNTY.owner()
                .sql("delete from measures.rule where id = :rule")
                .param("rule", rule)
                .update();
        COUNTY.owner()
                .sql("delete from measures.roster where id = :rule")
                .param("rule", rule)
                .update();
    }
}
