package org.allmende.sensing;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.allmende.platform.time.GermanDates;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The public accounts: what each device has sent, and what became of it. */
@Component
public class DeviceAccounts {

    private static final int MOST = 5_000;

    private final JdbcClient db;
    private final Clock clock;

    DeviceAccounts(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * Since its first observation, and today, a German day. What is on its way is in none of the numbers.
     *
     * @param last when something of it was written down
     */
    public record Account(
            String tenant,
            UUID device,
            String name,
            long stored,
            long refused,
            long storedToday,
            long refusedToday,
            Instant last) {

        public long received() {
            return stored + refused;
        }

        public long receivedToday() {
            return storedToday + refusedToday;
        }
    }

    /** Of all tenants, by their names. */
    public List<Account> list() {
        return db.sql("""
                select *
                  from (select tenant, device, (array_agg(name order by day desc))[1] as called,
                               sum(stored)::bigint as stored, sum(refused)::bigint as refused,
                               coalesce(sum(stored) filter (where day = :today), 0)::bigint as stored_today,
                               coalesce(sum(refused) filter (where day = :today), 0)::bigint as refused_today,
                               max(last) as last
                          from sensing.receipt
                         group by tenant, device) as account
                 order by tenant, called collate "de-x-icu", device
                 limit :most
                """)
                .param("today", GermanDates.today(clock))
                .param("most", MOST)
                .query((row, number) -> new Account(
                        row.getString("tenant"),
                        row.getObject("device", UUID.class),
                        row.getString("called"),
                        row.getLong("stored"),
                        row.getLong("refused"),
                        row.getLong("stored_today"),
                        row.getLong("refused_today"),
                        row.getObject("last", OffsetDateTime.class).toInstant()))
                .list();
    }
}
