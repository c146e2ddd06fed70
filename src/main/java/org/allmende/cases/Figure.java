package org.allmende.cases;

import java.time.LocalDate;

/** So often something happened on a day with one version of a service. Nobody can be told from it. */
public record Figure(String service, String version, LocalDate day, Kind kind, String detail, int count) {

    /** What is counted, and what a figure's detail then is. The first seven count applications by the day they were begun. */
    public enum Kind {
        /** An application was begun. */
        BEGUN,
        /** A step was accepted for the first time; detail: the step. */
        STEP,
        /** All questions were answered: somebody saw the page on which everything can be checked. */
        CHECKED,
        /** The page with the code for later was seen. */
        SAVED,
        /** It was sent. */
        SENT,
        /** It was not sent within its life time, {@link Drafts#KEPT}; detail: the last step accepted, empty for none. */
        LEFT,
        /** It is neither sent nor at the end of its life time; detail as {@link #LEFT}. */
        OPEN,
        /**
         * It was sent after that much work; detail: minutes at most, 999 for more than two hours. Work is the time between two
         * savings unless more than {@link Drafts#PAUSE} passed.
         */
        WORKED,
        /** A case reached its office. */
        RECEIVED,
        /** The office decided; detail: working days from the day the case came. */
        DECIDED,
        /** The decision came by the day for which it was due, as it was moved by questions. */
        IN_TIME,
        /** Somebody found a page helpful; detail: which, as {@link Feedback.Place} has it. */
        HELPFUL,
        /** Somebody did not. */
        NOT_HELPFUL,
        /** How content somebody was with applying as a whole; detail: 1 to 5. */
        STARS
    }
}
