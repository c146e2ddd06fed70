package org.allmende.sensing;

import java.time.Instant;

/** The numbers of an hour, or of a German day, added up. */
public record RollUp(Instant start, int count, double low, double high, double total) {

    public double mean() {
        return total / count;
    }
}
