package org.allmende.cases.handover;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.Case;
import org.allmende.cases.CaseNumber;
import org.allmende.platform.time.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the current tenant's receivers are still to be told, and what could not be told. */
@Component
public class Deliveries {

    /** Whoever has taken one and died has lost it after so long; then it is said again. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** Others for a receiver that does not answer wait a little, so that it holds up nobody. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private static final int LONGEST_ANSWER = 500;

    private final JdbcClient db;
    private final Clock clock;

    Deliveries(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Writes down who is to hear of it, in the transaction in which it happens; a second time changes nothing. */
    void add(Case it, Receiver.Event event) {
        var receivers = db.sql("""
                select id
                  from cases.receiver
                 where tenant = platform.tenant()
                   and active
                   and :event = any(events)
                   and coalesce(office, :office) = :office
                   and coalesce(service, :service) = :service
                """)
                .param("event", event.type())
                .param("office", it.office())
                .param("service", it.service())
                .query(UUID.class)
                .list();
        for (var receiver : receivers) {
            db.sql("""
                    insert into cases.delivery (tenant, id, receiver, case_id, event, state, next_attempt, created)
                    values (platform.tenant(), :id, :receiver, :case, :event, 'WAITING', :now, :now)
                    on conflict (tenant, receiver, case_id, event) do nothing
                    """)
                    .param("id", Ids.next())
                    .param("receiver", receiver)
                    .param("case", it.id())
                    .param("event", event.type())
                    .param("now", utc(clock.instant()))
                    .update();
        }
    }

    /** The next that is due, taken so that nobody else takes it for a while. */
    Optional<Delivery> take() {
        var now = clock.instant();
        return db.sql("""
                update cases.delivery
                   set attempts = attempts + 1, next_attempt = :lease
                 where tenant = platform.tenant()
                   and id = (select id
                               from cases.delivery
                              where tenant = platform.tenant() and state = 'WAITING' and next_attempt <= :now
                              order by next_attempt, id
                              limit 1
                                for update skip locked)
                returning id
                """)
                .param("now", utc(now))
                .param("lease", utc(now.plus(LEASE)))
                .query(UUID.class)
                .optional()
                .flatMap(this::find);
    }

    /** Writes down what came of it; {@code next} is when it is said again, if it is. */
    void note(Delivery it, Delivery.State state, Instant next, Outcome outcome) {
        db.sql("""
                update cases.delivery
                   set state = :state, next_attempt = :next, status = :status, answer = :answer, failure = :failure,
                       done = case when :state <> 'WAITING' then :now::timestamptz end
                 where tenant = platform.tenant() and id = :id and state = 'WAITING'
                """)
                .param("id", it.id())
                .param("state", state.name())
                .param("next", utc(next))
                .param("now", utc(clock.instant()))
                .param("status", outcome.status())
                .param("answer", shortened(outcome.answer()))
                .param(
                        "failure",
                        outcome.failure() == null ? null : outcome.failure().name())
                .update();
        if (outcome.failure() == Delivery.Failure.SILENT) {
            db.sql("""
                    update cases.delivery
                       set next_attempt = greatest(next_attempt, :then)
                     where tenant = platform.tenant() and receiver = :receiver and state = 'WAITING'
                    """)
                    .param("receiver", it.receiver())
                    .param("then", utc(clock.instant().plus(SILENCE)))
                    .update();
        }
    }

    /** What came of one attempt. */
    record Outcome(@Nullable Integer status, @Nullable String answer, Delivery.@Nullable Failure failure) {}

    /** Gives up everything that a receiver was still to be told, because of this. */
    void giveUp(UUID receiver, Delivery.Failure reason) {
        db.sql("""
                update cases.delivery
                   set state = 'DEAD', failure = :reason, done = :now
                 where tenant = platform.tenant() and receiver = :receiver and state = 'WAITING'
                """)
                .param("receiver", receiver)
                .param("reason", reason.name())
                .param("now", utc(clock.instant()))
                .update();
    }

    /** What was given up and nobody has looked at, the newest first. */
    public List<Delivery> listDead(int limit) {
        return db.sql("""
                select d.*, r.name, c.number
                  from cases.delivery d
                  join cases.receiver r on r.tenant = d.tenant and r.id = d.receiver
                  join cases.case c on c.tenant = d.tenant and c.id = d.case_id
                 where d.tenant = platform.tenant() and d.state = 'DEAD'
                 order by d.done desc, d.id
                 limit :limit
                """).param("limit", limit).query(Deliveries::toDelivery).list();
    }

    public long countDead() {
        return db.sql("select count(*) from cases.delivery where tenant = platform.tenant() and state = 'DEAD'")
                .query(Long.class)
                .single();
    }

    /** Of all tenants together, for the operator. */
    long countAllDead() {
        return db.sql("select coalesce(sum(deliveries), 0) from cases.delivery_total where state = 'DEAD'")
                .query(Long.class)
                .single();
    }

    public Optional<Delivery> find(UUID id) {
        return db.sql("""
                select d.*, r.name, c.number
                  from cases.delivery d
                  join cases.receiver r on r.tenant = d.tenant and r.id = d.receiver
                  join cases.case c on c.tenant = d.tenant and c.id = d.case_id
                 where d.tenant = platform.tenant() and d.id = :id
                """).param("id", id).query(Deliveries::toDelivery).optional();
    }

    /** Says again what was given up, if its receiver is switched on; false if not. */
    public boolean retry(UUID id) {
        return db.sql("""
                update cases.delivery
                   set state = 'WAITING', attempts = 0, next_attempt = :now, done = null
                 where tenant = platform.tenant()
                   and id = :id
                   and state = 'DEAD'
                   and receiver in (select id from cases.receiver where tenant = platform.tenant() and active)
                """).param("id", id).param("now", utc(clock.instant())).update() == 1;
    }

    /** As {@link #retry} for all of them; gives their number. */
    public int retryAll() {
        return db.sql("""
                update cases.delivery
                   set state = 'WAITING', attempts = 0, next_attempt = :now, done = null
                 where tenant = platform.tenant()
                   and state = 'DEAD'
                   and receiver in (select id from cases.receiver where tenant = platform.tenant() and active)
                """).param("now", utc(clock.instant())).update();
    }

    /** Lets it be; false if it does not lie there. */
    public boolean discard(UUID id) {
        return db.sql("""
                update cases.delivery
                   set state = 'DISCARDED'
                 where tenant = platform.tenant() and id = :id and state = 'DEAD'
                """).param("id", id).update() == 1;
    }

    private static @Nullable String shortened(@Nullable String answer) {
        if (answer == null) {
            return null;
        }
        var plain = answer.replaceAll("[\\p{Cntrl}\\p{Cs}\\p{Cn}\\ufffd]+", " ").strip();
        return plain.substring(0, Math.min(LONGEST_ANSWER, plain.length()));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Delivery toDelivery(ResultSet row, int number) throws SQLException {
        var failure = row.getString("failure");
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("receiver", UUID.class),
                row.getString("name"),
                CaseNumber.parse(row.getString("number")).orElseThrow(),
                Receiver.Event.ofType(row.getString("event")).orElseThrow(),
                Delivery.State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                row.getObject("next_attempt", OffsetDateTime.class).toInstant(),
                row.getObject("status", Integer.class),
                row.getString("answer"),
                failure == null ? null : Delivery.Failure.valueOf(failure));
    }
}
