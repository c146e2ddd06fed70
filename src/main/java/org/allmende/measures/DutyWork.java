package org.allmende.measures;

import java.time.Duration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the duty brings about by itself. */
@Configuration(proxyBeanMethods = false)
class DutyWork {

    @Bean
    static DueWork askTheNext(DutyTasks tasks, Tenancy tenancy) {
        return DueWork.of(
                "duty",
                Duration.ofSeconds(15),
                "select distinct tenant from measures.duty_task where state = 'OPEN' and due <= now()",
                tenant -> tenancy.run(tenant, tasks::escalate));
    }
}
