package org.allmende.sensing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An observation as it is stored.
 *
 * @param result NaN if it is no number
 * @param feature only where it is not the datastream's
 * @param more what is rare, a JSON object as the column {@code more} has it
 */
public record Observation(
        ObservationKey key,
        double result,
        int flags,
        @Nullable Long feature,
        @Nullable String more) {

    /** The result time is the phenomenon time. The others are {@link org.allmende.sensing.quality.Flag}. */
    public static final int AT_ONCE = 1;

    public Instant time() {
        return Micros.toInstant(key.micros());
    }
}
