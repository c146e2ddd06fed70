package org.allmende.platform.mail;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.mail.Letter.State;
import org.allmende.platform.time.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The outbox of a tenant. */
@Component
public class Mail {

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Clock clock;
    private final State state;

    Mail(JdbcClient db, Tenancy tenancy, Clock clock, Smtp smtp) {
        this.db = db;
        this.tenancy = tenancy;
        this.clock = clock;
        this.state = smtp.configured() ? State.WAITING : State.KEPT;
    }

    /** Writes the letter in the current transaction: it leaves if, and only if, that commits. */
    public void send(Message message) {
        db.sql("""
                insert into platform.mail (tenant, id, recipient, subject, body, unsubscribe, state, next_attempt, created, done)
                values (:tenant, :id, :recipient, :subject, :body, :unsubscribe, :state, :now, :now,
                        case when :state = 'KEPT' then :now::timestamptz end)
                """)
                .param("tenant", tenancy.tenant())
                .param("id", Ids.next())
                .param("recipient", message.recipient())
                .param("subject", message.subject())
                .param("body", message.text())
                .param(
                        "unsubscribe",
                        message.unsubscribe() == null
                                ? null
                                : message.unsubscribe().toString())
                .param("state", state.name())
                .param("now", now())
                .update();
    }

    /** The newest letters of the current tenant. */
    public List<Letter> list(int limit) {
        return db.sql("""
                select id, recipient, subject, body, state, attempts, created, failure, unsubscribe
                  from platform.mail
                 order by id desc
                 limit :limit
                """).param("limit", limit).query(Mail::toLetter).list();
    }

    /** Lets a failed letter wait for delivery once more. */
    public boolean retry(UUID id) {
        return db.sql("""
                update platform.mail
                   set state = 'WAITING', attempts = 0, next_attempt = :now, created = :now, done = null, failure = null
                 where id = :id and state = 'FAILED' and body is not null
                """).param("id", id).param("now", now()).update() == 1;
    }

    /** Whoever reads them has ended letters of this kind: those that wait do not leave. */
    public void forgetWaiting(URI unsubscribe) {
        db.sql("delete from platform.mail where unsubscribe = :unsubscribe and state = 'WAITING'")
                .param("unsubscribe", unsubscribe.toString())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    static Letter toLetter(ResultSet row, int number) throws SQLException {
        return new Letter(
                row.getObject("id", UUID.class),
                row.getString("recipient"),
                row.getString("subject"),
                row.getString("body"),
                State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                row.getString("failure"),
                row.getString("unsubscribe"));
    }
}
