package org.allmende.measures;

import java.time.Instant;
import java.util.List;

/**
 * What a rule would have done.
 *
 * @param looked how many observations it has seen
 * @param count how often it would have fired
 * @param complete false if there was more than can be looked at in one go
 * @param moments the newest of them, the newest first
 */
public record Trial(
        Instant at, Instant from, Instant to, long looked, int count, boolean complete, List<Moment> moments) {

    /** Fired there and then; {@code ended} is null if it had not ended at the end. */
    public record Moment(
            int datastream,
            Instant began,
            @org.jspecify.annotations.Nullable Instant ended,
            double value) {}
}
