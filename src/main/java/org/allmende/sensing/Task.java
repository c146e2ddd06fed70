package org.allmende.sensing;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What an actuator was told to do.
 *
 * @param capability by which it does it
 * @param parameters an object, as the capability's {@link DataRecord} allows it
 * @param until nobody obeys it later
 * @param changed when it got into its state
 * @param reason of the state, if there is anything to say
 */
public record Task(
        long id,
        long capability,
        JsonNode parameters,
        Instant created,
        Instant until,
        State state,
        Instant changed,
        @Nullable String reason) {

    /** How far it is. */
    public enum State {
        /** It is written down; the device has not been there yet. */
        CREATED,
        /** The device was told, and has not answered yet. */
        SENT,
        /** The device has done it. */
        ACKNOWLEDGED,
        /** The device cannot do it. */
        FAILED,
        /** The device has not answered in time, or has done a later one already. */
        EXPIRED;

        /** As messages and interfaces name it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether nobody changes it any more. */
        public boolean isFinal() {
            return this == ACKNOWLEDGED || this == FAILED;
        }
    }
}
