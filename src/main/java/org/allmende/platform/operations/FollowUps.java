package org.allmende.platform.operations;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.modulith.events.EventPublication;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * What happens after a commit: events wait in the database until their listener is done. Two threads work on them, so
 * that a rush of applications is never slowed by its own follow-ups.
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

    @Bean
    static Loop takingUp(Retry retry) {
        return new Loop("follow-ups", Duration.ofSeconds(5), retry::takeUp);
    }

    /**
     * Takes up again what failed, and what an instance of the server had in hand when it was killed.
     *
     * <p>Each row names the instance that touched it last. An instance without a connection to the database is gone, and
     * what it had in hand is free; so a restart takes up everything at once, and two instances leave each other alone.
     */
    @Component
    static class Retry {

        private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
        private static final Duration LONGEST_WAIT = Duration.ofHours(1);

        /** No follow-up takes so long; one that seems to has lost its thread. */
        private static final Duration LOST = Duration.ofHours(1);

        private final JdbcClient db;
        private final DataSource runner;
        private final FailedEventPublications failed;
        private final Clock clock;

        Retry(JdbcClient db, @Qualifier("runner") DataSource runner, FailedEventPublications failed, Clock clock) {
            this.db = db;
            this.runner = runner;
            this.failed = failed;
            this.clock = clock;
        }

        /** One instance at a time reads what failed and marks it as its own, so that none is taken twice. */
        void takeUp() {
            try (var connection = new SingleConnectionDataSource(runner.getConnection(), true)) {
                var lock = JdbcClient.create(connection);
                if (!lock.sql("select pg_try_advisory_lock(hashtextextended('allmende follow-ups', 0))")
                        .query(Boolean.class)
                        .single()) {
                    return;
                }
                try {
                    free();
                    failed.resubmit(ResubmissionOptions.defaults()
                            .withBatchSize(10_000)
                            .withFilter(publication -> isDue(publication, clock.instant())));
                } finally {
                    lock.sql("select pg_advisory_unlock(hashtextextended('allmende follow-ups', 0))")
                            .query(Boolean.class)
                            .single();
                }
            } catch (SQLException noConnection) {
                throw new IllegalStateException("The database does not answer", noConnection);
            }
        }

        private void free() {
            db.sql("""
                    update platform.event_publication
                       set status = 'FAILED'
                     where status in ('PUBLISHED', 'PROCESSING', 'RESUBMITTED')
                       and (instance not in (select application_name from pg_stat_activity)
                            or touched < now() - make_interval(secs => :lost))
                    """).param("lost", LOST.toSeconds()).update();
        }

        /** At once after the first failure, then after twice as long each time. */
        static boolean isDue(EventPublication publication, Instant now) {
            var last = publication.getLastResubmissionDate();
            return last == null
                    || !last.plus(waitAfter(publication.getCompletionAttempts()))
                            .isAfter(now);
        }

        static Duration waitAfter(int attempts) {
            var wait = FIRST_WAIT.multipliedBy(1L << Math.clamp(attempts - 1L, 0, 10));
            return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        }
    }
}
