package org.allmende.bench;

import java.util.Arrays;

/** Times of many requests, in nanoseconds, in any order; percentiles in milliseconds. */
final class Latencies {

    private final long[] sorted;

    Latencies(long[] nanos) {
        this.sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    /** The time within which this share of all requests was answered, by nearest rank. */
    double millis(double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        var rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)] / 1e6;
    }

    double longestMillis() {
        return millis(1);
    }

    int count() {
        return sorted.length;
    }
}
