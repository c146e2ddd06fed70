package org.allmende.cases.desk;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who of the current tenant is away, from when to when, and who stands in. A deputy works in the same office, so no right is
 * given away: they see what is the other's beside their own, and what they do with it is signed "in Vertretung".
 */
@Component
public class Absences {

    private final JdbcClient db;
    private final Clock clock;

    Absences(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Both days included. */
    public record Absence(UUID id, UUID account, UUID deputy, LocalDate since, LocalDate until) {

        public boolean holdsOn(LocalDate day) {
            return !day.isBefore(since) && !day.isAfter(until);
        }
    }

    public UUID add(UUID account, UUID deputy, LocalDate since, LocalDate until) {
        var id = Ids.next();
        db.sql("""
                insert into cases.absence (tenant, id, account, deputy, since, until)
                values (platform.tenant(), :id, :account, :deputy, :since, :until)
                """)
                .param("id", id)
                .param("account", account)
                .param("deputy", deputy)
                .param("since", since)
                .param("until", until)
                .update();
        return id;
    }

    /** Those that are not over, the next first. */
    public List<Absence> list() {
        return db.sql("""
                select id, account, deputy, since, until
                  from cases.absence
                 where tenant = platform.tenant() and until >= :today
                 order by since, until, id
                """)
                .param("today", GermanDates.today(clock))
                .query(Absence.class)
                .list();
    }

    /** For whom this person stands in today. */
    public List<Absence> listOfDeputy(UUID deputy) {
        return db.sql("""
                select id, account, deputy, since, until
                  from cases.absence
                 where tenant = platform.tenant() and deputy = :deputy and since <= :today and until >= :today
                 order by until, id
                """)
                .param("deputy", deputy)
                .param("today", GermanDates.today(clock))
                .query(Absence.class)
                .list();
    }

    public Optional<Absence> find(UUID id) {
        return list().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    public void remove(UUID id) {
        db.sql("delete from cases.absence where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .update();
    }
}
