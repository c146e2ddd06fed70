package org.allmende.sensing;

import java.time.Instant;

/** Moments as PostgreSQL keeps them: microseconds, here since 1970. */
public final class Micros {

    private static final long MILLION = 1_000_000;

    private Micros() {}

    /** What is finer is cut off. */
    public static long of(Instant moment) {
        return moment.getEpochSecond() * MILLION + moment.getNano() / 1000;
    }

    public static Instant toInstant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MILLION), Math.floorMod(micros, MILLION) * 1000);
    }
}
