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
        /** The office has put a sign on it; the text is a {@link Mark}. */
        MARKED,
        /** It is out of sight until the day in the text. */
        SET_ASIDE,
        /** The office has changed the text of a notice before it is made; the text names the blocks. */
        NOTICE_TEXT,
        /** An act of the office was taken back; the text is its kind. */
        UNDONE,
        ASKED,
        /** The office has taken its question back. */
        QUESTION_WITHDRAWN,
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
        /** The period after which it counts as granted is longer, and why (§ 42a (2) VwVfG). */
        PROLONGED,
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
        /** Another office, or somebody outside, was asked what they say to the case. */
        OPINION_ASKED,
        /** Those who were asked have looked at what they may see. */
        OPINION_READ,
        /** What they say is there. */
        OPINION_GIVEN,
        /** The day until which they were asked has passed. */
        OPINION_OVERDUE,
        /** They are no longer asked. */
        OPINION_WITHDRAWN,
        /** Somebody of the office will look at the place. */
        VISIT_ARRANGED,
        VISIT_CHANGED,
        VISIT_CANCELLED,
        /** What came of it is written down. */
        VISIT_RECORDED,
        /** A correction of the notice waits for a second person. */
        CORRECTION_PROPOSED,
        /** An obvious error in the notice is corrected (§ 42 VwVfG). */
        CORRECTED,
        /** A proposed correction is not made. */
        CORRECTION_DISCARDED,
        /** A decision about a part waits for a second person. */
        PARTIAL_PROPOSED,
        /** Part of it is decided; the text says which. */
        PARTLY_DECIDED,
        /** A proposed decision about a part is not made. */
        PARTIAL_DISCARDED,
        PARTIAL_READY,
        /** The partial notice was given to the post. */
        PARTIAL_POSTED,
        /** Another office is competent and goes on with it. */
        HANDED_ON,
        /** The applicant is asked whether an office of another tenant may have the case. */
        TRANSFER_ASKED,
        /** The office asks no longer. */
        TRANSFER_WITHDRAWN,
        TRANSFER_AGREED,
        TRANSFER_REFUSED,
        /** An office of another tenant has it now; it ends here. */
        TRANSFERRED,
        /** It came from an office of another tenant. */
        TRANSFER_ARRIVED,
        /** The office has decided on the objection against this case's notice. */
        OBJECTION_DECIDED,
        /** A new notice after an objection waits for a second person. */
        ANEW_PROPOSED,
        /** An objection has succeeded: it is decided anew. */
        DECIDED_ANEW,
        /** A proposed new notice is not made. */
        ANEW_DISCARDED,
        ANEW_READY,
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
        PAYMENT_REMINDED,
        SENT,
        /** Software of the office has taken it over. */
        HANDED_OVER,
        /** It follows another version of its service now. */
        MOVED,
        CLOSED;

        /** Whether it says something about the work of the office only, not about the case. */
        public boolean isForTheDesk() {
            return switch (this) {
                case NOTE, MARKED, SET_ASIDE, UNDONE, NOTICE_TEXT -> true;
                default -> false;
            };
        }
    }
}
