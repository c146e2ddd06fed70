package org.allmende.measures;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule has fired.
 *
 * @param moment at which what was measured made it fire
 * @param value of that moment; null if there was none
 * @param written when its measures were written down
 */
public record Firing(
        UUID id,
        UUID rule,
        int version,
        int datastream,
        Instant moment,
        @Nullable Double value,
        Instant written,
        @Nullable Instant ended) {}
