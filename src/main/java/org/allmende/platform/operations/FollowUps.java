package org.allmende.platform.operations;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * What happens after a commit: events wait in the database until their listener is done. Two threads work on them, so
 * that a rush of applications is never slowed by its own follow-ups; what failed is tried again each minute.
 */
@Configuration(proxyBeanMethods = false)
@EnableAsync
@EnableScheduling
class FollowUps {

    @Bean(name = "applicationTaskExecutor")
    static ThreadPoolTaskExecutor applicationTaskExecutor() {
        var executor = new ThreadPoolTaskExecutor();
        executor.setThreadNamePrefix("follow-up-");
        executor.setCorePoolSize(2);
        executor.setWaitForTasksToCompleteOnShutdown(true);
        executor.setAwaitTerminationMillis(Duration.ofSeconds(10).toMillis());
        return executor;
    }

    /** Takes up again what failed. */
    @org.springframework.stereotype.Component
    static class Retry {

        private final FailedEventPublications failed;

        Retry(FailedEventPublications failed) {
            this.failed = failed;
        }

        @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
        void tryAgain() {
            failed.resubmit(ResubmissionOptions.defaults());
        }
    }
}
