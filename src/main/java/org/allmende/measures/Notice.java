package org.allmende.measures;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Words for everybody about a station.
 *
 * @param author who wrote them, with the rule; somebody else has to approve
 * @param ended when what was measured was over, or somebody took it back
 */
public record Notice(
        String tenant,
        UUID id,
        UUID rule,
        int datastream,
        @Nullable UUID author,
        String text,
        State state,
        Instant proposed,
        @Nullable UUID decidedBy,
        @Nullable Instant ended) {

    /** What has become of it. */
    public enum State {
        PROPOSED,
        PUBLISHED,
        REFUSED;

        /** As message keys name it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
