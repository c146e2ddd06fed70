package org.allmende.sensing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.allmende.platform.database.Tenancy;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Days of observations that somebody has read, in memory, the least recently read ones go first. A day in which something is
 * written is read again.
 */
@Component
class Blocks {

    static final long DAY = 86_400L * 1_000_000;

    /** About 20 bytes each. */
    private static final int OBSERVATIONS = 2_500_000;

    /** A longer time is not read through this. */
    static final int DAYS = 3_700;

    /** Days that are looked for together. */
    private static final int AT_ONCE = 64;

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Map<Key, Slice> blocks = new LinkedHashMap<>(256, 0.75f, true);
    private final Map<Integer, Long> changes = new ConcurrentHashMap<>();
    private int kept;
    private long clears;

    private record Key(int datastream, long day) {}

    Blocks(JdbcClient db, Tenancy tenancy) {
        this.db = db;
        this.tenancy = tenancy;
    }

    /** From the first moment to just before the second; some days at a time, until there are enough. */
    Slice slice(Datastream of, long from, long to, int limit, boolean newestFirst) {
        var taken = new Taken(limit);
        long firstDay = Math.floorDiv(from, DAY);
        long lastDay = Math.floorDiv(to - 1, DAY);
        for (long done = 0; done <= lastDay - firstDay && taken.size < limit; done += AT_ONCE) {
            long length = Math.min(AT_ONCE, lastDay - firstDay - done + 1);
            long first = newestFirst ? lastDay - done - length + 1 : firstDay + done;
            var days = read(of, first, first + length - 1);
            for (var day : newestFirst ? days.reversed() : days) {
                taken.add(day, day.firstFrom(from), day.firstFrom(to), newestFirst);
            }
        }
        return taken.slice();
    }

    /** What is taken of several days, up to so many. */
    private static final class Taken {
        private final int limit;
        private final List<Slice> parts = new ArrayList<>();
        private final List<int[]> bounds = new ArrayList<>();
        private boolean backwards;
        private int size;

        Taken(int limit) {
            this.limit = limit;
        }

        void add(Slice day, int from, int to, boolean newestFirst) {
            backwards = newestFirst;
            int count = Math.min(to - from, limit - size);
            if (count > 0) {
                parts.add(day);
                bounds.add(newestFirst ? new int[] {to - count, to} : new int[] {from, from + count});
                size += count;
            }
        }

        Slice slice() {
            boolean rare = parts.stream().anyMatch(it -> it.more() != null);
            var all = new Slice(
                    new long[size],
                    new double[size],
                    new short[size],
                    new short[size],
                    rare ? new @Nullable String[size] : null,
                    size);
            int at = 0;
            for (int part = 0; part < parts.size(); part++) {
                var from = parts.get(part);
                int low = bounds.get(part)[0];
                int high = bounds.get(part)[1];
                for (int i = 0; i < high - low; i++) {
                    int place = backwards ? high - 1 - i : low + i;
                    all.times()[at] = from.times()[place];
                    all.results()[at] = from.results()[place];
                    all.sequences()[at] = from.sequences()[place];
                    all.flags()[at] = from.flags()[place];
                    if (all.more() != null) {
                        all.more()[at] = from.more(place);
                    }
                    at++;
                }
            }
            return all;
        }
    }

    /** All of some days, as one slice for each; the last day is included. */
    private List<Slice> read(Datastream of, long firstDay, long lastDay) {
        var found = new Slice[(int) (lastDay - firstDay) + 1];
        long seen;
        long cleared;
        synchronized (blocks) {
            for (int i = 0; i < found.length; i++) {
                found[i] = blocks.get(new Key(of.id(), firstDay + i));
            }
            seen = changes.getOrDefault(of.id(), 0L);
            cleared = clears;
        }
        for (int i = 0; i < found.length; i++) {
            if (found[i] == null) {
                int end = i;
                while (end + 1 < found.length && found[end + 1] == null) {
                    end++;
                }
                load(of, firstDay, i, end, found);
                keep(of, firstDay, i, end, found, seen, cleared);
                i = end;
            }
        }
        return List.of(found);
    }

