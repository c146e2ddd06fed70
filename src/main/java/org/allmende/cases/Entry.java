package org.allmende.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened in a case.
 *
 * @param actorName who did it; empty for the citizen
 * @param visible whether the citizen sees it
 * @param text what was written, for messages and notes
 */
public record Entry(
        UUID id,
        Instant at,
        Kind kind,
        @Nullable UUID actor,
        String actorName,
        boolean visible,
        @Nullable String text) {

    public enum Kind {
        SUBMITTED,
        CLAIMED,
        ASSIGNED,
        RELEASED,
        NOTE,
        ASKED,
        ANSWERED,
        TICKED_OFF,
        /** A clerk has seen the identity card. */
        IDENTITY_SEEN,
        DECIDED,
        NOTICE_READY,
        NOTICE_OPENED,
        SENT,
        /** Software of the office has taken it over. */
        HANDED_OVER,
        /** It follows another version of its service now. */
        MOVED,
        CLOSED
    }
}
