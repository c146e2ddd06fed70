package org.allmende.platform.login;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts wrong passwords for each name that is typed in, and locks it for a while; also names that nobody has. */
@Component
class LogInFailures {

    /** So many wrong passwords lock a name … */
    static final int FAILURES = 5;

    /** … for so long, doubled with each further one, up to a day. */
    static final Duration LOCK = Duration.ofMinutes(5);

    private static final Duration FORGET = Duration.ofDays(2);

    private final JdbcClient db;
    private final Clock clock;

    LogInFailures(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    boolean isLocked(String login) {
        return db.sql(
                        "select exists (select from platform.log_in_failure where login_hash = :login and locked_until > :now)")
                .param("login", hash(login))
                .param("now", now())
                .query(Boolean.class)
                .single();
    }

    void count(String login) {
        db.sql("""
                insert into platform.log_in_failure as it (login_hash, failures, last)
                values (:login, 1, :now)
                on conflict (login_hash) do update
                   set failures     = it.failures + 1,
                       last         = :now,
                       locked_until = case when it.failures + 1 >= :limit
                                           then :now::timestamptz + least(
                                                    make_interval(secs => :lock * power(2, least(it.failures + 1 - :limit, 12))),
                                                    interval '1 day')
                                      end
                """)
                .param("login", hash(login))
                .param("now", now())
                .param("limit", FAILURES)
                .param("lock", LOCK.toSeconds())
                .update();
    }

    void forget(String login) {
        db.sql("delete from platform.log_in_failure where login_hash = :login")
                .param("login", hash(login))
                .update();
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forgetOld() {
        db.sql(
                        "delete from platform.log_in_failure where last < :then and (locked_until is null or locked_until < :now)")
                .param("then", now().minus(FORGET))
                .param("now", now())
                .update();
    }

    private static String hash(String login) {
        return Secret.hash("login " + Accounts.normal(login));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
