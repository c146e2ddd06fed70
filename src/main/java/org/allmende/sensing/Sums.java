package org.allmende.sensing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.quality.Flag;
import org.postgresql.PGConnection;

/** What a batch adds to the sums of hours and of German days; only numbers are added up, and none that cannot be or was there already. */
final class Sums {

    private static final long HOUR = 3_600L * 1_000_000;

    private final Map<Slot, Sum> hours = new HashMap<>();

    /** {@code hour} since 1970. */
    private record Slot(int datastream, long hour) {}

    private static final class Sum {
        private int count;
        private double low = Double.POSITIVE_INFINITY;
        private double high = Double.NEGATIVE_INFINITY;
        private double total;
    }

    void add(Observation it) {
        var result = it.result();
        if (Double.isNaN(result) || !Flag.counts(it.flags())) {
            return;
        }
        var slot = new Slot(it.key().datastream(), Math.floorDiv(it.key().micros(), HOUR));
        var sum = hours.computeIfAbsent(slot, first -> new Sum());
        sum.count++;
        sum.low = Math.min(sum.low, result);
        sum.high = Math.max(sum.high, result);
        sum.total += result;
    }

    boolean isEmpty() {
        return hours.isEmpty();
    }

    /** The parameters of {@code sensing.add_up}. */
    void fill(Connection connection, PreparedStatement statement) throws SQLException {
        int size = hours.size();
        var datastreams = new int[size];
        var starts = new long[size];
        var days = new int[size];
        var counts = new int[size];
        var lows = new double[size];
        var highs = new double[size];
        var totals = new double[size];
        int i = 0;
        for (var one : hours.entrySet()) {
            datastreams[i] = one.getKey().datastream();
            starts[i] = one.getKey().hour() * 3600;
            days[i] = (int) Instant.ofEpochSecond(starts[i])
                    .atZone(GermanDates.BERLIN)
                    .toLocalDate()
                    .toEpochDay();
            counts[i] = one.getValue().count;
            lows[i] = one.getValue().low;
            highs[i] = one.getValue().high;
            totals[i++] = one.getValue().total;
        }
        var arrays = connection.unwrap(PGConnection.class);
        statement.setArray(1, arrays.createArrayOf("int4", datastreams));
        statement.setArray(2, arrays.createArrayOf("int8", starts));
        statement.setArray(3, arrays.createArrayOf("int4", days));
        statement.setArray(4, arrays.createArrayOf("int4", counts));
        statement.setArray(5, arrays.createArrayOf("float8", lows));
        statement.setArray(6, arrays.createArrayOf("float8", highs));
        statement.setArray(7, arrays.createArrayOf("float8", totals));
    }
}
