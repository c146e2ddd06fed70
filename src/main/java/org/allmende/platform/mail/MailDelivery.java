package org.allmende.platform.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.mail.Smtp.Attempt;
import org.allmende.platform.mail.Smtp.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Brings waiting letters to the mail server, each in a transaction of its own, so that several servers can work on one
 * outbox and a crash repeats at most one letter.
 */
@Component
public class MailDelivery {

    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);
    private static final int AT_ONCE = 200;
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);

    /** As long as RFC 5321 §4.5.4.1 asks to go on trying. */
    private static final Duration GIVE_UP = Duration.ofDays(5);

    private static final Duration FORGET = Duration.ofDays(30);

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Clock clock;
    private final Smtp smtp;
    private volatile Instant pausedUntil = Instant.MIN;

    MailDelivery(JdbcClient db, Tenancy tenancy, Clock clock, Smtp smtp) {
        this.db = db;
        this.tenancy = tenancy;
        this.clock = clock;
        this.smtp = smtp;
    }

    /**
     * Sends what is due of this tenant, outside any transaction; gives the number sent. Once the server is found down, all
     * tenants wait half a minute before it is tried again.
     */
    public int deliverDue(String tenant) {
        if (!smtp.configured()) {
            return 0;
        }
        int sent = 0;
        for (int i = 0; i < AT_ONCE && !clock.instant().isBefore(pausedUntil); i++) {
            Outcome outcome = tenancy.as(tenant, this::deliverNext);
            if (outcome == null) {
                break;
            }
            if (outcome == Outcome.SENT) {
                sent++;
            } else if (outcome == Outcome.DOWN) {
                pausedUntil = clock.instant().plus(PAUSE);
            }
        }
        return sent;
    }

    /** Deletes recipient and text of letters that were done with thirty days ago; gives their number. */
    public int forget(String tenant) {
        return tenancy.as(
                tenant,
                () -> db.sql("""
                update platform.mail
                   set recipient = null, body = null, unsubscribe = null
                 where done < :then and body is not null
                """)
                        .param("then", at(clock.instant().minus(FORGET)))
                        .update());
    }

    private @Nullable Outcome deliverNext() {
        Instant now = clock.instant();
        var letter = db.sql("""
                select id, recipient, subject, body, state, attempts, created, failure, unsubscribe
                  from platform.mail
                 where state = 'WAITING' and next_attempt <= :now
                 order by next_attempt, id
                 limit 1
                   for update skip locked
                """).param("now", at(now)).query(Mail::toLetter).optional();
        if (letter.isEmpty()) {
            return null;
        }
        Attempt attempt = smtp.send(letter.get());
        note(letter.get(), attempt, now);
        return attempt.outcome();
    }

    private void note(Letter letter, Attempt attempt, Instant now) {
        Letter.State state = stateAfter(letter, attempt, now);
        db.sql("""
                update platform.mail
                   set state        = :state,
                       attempts     = attempts + 1,
                       next_attempt = :next,
                       done         = case when :state <> 'WAITING' then :now::timestamptz end,
                       failure      = :failure
                 where id = :id
                """)
                .param("state", state.name())
                .param("next", at(now.plus(waitAfter(letter.attempts()))))
                .param("now", at(now))
                .param("failure", attempt.failure())
                .param("id", letter.id())
                .update();
        if (state != Letter.State.SENT) {
            LOG.warn("Letter {} was not sent ({}): {}", letter.id(), attempt.failure(), state);
        }
    }

    private static Letter.State stateAfter(Letter letter, Attempt attempt, Instant now) {
        return switch (attempt.outcome()) {
            case SENT -> Letter.State.SENT;
            case REFUSED -> Letter.State.FAILED;
            case LATER, DOWN ->
                letter.created().plus(GIVE_UP).isBefore(now) ? Letter.State.FAILED : Letter.State.WAITING;
        };
    }

    /** One minute, then twice as long each time. */
    static Duration waitAfter(int attempts) {
        Duration wait = Duration.ofMinutes(1L << Math.min(attempts, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
