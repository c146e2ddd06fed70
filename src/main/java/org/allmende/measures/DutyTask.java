package org.allmende.measures;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task for whoever is on duty.
 *
 * @param rule that has made it
 * @param moment of what was measured and made it fire
 * @param assignee who is asked now
 * @param step how often it went on to the next person
 * @param until when they have to acknowledge; null once nobody is left to ask after them
 */
public record DutyTask(
        UUID id,
        UUID rule,
        int datastream,
        Instant moment,
        UUID roster,
        String title,
        String text,
        UUID assignee,
        int step,
        @Nullable Instant until,
        State state,
        @Nullable Instant acknowledged,
        @Nullable UUID acknowledgedBy,
        @Nullable Instant done) {

    /** How far it is. */
    public enum State {
        /** Nobody has acknowledged it. */
        OPEN,
        ACKNOWLEDGED,
        DONE;

        /** As message keys name it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
