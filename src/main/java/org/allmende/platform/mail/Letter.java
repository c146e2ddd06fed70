package org.allmende.platform.mail;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A letter in the outbox.
 *
 * @param recipient null once forgotten, as is the text
 * @param failure why the last attempt failed, as a code without personal data; null when it did not
 * @param unsubscribe address at which its reader ends letters of this kind; null if nobody has ordered it
 */
public record Letter(
        UUID id,
        @Nullable String recipient,
        String subject,
        @Nullable String text,
        State state,
        int attempts,
        Instant created,
        @Nullable String failure,
        @Nullable String unsubscribe) {

    /** How far a letter is. */
    public enum State {
        WAITING,
        SENT,
        /** Its recipient was refused for good, or it could not leave for days. */
        FAILED,
        /** No mail server is configured: it can be read in the outbox, as in the demo. */
        KEPT
    }
}
