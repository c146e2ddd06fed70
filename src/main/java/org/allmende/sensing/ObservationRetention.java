package org.allmende.sensing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How long what was measured is kept, for the current tenant. Sums of hours and days may outlive the observations they were made
 * of; whole German days go at once, so that no sum is of half a day.
 */
@Component
public class ObservationRetention {

    private static final Instant EVER = Instant.parse("0001-01-01T00:00:00Z");
    private static final Duration PAUSE = Duration.ofHours(6);

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Observations observations;
    private final Clock clock;

    /**
     * Days, today not counted; null: without end.
     *
     * @param sumDays at least {@code rawDays}
     */
    public record Kept(@Nullable Integer rawDays, @Nullable Integer sumDays) {
        public static final Kept FOR_EVER = new Kept(null, null);

        public Kept {
            if (sumDays != null && (rawDays == null || sumDays < rawDays)) {
                throw new IllegalArgumentException("Sums are kept as long as what they were made of.");
            }
        }
    }

    ObservationRetention(JdbcClient db, Tenancy tenancy, Observations observations, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.observations = observations;
        this.clock = clock;
    }

    @Configuration
    static class Due {
        @Bean
        DueWork removeExpired(ObservationRetention retention) {
            return DueWork.of(
                    "observation-retention",
                    Duration.ofMinutes(1),
                    "select distinct tenant from sensing.retention where wake <= now()",
                    retention::runDue);
        }
    }

    public Kept of(int datastream) {
        return db.sql("""
                select raw_days, sum_days
                  from sensing.retention
                 where tenant = platform.tenant() and datastream = :datastream
                """)
                .param("datastream", datastream)
                .query((row, number) ->
                        new Kept(row.getObject("raw_days", Integer.class), row.getObject("sum_days", Integer.class)))
                .optional()
                .orElse(Kept.FOR_EVER);
    }

    /** From now on; what is too old by then goes within minutes. */
    public void keep(int datastream, Kept kept) {
        db.sql("""
                insert into sensing.retention (tenant, datastream, raw_days, sum_days, wake)
                values (platform.tenant(), :datastream, :raw, :sums, :now)
                on conflict (tenant, datastream) do update
                   set raw_days = excluded.raw_days, sum_days = excluded.sum_days, wake = excluded.wake
                """)
                .param("datastream", datastream)
                .param("raw", kept.rawDays())
                .param("sums", kept.sumDays())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** From when on a datastream's observations are kept. */
    public Instant rawSince(Datastream of) {
        var days = tenancy.as(of.tenant(), () -> of(of.id())).rawDays();
        return days == null ? EVER : begin(days);
    }

    private Instant begin(int days) {
        return day(days).atStartOfDay(GermanDates.BERLIN).toInstant();
    }

    private LocalDate day(int days) {
        return GermanDates.today(clock).minusDays(days);
    }

    private record Row(
            int datastream,
            @Nullable Integer rawDays,
            @Nullable Integer sumDays) {}

    /** What is due in a tenant, outside any transaction. A month of observations is one transaction. */
    public void runDue(String tenant) {
        List<Row> due = tenancy.as(
                tenant,
                () -> db.sql("""
                update sensing.retention
                   set wake = :next
                 where tenant = platform.tenant() and wake <= :now
                returning datastream, raw_days, sum_days
                """)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("next", clock.instant().plus(PAUSE).atOffset(ZoneOffset.UTC))
                        .query(Row.class)
                        .list());
        for (var it : due) {
            if (it.rawDays() != null && removeRaw(tenant, it.datastream(), begin(it.rawDays())) > 0) {
                observations.changed(it.datastream());
            }
            if (it.sumDays() != null) {
                removeSums(tenant, it.datastream(), it.sumDays());
            }
        }
    }

    private int removeRaw(String tenant, int datastream, Instant until) {
        int removed = 0;
        for (var first = oldest(tenant, datastream, until);
                first.isPresent();
                first = oldest(tenant, datastream, until)) {
            var month = first.get().toInstant().plus(Duration.ofDays(31));
            var end = month.isBefore(until) ? month : until;
            removed += tenancy.as(
                    tenant,
                    () -> db.sql("delete from sensing.observation where datastream = :datastream and time < :end")
                            .param("datastream", datastream)
                            .param("end", end.atOffset(ZoneOffset.UTC))
                            .update());
        }
        return removed;
    }

    private Optional<OffsetDateTime> oldest(String tenant, int datastream, Instant until) {
        return tenancy.as(
                tenant,
                () -> db.sql("""
                select time from sensing.observation where datastream = :datastream and time < :until order by time limit 1
                """)
                        .param("datastream", datastream)
                        .param("until", until.atOffset(ZoneOffset.UTC))
                        .query(OffsetDateTime.class)
                        .optional());
    }

    /** With what is remembered of them for an edition: otherwise it would be taken back. */
    private void removeSums(String tenant, int datastream, int days) {
        tenancy.run(tenant, () -> {
            for (var sql : List.of(
                    "delete from sensing.hour where datastream = :datastream and start < :end",
                    "delete from sensing.edition_hour where source = :datastream and start < :end")) {
                db.sql(sql)
                        .param("datastream", datastream)
                        .param("end", begin(days).atOffset(ZoneOffset.UTC))
                        .update();
            }
            db.sql("delete from sensing.day where datastream = :datastream and start < :day")
                    .param("datastream", datastream)
                    .param("day", day(days))
                    .update();
        });
    }
}
