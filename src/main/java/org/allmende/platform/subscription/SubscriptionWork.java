package org.allmende.platform.subscription;

import java.time.Duration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is no longer needed of subscriptions goes by itself. */
@Configuration(proxyBeanMethods = false)
class SubscriptionWork {

    @Bean
    DueWork endSubscriptions(Subscribers subscribers, Tenancy tenancy) {
        return DueWork.of(
                "subscriptions",
                Duration.ofMinutes(5),
                "select distinct tenant from platform.subscription where expires <= now()",
                tenant -> tenancy.run(tenant, subscribers::endDue));
    }

    /** The count is nobody's in particular: it is forgotten once, whatever the name. */
    @Bean
    DueWork forgetConfirmations(ConfirmationLimit limit) {
        return DueWork.of(
                "confirmations",
                Duration.ofMinutes(5),
                "select 'all' where exists (select from platform.confirmation_asked where expires <= now())",
                all -> limit.forget());
    }
}
