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
        /** The day until which an answer was awaited has passed without one. */
        UNANSWERED,
        /** The office goes on without an answer. */
        WENT_ON,
        /** The case rests, and why. */
        SUSPENDED,
        /** It goes on. */
        RESUMED,
        /** The citizen has withdrawn the application. */
        WITHDRAWN,
        /** A deadline by law is near, or the day has come on which to look at a resting case again. */
        REMINDED,
        /** Its period has passed: it counts as granted (§ 42a VwVfG). */
        DEEMED_GRANTED,
        TICKED_OFF,
        /** The citizen has been told what the office means to do (§ 28 (1) VwVfG). */
        HEARD,
        /** What the citizen says to it. */
        STATED,
        /** Why nobody was heard (§ 28 (2) VwVfG). */
        NOT_HEARD,
        /** A decision that needs a second person. */
        PROPOSED,
        /** The second person agrees. */
        CONFIRMED,
        /** A proposed decision is not confirmed. */
        SENT_BACK,
        /** A clerk has seen the identity card. */
        IDENTITY_SEEN,
        DECIDED,
        /** The citizen objects to the notice. */
        OBJECTED,
        /** The office has decided on the objection against this case's notice. */
        OBJECTION_DECIDED,
        NOTICE_READY,
        NOTICE_OPENED,
        SENT,
        /** Software of the office has taken it over. */
        HANDED_OVER,
        CLOSED
    }
}
