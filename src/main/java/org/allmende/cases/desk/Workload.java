package org.allmende.cases.desk;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much lies with whom in a lead's offices, so that work can be shared out. Numbers of cases that are open, and how many
 * ended in the last seven days; nothing that compares how well or how fast somebody works.
 */
@Component
public class Workload {

    private static final Duration WEEK = Duration.ofDays(7);

    private final JdbcClient db;
    private final Clock clock;

    Workload(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * @param account with whom it lies, null for what nobody has taken
     * @param due in the next seven days
     * @param done in the last seven days
     */
    public record Load(@Nullable UUID account, int open, int overdue, int due, int done) {}

    /** @param offices of the lead; {@code *} stands for all of the tenant */
    public List<Load> list(Set<String> offices) {
        var today = GermanDates.today(clock);
        return db.sql("""
                select assignee                                                                       as account,
                       count(*) filter (where closed is null)                                         as "open",
                       count(*) filter (where closed is null and rests_since is null and due < :today) as overdue,
                       count(*) filter (where closed is null and rests_since is null
                                          and due >= :today and due <= :week)                         as due,
                       count(*) filter (where closed is not null)                                     as done
                  from cases.case
                 where tenant = platform.tenant()
                   and (closed is null or closed >= :before)
                   and (:everyOffice or office = any(:offices))
                 group by assignee
                """)
                .param("today", today)
                .param("week", today.plusDays(WEEK.toDays()))
                .param("before", clock.instant().minus(WEEK).atOffset(ZoneOffset.UTC))
                .param("everyOffice", offices.contains("*"))
                .param("offices", offices.toArray(String[]::new))
                .query(Load.class)
                .list();
    }
}
