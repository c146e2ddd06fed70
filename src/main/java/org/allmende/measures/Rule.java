package org.allmende.measures;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule with one of its versions: with the one that is evaluated while it is active, or with the newest.
 *
 * @param version of the definition
 * @param newest version that there is
 * @param active version that is evaluated while the rule is active; null if none ever was
 * @param activated when it was activated last
 * @param trial what the dry run of this version has found; null while it was not tried
 */
public record Rule(
        String tenant,
        UUID id,
        String name,
        State state,
        int version,
        int newest,
        @Nullable Integer active,
        @Nullable Instant activated,
        Definition definition,
        @Nullable Trial trial,
        Instant created) {

    /** Whether a rule is evaluated. */
    public enum State {
        DRAFT,
        ACTIVE,
        PAUSED;

        /** As message keys name it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a newer version than the active one waits to be tried and activated. */
    public boolean isChanged() {
        return active != null && active < newest;
    }
}
