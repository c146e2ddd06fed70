package org.allmende.sensing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.allmende.DemoCounty;
import org.allmende.platform.database.Tenancy;
import org.allmende.sensing.lorawan.Stations;
import org.junit.jupiter.api.Test;

class TaskRetentionTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final String TENANT = "dautphetal";

    @Test
    void finishedTasksGoAfterNinetyDaysAndOpenOnesDoNot() {
        var station = Stations.make(COUNTY, TENANT);
        long lamp = station.capability("LoRaWAN " + station.eui());
        COUNTY.owner().sql("""
                        insert into sensing.task (tenant, capability, parameters, created, until, state, changed, due)
                        select :tenant, :lamp, '{}', now(), now() + interval '1 day', state, now() - days * interval '1 day', now() + interval '1 day'
                          from (values ('ACKNOWLEDGED', 91), ('FAILED', 91), ('EXPIRED', 91), ('SENT', 91), ('CREATED', 91),
                                       ('ACKNOWLEDGED', 89)) as it (state, days)
                        """).param("tenant", TENANT).param("lamp", lamp).update();
        COUNTY.bean(TaskRetention.class).runDue(TENANT);
        List<Task.State> left =
                COUNTY
                        .bean(Tenancy.class)
                        .as(TENANT, () -> COUNTY.bean(Tasks.class).list(lamp, 100))
                        .stream()
                        .map(Task::state)
                        .toList();
        assertThat(left).containsExactlyInAnyOrder(Task.State.SENT, Task.State.CREATED, Task.State.ACKNOWLEDGED);
    }
}
