package org.allmende.cases.payment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.CaseNumber;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is owed to the current tenant and what has been paid. */
@Component
public class Demands {

    private static final String SELECT = """
            select d.*, c.number, c.applicant, c.title
              from cases.demand d
              join cases.case c on c.tenant = d.tenant and c.id = d.case_id
             where d.tenant = platform.tenant()
            """;

    private final JdbcClient db;
    private final Clock clock;

    Demands(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Which demands the cashier looks at. */
    public enum View {
        OPEN("d.paid < d.cents"),
        OVERDUE("d.paid < d.cents and d.due < :today"),
        PAID("d.paid = d.cents"),
        OVERPAID("d.paid > d.cents"),
        ALL("true");

        private final String condition;

        View(String condition) {
            this.condition = condition;
        }

        public String path() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Adds what is owed for a case, once. */
    void add(UUID caseId, int cents, LocalDate due) {
        db.sql("""
                insert into cases.demand (tenant, case_id, cents, due, created)
                values (platform.tenant(), :caseId, :cents, :due, :now)
                on conflict do nothing
                """)
                .param("caseId", caseId)
                .param("cents", cents)
                .param("due", due)
                .param("now", now())
                .update();
    }

    /** Another amount is owed from now on; nothing happens when it is that already. */
    void change(UUID caseId, int cents, LocalDate due) {
        db.sql("""
                update cases.demand
                   set cents = :cents, due = :due
                 where tenant = platform.tenant() and case_id = :caseId and cents <> :cents
                """)
                .param("caseId", caseId)
                .param("cents", cents)
                .param("due", due)
                .update();
    }

    public Optional<Demand> find(UUID caseId) {
        return db.sql("%s and d.case_id = :caseId".formatted(SELECT))
                .param("caseId", caseId)
                .query(Demands::toDemand)
                .optional();
    }

    /** The demand, held against everybody else until the transaction ends. */
    Optional<Demand> lock(UUID caseId) {
        return db.sql("%s and d.case_id = :caseId for update of d".formatted(SELECT))
                .param("caseId", caseId)
                .query(Demands::toDemand)
                .optional();
    }

    /**
     * The demands of a view, the oldest due date first.
     *
     * @param search part of a number or name, empty for all
     * @param limit so many at most
     */
    public List<Demand> list(View view, String search, int limit, int offset) {
        return db.sql("""
                %s and %s
                   and (:search = '' or c.number ilike :like or c.applicant ilike :like)
                 order by d.due, d.case_id
                 limit :limit offset :offset
                """.formatted(SELECT, view.condition))
                .param("today", GermanDates.today(clock))
                .param("search", search)
                .param("like", "%" + search.replaceAll("([%_\\\\])", "\\\\$1") + "%")
                .param("limit", limit)
                .param("offset", offset)
                .query(Demands::toDemand)
                .list();
    }

    /** Sums in cents: what is still open, what of it is overdue, what has come. */
    public record Sums(long open, long overdue, long paid) {}

    public Sums sums() {
        return db.sql("""
                select coalesce(sum(greatest(cents - paid, 0)), 0)                              as open,
                       coalesce(sum(greatest(cents - paid, 0)) filter (where due < :today), 0)  as overdue,
                       coalesce(sum(paid), 0)                                                   as paid
                  from cases.demand
                 where tenant = platform.tenant()
                """)
                .param("today", GermanDates.today(clock))
                .query(Sums.class)
                .single();
    }

    /** Those that are so long overdue that somebody is to be reminded for the first time. */
    List<UUID> listUnreminded(LocalDate dueBefore) {
        return db.sql("""
                select case_id
                  from cases.demand
                 where tenant = platform.tenant() and paid < cents and reminders = 0 and due < :before
                 order by due
                 limit 500
                """).param("before", dueBefore).query(UUID.class).list();
    }

    void markReminded(UUID caseId) {
        db.sql("""
                update cases.demand
                   set reminders = reminders + 1, reminded = :today
                 where tenant = platform.tenant() and case_id = :caseId
                """)
                .param("caseId", caseId)
                .param("today", GermanDates.today(clock))
                .update();
    }

    /** Books money on a locked demand; false if this online payment is booked already. */
    boolean book(
            UUID caseId,
            Payment.Kind kind,
            int cents,
            LocalDate booked,
            String by,
            String note,
            @Nullable UUID request) {
        var added = db.sql("""
                insert into cases.payment (tenant, id, case_id, kind, cents, booked, at, by_name, note, request)
                values (platform.tenant(), :id, :caseId, :kind, :cents, :booked, :at, :by, :note, :request)
                on conflict (tenant, request) do nothing
                """)
                .param("id", Ids.next())
                .param("caseId", caseId)
                .param("kind", kind.name())
                .param("cents", cents)
                .param("booked", booked)
                .param("at", now())
                .param("by", by)
                .param("note", note)
                .param("request", request)
                .update();
        if (added == 0) {
            return false;
        }
        db.sql("""
                update cases.demand
                   set paid = paid + :cents
                 where tenant = platform.tenant() and case_id = :caseId
                """).param("caseId", caseId).param("cents", cents).update();
        return true;
    }

    public List<Payment> payments(UUID caseId) {
        return db.sql("""
                select *
                  from cases.payment
                 where tenant = platform.tenant() and case_id = :caseId
                 order by at, id
                """)
                .param("caseId", caseId)
                .query((row, number) -> new Payment(
                        row.getObject("id", UUID.class),
                        Payment.Kind.valueOf(row.getString("kind")),
                        row.getInt("cents"),
                        row.getObject("booked", LocalDate.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("by_name"),
                        row.getString("note")))
                .list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Demand toDemand(ResultSet row, int number) throws SQLException {
        return new Demand(
                row.getObject("case_id", UUID.class),
                CaseNumber.parse(row.getString("number")).orElseThrow(),
                row.getString("applicant"),
                row.getString("title"),
                row.getInt("cents"),
                row.getInt("paid"),
                row.getObject("due", LocalDate.class),
                row.getInt("reminders"),
                row.getObject("reminded", LocalDate.class));
    }
}
