package org.allmende.sensing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.allmende.platform.database.Tenancy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The newest observations of the datastreams that somebody looks at, in memory. */
@Component
class Recent {

    /** Of each datastream. */
    static final int KEPT = 128;

    private static final int DATASTREAMS = 2_000;
    private static final Instant EVER = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59.999999Z");

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Map<Integer, Tail> tails = new ConcurrentHashMap<>();

    /** The newest last; with less than {@link #KEPT} it is all there is. Null while nobody has read it. */
    private static final class Tail {
        private @org.jspecify.annotations.Nullable ArrayDeque<Observation> newest;
        private long changes;
    }

    Recent(JdbcClient db, Tenancy tenancy) {
        this.db = db;
        this.tenancy = tenancy;
    }

    List<Observation> latest(Datastream of, int count) {
        if (tails.size() > DATASTREAMS) {
            tails.clear();
        }
        var tail = tails.computeIfAbsent(of.id(), missing -> new Tail());
        long seen;
        synchronized (tail) {
            if (tail.newest != null) {
                return last(tail.newest, count);
            }
            seen = tail.changes;
        }
        var read = tenancy.as(of.tenant(), () -> read(db, of.id(), EVER, NEVER, KEPT, true));
        var newest = new ArrayDeque<>(read.reversed());
        synchronized (tail) {
            if (tail.changes == seen && tail.newest == null) {
                tail.newest = newest;
            }
        }
        return last(newest, count);
    }

    private static List<Observation> last(ArrayDeque<Observation> newest, int count) {
        var all = new ArrayList<Observation>(Math.min(count, newest.size()));
        for (var it = newest.descendingIterator(); it.hasNext() && all.size() < count; ) {
            all.add(it.next());
        }
        return all;
    }

    /** They are committed. What does not come after all others is read again when it is needed. */
    void add(Observation one) {
        var tail = tails.get(one.key().datastream());
        if (tail == null) {
            return;
        }
        synchronized (tail) {
            tail.changes++;
            var newest = tail.newest;
            if (newest == null) {
                return;
            }
            if (newest.isEmpty() || isAfter(one.key(), newest.getLast().key())) {
                newest.addLast(one);
                if (newest.size() > KEPT) {
                    newest.removeFirst();
                }
            } else if (!newest.contains(one)) {
                tail.newest = null;
            }
        }
    }

    private static boolean isAfter(ObservationKey one, ObservationKey other) {
        return one.micros() > other.micros() || (one.micros() == other.micros() && one.sequence() > other.sequence());
    }

    /** Another instance has written. */
    void clear() {
        tails.forEach((id, tail) -> forget(id));
    }

    void forget(int datastream) {
        var tail = tails.get(datastream);
        if (tail != null) {
            synchronized (tail) {
                tail.changes++;
                tail.newest = null;
            }
        }
    }

    static List<Observation> read(
            JdbcClient db, int datastream, Instant from, Instant to, int limit, boolean newestFirst) {
        var sql = newestFirst ? """
                select time, sequence, result, flags, feature, more
                  from sensing.observation
                 where datastream = :datastream and time >= :from and time < :to
                 order by time desc, sequence desc
                 limit :limit
                """ : """
                select time, sequence, result, flags, feature, more
                  from sensing.observation
                 where datastream = :datastream and time >= :from and time < :to
                 order by time, sequence
                 limit :limit
                """;
        return db.sql(sql)
                .param("datastream", datastream)
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("to", to.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query((row, number) -> toObservation(datastream, row))
                .list();
    }

    static Observation toObservation(int datastream, ResultSet row) throws SQLException {
        var time = Micros.of(row.getObject("time", OffsetDateTime.class).toInstant());
        var result = row.getObject("result", Double.class);
        return new Observation(
                new ObservationKey(datastream, time, row.getInt("sequence")),
                result == null ? Double.NaN : result,
                row.getInt("flags"),
                row.getObject("feature", Long.class),
                row.getString("more"));
    }
}
