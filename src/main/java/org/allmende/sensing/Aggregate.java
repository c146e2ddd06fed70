package org.allmende.sensing;

import java.time.Instant;

/** Numbers added up over an interval, from and to in microseconds since 1970; there is at least one. */
public record Aggregate(long from, long to, long count, double low, double high, double total) {

    public Instant start() {
        return Micros.toInstant(from);
    }

    public double mean() {
        return total / count;
    }
}
