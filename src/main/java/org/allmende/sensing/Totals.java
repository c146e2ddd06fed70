package org.allmende.sensing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.quality.Flag;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads sums: of whole hours and German days from what was added up when it came, of other intervals from the observations. */
@Component
class Totals {

    private static final long MILLION = 1_000_000;

    private final JdbcClient db;

    Totals(JdbcClient db) {
        this.db = db;
    }

    /** Whole hours that begin in this time, so many together, counted from 1970. */
    List<Aggregate> ofHours(Datastream of, long from, long to, Duration step) {
        long seconds = step.toSeconds();
        var each = """
                select date_part('epoch', start)::bigint as slot, count, low, high, total
                  from sensing.hour
                 where datastream = :datastream and start >= :from and start < :to
                 order by start
                """;
        var together = """
                select date_part('epoch', start)::bigint / :seconds * :seconds as slot,
                       sum(count) as count, min(low) as low, max(high) as high, sum(total) as total
                  from sensing.hour
                 where datastream = :datastream and start >= :from and start < :to
                 group by 1
                 order by 1
                """;
        var query = seconds == 3600 ? db.sql(each) : db.sql(together).param("seconds", seconds);
        return query.param("datastream", of.id())
                .param("from", Micros.toInstant(from).atOffset(ZoneOffset.UTC))
                .param("to", Micros.toInstant(to).atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    long start = row.getLong(1) * MILLION;
                    return toAggregate(start, start + seconds * MILLION, row);
                })
                .list();
    }

    /** German days that begin in this time. */
    List<Aggregate> ofDays(Datastream of, long from, long to) {
        return db.sql("""
                select start, count, low, high, total
                  from sensing.day
                 where datastream = :datastream
                   and start >= (:from::timestamptz at time zone 'Europe/Berlin')::date
                   and start < (:to::timestamptz at time zone 'Europe/Berlin')
                 order by start
                """)
                .param("datastream", of.id())
                .param("from", Micros.toInstant(from).atOffset(ZoneOffset.UTC))
                .param("to", Micros.toInstant(to).atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                    var day = row.getObject(1, LocalDate.class);
                    return toAggregate(begin(day), begin(day.plusDays(1)), row);
                })
                .list();
    }

    private static long begin(LocalDate day) {
        return Micros.of(day.atStartOfDay(GermanDates.BERLIN).toInstant());
    }

    private static Aggregate toAggregate(long from, long to, ResultSet row) throws SQLException {
        return new Aggregate(from, to, row.getLong(2), row.getDouble(3), row.getDouble(4), row.getDouble(5));
    }

    /** Of any interval. */
    static List<Aggregate> of(Slice all, Duration step) {
        long length = step.toNanos() / 1000;
        var sums = new ArrayList<Aggregate>();
        for (int i = 0; i < all.size(); i++) {
            double result = all.results()[i];
            if (Double.isNaN(result) || !Flag.counts(all.flags()[i])) {
                continue;
            }
            long from = Math.floorDiv(all.times()[i], length) * length;
            var last = sums.isEmpty() ? null : sums.getLast();
            if (last == null || last.from() != from) {
                sums.add(new Aggregate(from, from + length, 1, result, result, result));
            } else {
                sums.set(
                        sums.size() - 1,
                        new Aggregate(
                                from,
                                last.to(),
                                last.count() + 1,
                                Math.min(last.low(), result),
                                Math.max(last.high(), result),
                                last.total() + result));
            }
        }
        return sums;
    }
}
