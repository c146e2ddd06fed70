package org.allmende.cases.handover;

import java.time.Instant;
import java.util.UUID;
import org.allmende.cases.CaseNumber;
import org.jspecify.annotations.Nullable;

/**
 * Something that a receiver is told, once or again and again until it has understood.
 *
 * @param status HTTP status of the last answer, null for none
 * @param answer the beginning of the last answer
 * @param failure what went wrong last, null for nothing
 */
public record Delivery(
        UUID id,
        UUID receiver,
        String receiverName,
        CaseNumber number,
        Receiver.Event event,
        State state,
        int attempts,
        Instant created,
        Instant nextAttempt,
        @Nullable Integer status,
        @Nullable String answer,
        @Nullable Failure failure) {

    public enum State {
        WAITING,
        DONE,
        /** Given up; somebody has to look. */
        DEAD,
        /** Somebody has looked and let it be. */
        DISCARDED
    }

    public enum Failure {
        /** It answered, but not with a 2xx. */
        REFUSED,
        /** It did not answer at all. */
        SILENT,
        /** Its address leads into a closed network. */
        CLOSED_NETWORK,
        /** It said 410: never again. */
        GONE,
        /** The receiver was switched off. */
        SWITCHED_OFF
    }
}
