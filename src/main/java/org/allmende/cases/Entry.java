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
        /** The office has put a sign on it; the text is a {@link Mark}. */
        MARKED,
        /** It is out of sight until the day in the text. */
        SET_ASIDE,
        /** An act of the office was taken back; the text is its kind. */
        UNDONE,
        ASKED,
        /** The office has taken its question back. */
        WITHDRAWN,
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
        CLOSED;

        /** Whether it says something about the work of the office only, not about the case. */
        public boolean isForTheDesk() {
            return switch (this) {
                case NOTE, MARKED, SET_ASIDE, UNDONE -> true;
                default -> false;
            };
        }
    }
}
