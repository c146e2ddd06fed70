package org.allmende.sensing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.allmende.platform.database.Tenancy;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the current tenant's actuators were told to do. A task is written down before anybody hears of it, and stays open until
 * the device has answered or its time is over; what is done with it can be done again without harm, by its id.
 */
@Component
public class Tasks {

    private static final Duration VALID = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    /** Between two attempts to tell a device of ours. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** Open ones of one capability. */
    private static final int MOST_OPEN = 100;

    private static final int LONGEST_REASON = 500;

    private final JdbcClient db;
    private final Actuators actuators;
    private final Tenancy tenancy;
    private final Clock clock;
    private final List<Consumer<String>> followers = new CopyOnWriteArrayList<>();
    private final List<BiConsumer<TaskingCapability, JsonNode>> checks = new CopyOnWriteArrayList<>();

    Tasks(JdbcClient db, Actuators actuators, Tenancy tenancy, Clock clock) {
        this.db = db;
        this.actuators = actuators;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** A task that its device has to hear of. */
    public record Errand(long task, long capability, UUID device, Instant until) {}

    /** Is told after the commit in which tenant there are new tasks, on the thread of whoever made them: it has to be short. */
    public void follow(Consumer<String> follower) {
        followers.add(follower);
    }

    /** Is asked in the transaction before a task is written down, and throws {@link TaskRefused} if it could never be done. */
    public void ask(BiConsumer<TaskingCapability, JsonNode> check) {
        checks.add(check);
    }

    /**
     * Gives the id; for one hour if {@code until} is null.
     *
     * @throws TaskRefused if the capability does not allow this
     */
    public long add(long capability, @Nullable JsonNode parameters, @Nullable Instant until) {
        var it = actuators
                .find(capability)
                .orElseThrow(() -> new TaskRefused("There is no TaskingCapability %d.".formatted(capability)));
        it.parameters().check(parameters);
        var now = clock.instant();
        var end = until == null ? now.plus(VALID) : until;
        if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
            throw new TaskRefused("validUntil lies in the future, at most %d days ahead.".formatted(LONGEST.toDays()));
        }
        if (countOpen(capability) >= MOST_OPEN) {
            throw new TaskRefused("There are %d open Tasks; the device does not answer.".formatted(MOST_OPEN));
        }
        var checked = Objects.requireNonNull(parameters);
        checks.forEach(check -> check.accept(it, checked));
        long id = db.sql("""
                insert into sensing.task (tenant, capability, parameters, created, until, state, changed, due)
                values (platform.tenant(), :capability, :parameters::jsonb, :now, :until, 'CREATED', :now, :now)
                returning id
                """)
                .param("capability", capability)
                .param("parameters", checked.toString())
                .param("now", utc(now))
                .param("until", utc(end))
                .query(Long.class)
                .single();
        tellAfterCommit();
        return id;
    }

    private long countOpen(long capability) {
        return db.sql("select count(*) from sensing.task where capability = ? and state in ('CREATED', 'SENT')")
                .param(capability)
                .query(Long.class)
                .single();
    }

    private void tellAfterCommit() {
        var tenant = tenancy.tenant();
        tenancy.afterCommit(() -> followers.forEach(it -> it.accept(tenant)));
    }

