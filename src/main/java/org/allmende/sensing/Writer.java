package org.allmende.sensing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.allmende.sensing.Intake.Row;
import org.allmende.sensing.quality.Flag;
import org.allmende.sensing.quality.Limits.Last;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes batches, for all tenants at once and from one thread only: each with its sums in one transaction, by COPY straight
 * into the month's partition, into which the application may add rows without reading any.
 */
@Component
class Writer {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final String UNIQUE = "23505";
    private static final int ATTEMPTS = 3;
    private static final int HIGHEST_SEQUENCE = Short.MAX_VALUE;

    private final DataSource app;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();
    private final Map<Integer, Newest> newest = new HashMap<>();
    private final Map<Integer, String> months = new HashMap<>();
    private long batches = -1;
    private boolean others;

    /** The last key of a datastream, and its value, as far as it was written by us. */
    private record Newest(
            long micros, int sequence, @Nullable Last last) {
        private static final Newest NONE = new Newest(Long.MIN_VALUE, -1, null);

        private static Newest of(long micros, int sequence) {
            return new Newest(micros, sequence, new Last(micros, Double.NaN, micros));
        }

        private Newest then(NewObservation it, int number) {
            var value = last == null
                    ? new Last(it.micros(), it.result(), it.micros())
                    : last.then(it.micros(), it.result());
            return new Newest(it.micros(), number, value);
        }
    }

    private record Moment(int datastream, long micros) {}

    Writer(@Qualifier("app") DataSource app, Clock clock) {
        this.app = app;
        this.clock = clock;
    }

    void forget(int datastream) {
        newest.remove(datastream);
    }

