package org.allmende.cases.deadlines;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a case waits.
 *
 * @param since the first day of it
 * @param until the last day of it, null while it lasts
 */
public record Hold(Kind kind, LocalDate since, @Nullable LocalDate until) {

    public enum Kind {
        /** The office has asked; the application is complete all the same. */
        QUESTION,
        /** Papers are missing without which the application is not complete. */
        PAPERS,
        /** The case rests, because both want it or something else has to be decided first. */
        SUSPENSION
    }
}