    /**
     * What the device says of a task; to say the same again changes nothing. Once it has done one, it is not told earlier ones
     * any more, or it would undo what came later.
     *
     * @throws TaskRefused if it is not the device's to say, or it has said another thing before
     */
    public void answer(long id, UUID device, Task.State state, @Nullable String reason) {
        var was = db.sql("""
                select t.*, c.device
                  from sensing.task t
                  join sensing.tasking_capability c on c.tenant = t.tenant and c.id = t.capability
                 where t.tenant = platform.tenant() and t.id = :id
                   for update of t
                """)
                .param("id", id)
                .query((row, number) -> new Asked(toTask(row, number), row.getObject("device", UUID.class)))
                .optional()
                .orElseThrow(() -> new TaskRefused("There is no Task %d.".formatted(id)));
        if (!was.device().equals(device)) {
            throw new TaskRefused("Only the device of its TaskingCapability says what became of a Task.");
        }
        if (!state.isFinal()) {
            throw new TaskRefused("A device says acknowledged or failed.");
        }
        if (was.task().state() == state) {
            return;
        }
        if (was.task().state().isFinal()) {
            throw new TaskRefused(
                    "Task %d is %s already.".formatted(id, was.task().state().key()));
        }
        db.sql("""
                update sensing.task
                   set state = :state, changed = :now, reason = :reason
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", id)
                .param("state", state.name())
                .param("now", utc(clock.instant()))
                .param("reason", reason == null ? null : shortened(reason))
                .update();
        if (state == Task.State.ACKNOWLEDGED) {
            db.sql("""
                    update sensing.task
                       set state = 'EXPIRED', changed = :now, reason = 'A later Task was done before it.'
                     where tenant = platform.tenant() and capability = :capability and id < :id and state in ('CREATED', 'SENT')
                """)
                    .param("capability", was.task().capability())
                    .param("id", id)
                    .param("now", utc(clock.instant()))
                    .update();
        }
    }

    private record Asked(Task task, UUID device) {}

    private static String shortened(String reason) {
        var text = reason.replace("\0", "").strip();
        return text.substring(0, Math.min(LONGEST_REASON, text.length()));
    }

    /** Ends those whose time is over, and gives the others that are to be sent, in the order in which they were made. */
    public List<Errand> due() {
        var now = utc(clock.instant());
        db.sql("""
                update sensing.task
                   set state = 'EXPIRED', changed = :now,
                       reason = case state when 'SENT' then 'The device has not answered in time.'
                                           else 'Neither the device nor its network was there in time.' end
                 where tenant = platform.tenant() and until <= :now and state in ('CREATED', 'SENT')
                """).param("now", now).update();
        return db.sql("""
                select t.id as task, t.capability, c.device, t.until
                  from sensing.task t
                  join sensing.tasking_capability c on c.tenant = t.tenant and c.id = t.capability
                 where t.tenant = platform.tenant() and t.state in ('CREATED', 'SENT')
                   and t.capability in (select capability
                                          from sensing.task
                                         where tenant = platform.tenant() and due <= :now and state in ('CREATED', 'SENT'))
                 order by t.capability, t.id
                """)
                .param("now", now)
                .query((row, number) -> new Errand(
                        row.getLong("task"),
                        row.getLong("capability"),
                        row.getObject("device", UUID.class),
                        row.getObject("until", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The device was told; it is told again after 5, 10, 20 … seconds, at most 60. Does nothing if it has answered already. */
    public void sent(long id) {
        again(id, PAUSE);
        markSent(id);
    }

    /** Somebody was told who may not have heard: again after 5, 10, 20 … seconds, at most {@code longest}. */
    public void again(long id, Duration longest) {
        db.sql("""
                update sensing.task
                   set tries = tries + 1,
                       due = least(until, :now + least(:longest, 5 * 2 ^ least(tries, 10)) * interval '1 second')
                 where tenant = platform.tenant() and id = :id and state in ('CREATED', 'SENT')
                """)
                .param("id", id)
                .param("now", utc(clock.instant()))
                .param("longest", longest.toSeconds())
                .update();
    }

    private void markSent(long id) {
        db.sql("""
                update sensing.task
                   set state = 'SENT', changed = :now
                 where tenant = platform.tenant() and id = :id and state = 'CREATED'
                """).param("id", id).param("now", utc(clock.instant())).update();
    }

    /** A network has it that tells the device by itself, and says what becomes of it: it is not told again. */
    public void handedOver(long id) {
        markSent(id);
        db.sql("update sensing.task set due = until where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .update();
    }

    /** The device is there anew and may have lost what it was told: its open tasks are sent again at once. */
    public void resend(long capability) {
        db.sql("""
                update sensing.task
                   set due = :now
                 where tenant = platform.tenant() and capability = :capability and state in ('CREATED', 'SENT')
                """)
                .param("capability", capability)
                .param("now", utc(clock.instant()))
                .update();
    }

    /** The newest first. */
    public List<Task> list(long capability, int limit) {
        return db.sql("""
                select *
                  from sensing.task
                 where tenant = platform.tenant() and capability = :capability
                 order by id desc
                 limit :limit
                """)
                .param("capability", capability)
                .param("limit", limit)
                .query(Tasks::toTask)
                .list();
    }

    private static Task toTask(ResultSet row, int number) throws SQLException {
        return new Task(
                row.getLong("id"),
                row.getLong("capability"),
                JsonMapper.shared().readTree(row.getString("parameters")),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                Task.State.valueOf(row.getString("state")),
                row.getObject("changed", OffsetDateTime.class).toInstant(),
                row.getString("reason"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
