package org.allmende.sensing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An observation on its way in.
 *
 * @param micros phenomenon time, microseconds since 1970, in the years 1 to 9999
 * @param result a finite number; NaN if the result is another value, which then is in {@code further}
 */
public record NewObservation(
        int datastream,
        long micros,
        double result,
        @Nullable Further further) {

    private static final long EARLIEST = Micros.of(Instant.parse("0001-01-01T00:00:00Z"));
    private static final long LATEST = Micros.of(Instant.parse("9999-12-31T23:59:59Z"));

    public NewObservation {
        if (micros < EARLIEST || micros > LATEST) {
            throw new ObservationRefused("The phenomenonTime must be in the years 1 to 9999.");
        }
        if (!Double.isFinite(result) && (further == null || further.result == null)) {
            throw new ObservationRefused("The result must be a finite number or another JSON value.");
        }
    }

    /** A number measured at a moment. */
    public static NewObservation of(int datastream, Instant time, double result) {
        return new NewObservation(datastream, Micros.of(time), result, null);
    }

    /**
     * What is rare.
     *
     * @param result a value that is no number
     * @param end of the phenomenon, if it lasted
     * @param validTime {@code start/end}
     * @param feature what it is about, if not the place of the thing
     */
    public record Further(
            @Nullable JsonNode result,
            @Nullable Instant end,
            @Nullable Instant resultTime,
            @Nullable String validTime,
            @Nullable JsonNode quality,
            @Nullable JsonNode parameters,
            @Nullable Long feature) {}
}
