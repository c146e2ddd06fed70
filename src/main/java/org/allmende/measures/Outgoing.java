package org.allmende.measures;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.KeySafe;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.outbound.Fetch;
import org.allmende.platform.outbound.WebhookHeaders;
import org.allmende.platform.time.Ids;
import org.allmende.sensing.DeviceCommands;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Messages of rules to other software and to devices. Each is written down with its firing, sent outside of any transaction, and its
 * outcome written down in another one: at least once, told apart by its id. Where nobody answers it is tried again with longer
 * and longer pauses; in the end somebody has to look.
 */
@Component
public class Outgoing {

    /** The pauses after the first attempt, the second …; after the last one it is given up. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(24));

    /** A command that nobody has heard by then is stale. */
    private static final Duration STALE = Duration.ofMinutes(10);

    private static final Duration AGAIN = Duration.ofSeconds(10);
    private static final Fetch.Limits LIMITS = new Fetch.Limits(Duration.ofSeconds(15), 64 * 1024);
    private static final int AT_ONCE = 100;
    private static final int LONGEST = 500;
    private static final int SECRET = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final KeySafe safe;
    private final Fetch fetch;
    private final DeviceCommands commands;
    private final Clock clock;

    Outgoing(JdbcClient db, Tenancy tenancy, KeySafe safe, Fetch fetch, DeviceCommands commands, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.safe = safe;
        this.fetch = fetch;
        this.commands = commands;
        this.clock = clock;
    }

    /** How it goes out. */
    public enum Way {
        HOOK,
        MQTT
    }

    /** How far it is. */
    public enum State {
        WAITING,
        DONE,
        FAILED;

        /** As message keys name it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One message.
     *
     * @param target address or topic
     * @param problem of the last attempt, as the line says it
     */
    public record Sent(
            UUID id,
            Way way,
            String target,
            String body,
            State state,
            int attempts,
            Instant created,
            @Nullable String problem) {}

    @Bean
    static DueWork sendMessages(Outgoing outgoing) {
        return DueWork.of(
                "measure-messages",
                Duration.ofSeconds(2),
                "select distinct tenant from measures.message where state = 'WAITING' and due <= now()",
                outgoing::sendDue);
    }

    /** In the transaction of the firing. */
    void add(Firing of, Way way, String target, String body) {
        db.sql("""
                insert into measures.message (tenant, id, firing, rule, way, target, body, state, attempts, due, created)
                values (platform.tenant(), :id, :firing, :rule, :way, :target, :body, 'WAITING', 0, :now, :now)
                """)
                .param("id", Ids.next())
                .param("firing", of.id())
                .param("rule", of.rule())
                .param("way", way.name())
                .param("target", target)
                .param("body", body)
                .param("now", utc(clock.instant()))
                .update();
    }

    /** Sends what is due in a tenant, outside any transaction. */
    void sendDue(String tenant) {
        for (int i = 0; i < AT_ONCE; i++) {
            var next = tenancy.as(tenant, this::take);
            if (next.isEmpty()) {
                return;
            }
            var problem = send(tenant, next.get());
            tenancy.run(tenant, () -> note(next.get(), problem));
        }
    }

    /** Counts the attempt before it is made: whoever dies in it has made it. */
    private Optional<Sent> take() {
        var now = clock.instant();
        return db.sql("""
                update measures.message
                   set attempts = attempts + 1, due = :again
                 where tenant = platform.tenant()
                   and id = (select id
                               from measures.message
                              where tenant = platform.tenant() and state = 'WAITING' and due <= :now
                              order by due
                              limit 1
                                for update skip locked)
                returning *
                """)
                .param("now", utc(now))
                .param("again", utc(now.plus(PAUSES.getFirst())))
                .query(Outgoing::toSent)
                .optional();
    }

    /** Nothing if it went well. */
    private Optional<String> send(String tenant, Sent it) {
        if (it.way() == Way.MQTT) {
            boolean heard = tenancy.as(tenant, () -> commands.send(it.target(), it.body()));
            return heard ? Optional.empty() : Optional.of("No device has subscribed this topic.");
        }
        var body = it.body().getBytes(StandardCharsets.UTF_8);
        var secret = tenancy.as(tenant, this::secret);
        try {
            var headers = WebhookHeaders.of(it.id().toString(), body, secret, clock.instant());
            int status =
                    fetch.post(URI.create(it.target()), headers, body, LIMITS).status();
            return status / 100 == 2 ? Optional.empty() : Optional.of("HTTP " + status);
        } catch (IOException silent) {
            return Optional.of(String.valueOf(silent.getMessage()));
        }
    }

    private void note(Sent it, Optional<String> problem) {
        var now = clock.instant();
        var state = problem.isEmpty() ? State.DONE : isGivenUp(it, now) ? State.FAILED : State.WAITING;
        var pause = it.way() == Way.MQTT ? AGAIN : PAUSES.get(Math.min(it.attempts(), PAUSES.size()) - 1);
        db.sql("""
                update measures.message
                   set state = :state, due = :due, problem = :problem
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", it.id())
                .param("state", state.name())
                .param("due", utc(now.plus(pause)))
                .param(
                        "problem",
                        problem.map(text -> text.replace("\0", ""))
                                .map(text -> text.substring(0, Math.min(LONGEST, text.length())))
                                .orElse(null))
                .update();
    }

    private static boolean isGivenUp(Sent it, Instant now) {
        return it.way() == Way.MQTT ? it.created().plus(STALE).isBefore(now) : it.attempts() > PAUSES.size();
    }

    /** With which receivers check that a message is the current tenant's, as Standard Webhooks write it: {@code whsec_…}. */
    public String key() {
        return "whsec_" + Base64.getEncoder().encodeToString(secret());
    }

    /** Made when it is needed first. */
    private byte[] secret() {
        var fresh = new byte[SECRET];
        RANDOM.nextBytes(fresh);
        var id = Ids.next();
        var tenant = tenancy.tenant();
        db.sql("""
                insert into measures.hook_key (tenant, id, secret, created)
                values (platform.tenant(), :id, :secret, :now)
                on conflict (tenant) do nothing
                """)
                .param("id", id)
                .param("secret", safe.lock(fresh, tenant, id))
                .param("now", utc(clock.instant()))
                .update();
        return db.sql("select id, secret from measures.hook_key where tenant = platform.tenant()")
                .query((row, number) -> safe.open(row.getString("secret"), tenant, row.getObject("id", UUID.class)))
                .single();
    }

    /** Of a rule, the newest first. */
    public List<Sent> list(UUID rule, int limit) {
        return db.sql("""
                select *
                  from measures.message
                 where tenant = platform.tenant() and rule = :rule
                 order by created desc, id
                 limit :limit
                """)
                .param("rule", rule)
                .param("limit", limit)
                .query(Outgoing::toSent)
                .list();
    }

    private static Sent toSent(ResultSet row, int number) throws SQLException {
        return new Sent(
                row.getObject("id", UUID.class),
                Way.valueOf(row.getString("way")),
                row.getString("target"),
                row.getString("body"),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                row.getString("problem"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
