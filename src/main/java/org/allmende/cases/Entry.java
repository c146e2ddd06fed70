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
        /** Written down at the counter, and read by the applicant on the screen. */
        READ_AT_COUNTER,
        /** Written down at the counter, and signed by the applicant on paper. */
        SIGNED_AT_COUNTER,
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
        /** The fee was set otherwise than computed. */
        FEE_CHANGED,
        /** The notice was given to the post. */
        POSTED,
        /** Nobody has come for the notice in time: it goes by post. */
        NOT_RETRIEVED,
        PAID,
        /** Must not be deleted for now. */
        HELD,
        HOLD_LIFTED,
        REMINDED,
        SENT,
        /** Software of the office has taken it over. */
        HANDED_OVER,
        CLOSED
    }
}