    /** Committed with its accounts when it returns. The observations are in the order of the rows. */
    List<Observation> write(List<Row> rows, Collection<Receipt> receipts) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (var connection = app.getConnection()) {
                return write(connection, rows, receipts);
            } catch (SQLException failed) {
                newest.clear();
                if (attempt == ATTEMPTS || !UNIQUE.equals(failed.getSQLState())) {
                    throw failed;
                }
                // another instance was faster with the same key; with what it has written we find the next
                LOG.info("Observations are numbered anew");
            }
        }
    }

    private List<Observation> write(Connection connection, List<Row> rows, Collection<Receipt> receipts)
            throws SQLException {
        for (var row : rows) {
            month(connection, row.it().micros());
        }
        connection.setAutoCommit(false);
        try {
            var last = new HashMap<Integer, Newest>();
            var observations = number(connection, rows, last);
            copy(connection, observations);
            addUp(connection, observations);
            long number = countBatch(connection, receipts);
            connection.commit();
            others |= number != batches + 1;
            batches = number;
            newest.putAll(last);
            return observations;
        } catch (SQLException | RuntimeException failed) {
            connection.rollback();
            throw failed;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static int monthOf(long micros) {
        var day = Micros.toInstant(micros).atOffset(ZoneOffset.UTC);
        return day.getYear() * 12 + day.getMonthValue() - 1;
    }

    /** The partition for this moment, made before the transaction, so that nobody waits for more than its making. */
    private String month(Connection connection, long micros) throws SQLException {
        var number = monthOf(micros);
        var name = months.get(number);
        if (name == null) {
            try (var statement = connection.prepareStatement("select sensing.make_month(?)")) {
                statement.setObject(1, Micros.toInstant(micros).atOffset(ZoneOffset.UTC));
                try (var row = statement.executeQuery()) {
                    row.next();
                    name = row.getString(1);
                }
            }
            months.put(number, name);
        }
        return name;
    }

    /** What is newer than all we have gets 0; only what is not is looked up. */
    private List<Observation> number(Connection connection, List<Row> rows, Map<Integer, Newest> last)
            throws SQLException {
        findNewest(connection, rows);
        long now = Micros.of(clock.instant());
        var sequences = new int[rows.size()];
        var odd = new short[rows.size()];
        var older = new LinkedHashMap<Integer, long[]>();
        for (int i = 0; i < sequences.length; i++) {
            var it = rows.get(i).it();
            var before = last.getOrDefault(it.datastream(), newest.getOrDefault(it.datastream(), Newest.NONE));
            odd[i] = (short) rows.get(i)
                    .limits()
                    .check(before.last(), it.micros(), it.result(), it.micros() == before.micros(), now);
            if (it.micros() > before.micros()) {
                last.put(it.datastream(), before.then(it, 0));
            } else if (it.micros() == before.micros()) {
                sequences[i] = before.sequence() + 1;
                last.put(it.datastream(), new Newest(it.micros(), sequences[i], before.last()));
            } else {
                sequences[i] = -1;
                var span = older.computeIfAbsent(it.datastream(), first -> new long[] {Long.MAX_VALUE, Long.MIN_VALUE});
                span[0] = Math.min(span[0], it.micros());
                span[1] = Math.max(span[1], it.micros());
            }
        }
        if (!older.isEmpty()) {
            numberOlder(connection, rows, sequences, older);
        }
        var observations = new ArrayList<Observation>(sequences.length);
        for (int i = 0; i < sequences.length; i++) {
            int again = sequences[i] > 0 ? Flag.DUPLICATE.bit() : 0;
            observations.add(toObservation(rows.get(i), sequences[i], odd[i] | again));
        }
        return observations;
    }

    private void findNewest(Connection connection, List<Row> rows) throws SQLException {
        var unknown = rows.stream()
                .map(row -> row.it().datastream())
                .distinct()
                .filter(id -> !newest.containsKey(id))
                .toArray(Integer[]::new);
        if (unknown.length == 0) {
            return;
        }
        for (var id : unknown) {
            newest.put(id, Newest.NONE);
        }
        try (var statement = connection.prepareStatement("select * from sensing.newest(?)")) {
            statement.setArray(1, connection.createArrayOf("int4", unknown));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    newest.put(row.getInt(1), Newest.of(micros(row), row.getInt(3)));
                }
            }
        }
    }

    private static void numberOlder(Connection connection, List<Row> rows, int[] sequences, Map<Integer, long[]> older)
            throws SQLException {
        var taken = new HashMap<Moment, Integer>();
        try (var statement = connection.prepareStatement("select * from sensing.taken(?, ?, ?)")) {
            statement.setArray(
                    1, connection.createArrayOf("int4", older.keySet().toArray()));
            statement.setArray(2, moments(connection, older, 0));
            statement.setArray(3, moments(connection, older, 1));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    taken.put(new Moment(row.getInt(1), micros(row)), row.getInt(3));
                }
            }
        }
        for (int i = 0; i < sequences.length; i++) {
            var it = rows.get(i).it();
            if (older.containsKey(it.datastream())) {
                var moment = new Moment(it.datastream(), it.micros());
                if (sequences[i] < 0) {
                    sequences[i] = taken.getOrDefault(moment, -1) + 1;
                }
                taken.merge(moment, sequences[i], Math::max);
            }
        }
    }

    private static java.sql.Array moments(Connection connection, Map<Integer, long[]> spans, int which)
            throws SQLException {
        return connection.createArrayOf(
                "timestamptz",
                spans.values().stream()
                        .map(span -> Micros.toInstant(span[which]).toString())
                        .toArray());
    }

    private static long micros(ResultSet row) throws SQLException {
        return Micros.of(row.getObject(2, OffsetDateTime.class).toInstant());
    }

    private Observation toObservation(Row row, int sequence, int odd) {
        var it = row.it();
        if (sequence > HIGHEST_SEQUENCE) {
            throw new ObservationRefused("There are too many observations of this moment already.");
        }
        var key = new ObservationKey(it.datastream(), it.micros(), sequence);
        var further = it.further();
        return further == null
                ? new Observation(key, it.result(), odd, row.feature(), null)
                : new Observation(key, it.result(), odd | flags(it, further), row.feature(), more(it, further));
    }

    private static int flags(NewObservation it, NewObservation.Further further) {
        return isAtOnce(it, further.resultTime()) ? Observation.AT_ONCE : 0;
    }

    private static boolean isAtOnce(NewObservation it, @Nullable Instant resultTime) {
        return resultTime != null && Micros.of(resultTime) == it.micros();
    }

    private @Nullable String more(NewObservation it, NewObservation.Further further) {
        var all = json.createObjectNode();
        if (further.result() != null) {
            all.set("result", further.result());
        }
        if (further.end() != null) {
            all.put("end", further.end().toString());
        }
        if (further.resultTime() != null && !isAtOnce(it, further.resultTime())) {
            all.put("resultTime", further.resultTime().toString());
        }
        if (further.validTime() != null) {
            all.put("validTime", further.validTime());
        }
        if (further.quality() != null) {
            all.set("resultQuality", further.quality());
        }
        if (further.parameters() != null) {
            all.set("parameters", further.parameters());
        }
        return all.isEmpty() ? null : all.toString();
    }

    private void copy(Connection connection, List<Observation> observations) throws SQLException {
        var parts = new LinkedHashMap<String, CopyRows>();
        String part = "";
        int month = Integer.MIN_VALUE;
        var rows = new CopyRows();
        for (var it : observations) {
            var number = monthOf(it.key().micros());
            if (number != month) {
                month = number;
                part = month(connection, it.key().micros());
                rows = parts.computeIfAbsent(part, first -> new CopyRows());
            }
            rows.add(it);
        }
        var copies = connection.unwrap(PGConnection.class).getCopyAPI();
        for (var one : parts.entrySet()) {
            var copy = copies.copyIn(
                    "copy sensing.%s (time, result, datastream, sequence, flags, feature, more) from stdin (format binary)"
                            .formatted(one.getKey()));
            try {
                one.getValue().writeTo(copy);
                copy.endCopy();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        }
    }

    /** Last before the commit: until then others wait who count theirs. */
    private static long countBatch(Connection connection, Collection<Receipt> receipts) throws SQLException {
        var sql = receipts.isEmpty() ? "select sensing.count_batch()" : "select sensing.count_batch(?, ?, ?, ?, ?)";
        try (var statement = connection.prepareStatement(sql)) {
            if (!receipts.isEmpty()) {
                Receipt.fill(connection, statement, receipts);
            }
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Whether another instance has written since this was asked last, so that what we remember may be old. */
    boolean othersHaveWritten() throws SQLException {
        try (var connection = app.getConnection();
                var statement = connection.prepareStatement("select number from sensing.batch");
                var row = statement.executeQuery()) {
            row.next();
            boolean written = others || row.getLong(1) != batches;
            batches = row.getLong(1);
            others = false;
            return written;
        }
    }

    private static void addUp(Connection connection, List<Observation> observations) throws SQLException {
        var sums = new Sums();
        observations.forEach(sums::add);
        if (sums.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement("select sensing.add_up(?, ?, ?, ?, ?, ?, ?)")) {
            sums.fill(connection, statement);
            statement.execute();
        }
    }
}
