package org.allmende.measures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.html.Messages;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.mail.Mail;
import org.allmende.platform.mail.Message;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tasks of the current tenant's duty: who is asked, who has acknowledged, and who is asked next. */
@Component
public class DutyTasks {

    private final JdbcClient db;
    private final Rosters rosters;
    private final Accounts accounts;
    private final Mail mail;
    private final Messages messages;
    private final Audit audit;
    private final Configuration configuration;
    private final Clock clock;

    DutyTasks(
            JdbcClient db,
            Rosters rosters,
            Accounts accounts,
            Mail mail,
            Messages messages,
            Audit audit,
            Configuration configuration,
            Clock clock) {
        this.db = db;
        this.rosters = rosters;
        this.accounts = accounts;
        this.mail = mail;
        this.messages = messages;
        this.audit = audit;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Asks the first of the roster. */
    void add(Firing of, UUID roster, String title, String text) {
        rosters.find(roster).filter(it -> !it.people().isEmpty()).ifPresent(it -> {
            var id = Ids.next();
            db.sql("""
                    insert into measures.duty_task
                           (tenant, id, firing, roster, title, text, assignee, step, due, created, state)
                    values (platform.tenant(), :id, :firing, :roster, :title, :text, :assignee, 0, :until, :now, 'OPEN')
                    """)
                    .param("id", id)
                    .param("firing", of.id())
                    .param("roster", roster)
                    .param("title", title)
                    .param("text", text)
                    .param("assignee", it.people().getFirst())
                    .param("until", until(it, 0))
                    .param("now", utc(clock.instant()))
                    .update();
            tell(it.people().getFirst(), title, text, until(it, 0));
        });
    }

    /** The last one has nobody after them. */
    private @Nullable OffsetDateTime until(Rosters.Roster of, int step) {
        return step >= of.people().size() - 1 ? null : utc(clock.instant().plus(Duration.ofMinutes(of.minutes())));
    }

    private void tell(UUID account, String title, String text, @Nullable OffsetDateTime until) {
        var login = accounts.getAccount(account).login();
        if (Message.isAddress(login)) {
            var link = configuration.publicUrl().resolve("/arbeitsplatz/bereitschaft");
            mail.send(new Message(
                    login,
                    messages.text("de", "measures.mail.subject", title),
                    until == null
                            ? messages.text("de", "measures.mail.last", text, link)
                            : messages.text(
                                    "de", "measures.mail.text", text, GermanDates.moment(until.toInstant()), link)));
        }
    }

    /** Those whom nobody has acknowledged in time go on to the next person. */
    void escalate() {
        var late = db.sql("""
                select t.*, f.rule, f.datastream, f.moment
                  from measures.duty_task t
                  join measures.firing f on f.tenant = t.tenant and f.id = t.firing
                 where t.tenant = platform.tenant() and t.state = 'OPEN' and t.due <= :now
                 order by t.due
                   for update of t skip locked
                """)
                .param("now", utc(clock.instant()))
                .query(DutyTasks::toTask)
                .list();
        for (var task : late) {
            rosters.find(task.roster()).ifPresent(roster -> escalate(task, roster));
        }
    }

    private void escalate(DutyTask task, Rosters.Roster roster) {
        int step = task.step() + 1;
        var next = step < roster.people().size() ? roster.people().get(step) : task.assignee();
        var until = until(roster, step);
        db.sql("""
                update measures.duty_task
                   set assignee = :assignee, step = :step, due = :until
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", task.id())
                .param("assignee", next)
                .param("step", step)
                .param("until", until)
                .update();
        tell(next, task.title(), task.text(), until);
        audit.record("duty.escalated", task.id(), Map.of("to", next.toString()));
    }

    /** Somebody looks after it; false if somebody else does already. */
    public boolean acknowledge(UUID id, UUID by) {
        int changed = db.sql("""
                update measures.duty_task
                   set state = 'ACKNOWLEDGED', acknowledged = :now, acknowledged_by = :by, due = null
                 where tenant = platform.tenant() and id = :id and state = 'OPEN'
                """)
                .param("id", id)
                .param("by", by)
                .param("now", utc(clock.instant()))
                .update();
        if (changed == 1) {
            audit.record("duty.acknowledged", id, Map.of());
        }
        return changed == 1;
    }

    /** It is done; false if nobody looks after it, or it is done already. */
    public boolean finish(UUID id) {
        int changed =
                db.sql("""
                update measures.duty_task
                   set state = 'DONE', done = :now
                 where tenant = platform.tenant() and id = :id and state = 'ACKNOWLEDGED'
                """).param("id", id).param("now", utc(clock.instant())).update();
        if (changed == 1) {
            audit.record("duty.done", id, Map.of());
        }
        return changed == 1;
    }

    /** What is not done, the oldest first, and then what was done last. */
    public List<DutyTask> list(int limit) {
        return db.sql("""
                select t.*, f.rule, f.datastream, f.moment
                  from measures.duty_task t
                  join measures.firing f on f.tenant = t.tenant and f.id = t.firing
                 where t.tenant = platform.tenant()
                 order by t.state = 'DONE', case when t.state = 'DONE' then t.done end desc, f.moment, t.id
                 limit :limit
                """).param("limit", limit).query(DutyTasks::toTask).list();
    }

    public Optional<DutyTask> find(UUID id) {
        return db.sql("""
                select t.*, f.rule, f.datastream, f.moment
                  from measures.duty_task t
                  join measures.firing f on f.tenant = t.tenant and f.id = t.firing
                 where t.tenant = platform.tenant() and t.id = :id
                """).param("id", id).query(DutyTasks::toTask).optional();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static DutyTask toTask(ResultSet row, int number) throws SQLException {
        return new DutyTask(
                row.getObject("id", UUID.class),
                row.getObject("rule", UUID.class),
                row.getInt("datastream"),
                row.getObject("moment", OffsetDateTime.class).toInstant(),
                row.getObject("roster", UUID.class),
                row.getString("title"),
                row.getString("text"),
                row.getObject("assignee", UUID.class),
                row.getInt("step"),
                instant(row, "due"),
                DutyTask.State.valueOf(row.getString("state")),
                instant(row, "acknowledged"),
                row.getObject("acknowledged_by", UUID.class),
                instant(row, "done"));
    }
}
