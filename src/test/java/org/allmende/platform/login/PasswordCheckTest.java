package org.allmende.platform.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.platform.database.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;

class PasswordCheckTest {

    private static final String RIGHT = "Perf und Salzböde";
    private static Instant now = Instant.parse("2026-11-23T08:00:00Z");
    private static final AtomicInteger WORK = new AtomicInteger();

    private static TestDatabase database;
    private static Accounts accounts;
    private static LogInFailures failures;
    private static PasswordCheck check;

    /** Counts how often a password is compared: that is nearly all the work. */
    private static final PasswordEncoder COUNTING = new PasswordEncoder() {
        @Override
        public String encode(@Nullable CharSequence password) {
            return "hash of " + password;
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            WORK.incrementAndGet();
            return encode(password).equals(hash);
        }
    };

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        var clock = new MovingClock();
        accounts = new Accounts(database.db, database.tenancy, clock);
        failures = new LogInFailures(database.db, clock);
        check = new PasswordCheck(accounts, failures, COUNTING);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void theRightPasswordOpensTheTenantOfTheOwnPost() {
        add("opens");
        assertThat(tryIn("opens", RIGHT)).isEqualTo("Frau Opens for gladenbach");
        assertThat(tryIn("OPENS ", RIGHT)).isEqualTo("Frau Opens for gladenbach");
    }

    @Test
    void everyRefusalIsTheSameAnswerAfterTheSameWork() {
        add("known");
        add("gone");
        database.owner
                .sql("update platform.account set active = false where login = 'gone'")
                .update();
        add("nopassword");
        database.owner
                .sql("update platform.account set password_hash = null where login = 'nopassword'")
                .update();
        add("locked");
        for (int attempt = 1; attempt <= LogInFailures.FAILURES; attempt++) {
            failures.count("locked");
        }
        for (var name : new String[] {"unknown", "known", "gone", "nopassword", "locked", ""}) {
            WORK.set(0);
            assertThat(tryIn(name, "falsch")).as(name).isEqualTo("refused");
            assertThat(WORK).as("work for " + name).hasValue(1);
        }
        for (var name : new String[] {"gone", "nopassword", "locked"}) {
            assertThat(tryIn(name, RIGHT)).as(name).isEqualTo("refused");
        }
    }

    @Test
    void fiveWrongPasswordsLockForAWhileThatDoubles() {
        add("forgetful");
        for (int attempt = 1; attempt <= LogInFailures.FAILURES; attempt++) {
            assertThat(tryIn("forgetful", "falsch")).isEqualTo("refused");
        }
        assertThat(tryIn("forgetful", RIGHT)).as("locked").isEqualTo("refused");
        wait(LogInFailures.LOCK);
        assertThat(tryIn("forgetful", "falsch")).isEqualTo("refused");
        wait(LogInFailures.LOCK);
        assertThat(tryIn("forgetful", RIGHT)).as("locked for twice as long").isEqualTo("refused");
        wait(LogInFailures.LOCK);
        assertThat(tryIn("forgetful", RIGHT)).isEqualTo("Frau Forgetful for gladenbach");
        assertThat(tryIn("forgetful", "falsch")).isEqualTo("refused");
        assertThat(tryIn("forgetful", RIGHT)).as("counted anew").isEqualTo("Frau Forgetful for gladenbach");
    }

    @Test
    void aNameThatNobodyHasIsLockedLikeAnyOther() {
        for (int attempt = 1; attempt <= LogInFailures.FAILURES; attempt++) {
            assertThat(tryIn("nobody", "falsch")).isEqualTo("refused");
        }
        assertThat(failures.isLocked("nobody")).as("so a lock tells nothing").isTrue();
    }

    @Test
    void aLockNeverLastsLongerThanADay() {
        add("attacked");
        for (int attempt = 1; attempt <= 40; attempt++) {
            failures.count("attacked");
        }
        wait(Duration.ofDays(1));
        assertThat(tryIn("attacked", RIGHT)).isEqualTo("Frau Attacked for gladenbach");
    }

    @Test
    void whoeverIsAssignedNowhereTodayStaysOutside() {
        var account = accounts.add("nextyear", "Frau Nextyear");
        accounts.setPassword(account.id(), COUNTING.encode(RIGHT));
        database.tenancy.run(
                "gladenbach",
                () -> accounts.assign(
                        account.id(), "*", Role.CLERK, Assignment.Kind.OWN, LocalDate.of(2027, 1, 1), null, "test"));
        assertThat(tryIn("nextyear", RIGHT)).isEqualTo("refused");
    }

    private static void add(String login) {
        var account = accounts.add(login, "Frau " + Character.toUpperCase(login.charAt(0)) + login.substring(1));
        accounts.setPassword(account.id(), COUNTING.encode(RIGHT));
        database.tenancy.run(
                "gladenbach",
                () -> accounts.assign(
                        account.id(), "*", Role.CLERK, Assignment.Kind.OWN, LocalDate.of(2026, 1, 1), null, "test"));
    }

    /** Who has been let in for which tenant, or why not. */
    private static String tryIn(String login, String password) {
        return database.tenancy.as("gladenbach", () -> {
            try {
                var attempt = UsernamePasswordAuthenticationToken.unauthenticated(login, password);
                var principal = (Principal)
                        Objects.requireNonNull(check.authenticate(attempt).getPrincipal());
                return principal.name() + " for " + principal.tenant();
            } catch (AuthenticationException refused) {
                return refused.getMessage();
            }
        });
    }

    private static void wait(Duration time) {
        now = now.plus(time);
    }

    /** Stands still until {@link #wait}. */
    private static final class MovingClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