    private void keep(Datastream of, long firstDay, int from, int to, Slice[] found, long seen, long cleared) {
        synchronized (blocks) {
            if (changes.getOrDefault(of.id(), 0L) != seen || clears != cleared) {
                return;
            }
            for (int i = from; i <= to; i++) {
                var before = blocks.put(new Key(of.id(), firstDay + i), found[i]);
                kept += weight(found[i]) - (before == null ? 0 : weight(before));
            }
            var oldest = blocks.values().iterator();
            while (kept > OBSERVATIONS && oldest.hasNext()) {
                kept -= weight(oldest.next());
                oldest.remove();
            }
        }
    }

    /** What is rare takes more room. */
    private static int weight(Slice it) {
        return 5 + (it.more() == null ? it.size() : it.size() * 10);
    }

    private void load(Datastream of, long firstDay, int from, int to, Slice[] found) {
        var day = new Day();
        int[] at = {from};
        tenancy.run(
                of.tenant(),
                () -> db.sql("""
                select time, result, sequence, flags, more
                  from sensing.observation
                 where datastream = :datastream and time >= :from and time < :to
                 order by time, sequence
                """)
                        .param("datastream", of.id())
                        .param("from", time((firstDay + from) * DAY))
                        .param("to", time((firstDay + to + 1) * DAY))
                        .query((ResultSet row) -> {
                            long micros = Micros.of(
                                    row.getObject(1, OffsetDateTime.class).toInstant());
                            int index = (int) (Math.floorDiv(micros, DAY) - firstDay);
                            while (at[0] < index) {
                                found[at[0]++] = day.take();
                            }
                            day.add(micros, row);
                        }));
        while (at[0] <= to) {
            found[at[0]++] = day.take();
        }
    }

    private static OffsetDateTime time(long micros) {
        return Micros.toInstant(micros).atOffset(ZoneOffset.UTC);
    }

    /** It is committed. */
    void add(Observation one) {
        var id = one.key().datastream();
        synchronized (blocks) {
            changes.merge(id, 1L, Long::sum);
            var gone = blocks.remove(new Key(id, Math.floorDiv(one.key().micros(), DAY)));
            kept -= gone == null ? 0 : weight(gone);
        }
    }

    void forget(int datastream) {
        synchronized (blocks) {
            changes.merge(datastream, 1L, Long::sum);
            blocks.entrySet().removeIf(one -> {
                boolean gone = one.getKey().datastream() == datastream;
                kept -= gone ? weight(one.getValue()) : 0;
                return gone;
            });
        }
    }

    void clear() {
        synchronized (blocks) {
            clears++;
            blocks.clear();
            kept = 0;
        }
    }

    /** A day as it is being read. */
    private static final class Day {
        private long[] times = new long[128];
        private double[] results = new double[128];
        private short[] sequences = new short[128];
        private short[] flags = new short[128];
        private final List<@Nullable String> more = new ArrayList<>();
        private boolean rare;
        private int size;

        void add(long micros, ResultSet row) throws SQLException {
            if (size == times.length) {
                times = Arrays.copyOf(times, 2 * size);
                results = Arrays.copyOf(results, 2 * size);
                sequences = Arrays.copyOf(sequences, 2 * size);
                flags = Arrays.copyOf(flags, 2 * size);
            }
            times[size] = micros;
            double result = row.getDouble(2);
            results[size] = row.wasNull() ? Double.NaN : result;
            sequences[size] = row.getShort(3);
            flags[size++] = row.getShort(4);
            var text = row.getString(5);
            more.add(text);
            rare |= text != null;
        }

        Slice take() {
            var taken = size == 0
                    ? Slice.EMPTY
                    : new Slice(
                            Arrays.copyOf(times, size),
                            Arrays.copyOf(results, size),
                            Arrays.copyOf(sequences, size),
                            Arrays.copyOf(flags, size),
                            rare ? more.toArray(String[]::new) : null,
                            size);
            size = 0;
            rare = false;
            more.clear();
            return taken;
        }
    }
}
