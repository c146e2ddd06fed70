package org.allmende.cases.opinion;

import java.time.Duration;
import org.allmende.platform.operations.DueWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who has not answered in time is reminded, by whichever instance comes first. */
@Configuration(proxyBeanMethods = false)
class OpinionWork {

    @Bean
    DueWork remindOpinions(Asking asking) {
        return DueWork.of(
                "opinions",
                Duration.ofHours(1),
                "select distinct tenant from cases.opinion where due < current_date",
                asking::remindDue);
    }
}
