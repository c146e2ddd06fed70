package org.allmende.sensing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Observations of one datastream in the order of time, as columns: a range of ten thousand is read and written without an object
 * for each.
 *
 * @param times microseconds since 1970
 * @param more what is rare of each, null where nobody has any
 */
@SuppressWarnings("ArrayRecordComponent")
public record Slice(
        long[] times,
        double[] results,
        short[] sequences,
        short[] flags,
        @Nullable String @Nullable [] more,
        int size) {

    static final Slice EMPTY = new Slice(new long[0], new double[0], new short[0], new short[0], null, 0);

    public static Slice of(List<Observation> all) {
        int size = all.size();
        var slice = new Slice(
                new long[size], new double[size], new short[size], new short[size], new @Nullable String[size], size);
        for (int i = 0; i < size; i++) {
            slice.set(i, all.get(i));
        }
        return slice;
    }

    private void set(int i, Observation it) {
        times[i] = it.key().micros();
        results[i] = it.result();
        sequences[i] = (short) it.key().sequence();
        flags[i] = (short) it.flags();
        if (more != null) {
            more[i] = it.more();
        }
    }

    public @Nullable String more(int i) {
        return more == null ? null : more[i];
    }

    /** The place of the first that is not before this moment. */
    int firstFrom(long micros) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < micros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
