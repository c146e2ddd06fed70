package org.allmende.cases.deadlines;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.WorkingDays;
import org.jspecify.annotations.Nullable;

/**
 * A deadline of a case.
 *
 * @param rule by which it is counted; null for a day that the office has set (§ 31 (2) VwVfG)
 * @param fiction the decision that counts as made when it passes, null for none
 * @param began the day of the event from which it counts
 * @param due its last day as it stands; null while it has not begun
 * @param reminded of which last day the office has been reminded
 * @param met when it no longer mattered
 */
public record CaseDeadline(
        UUID id,
        UUID caseId,
        Kind kind,
        @Nullable Rule rule,
        @Nullable String fiction,
        LocalDate began,
        @Nullable LocalDate due,
        @Nullable LocalDate reminded,
        @Nullable Instant met) {

    private static final long LONGEST_LEAD = 14;

    public enum Kind {
        /** What the office means to keep. */
        TARGET,
        /** Within which it has to decide by law. */
        DECISION,
        /** Until when the citizen was asked to answer. */
        ANSWER,
        /** The day on which the office looks at a resting case again. */
        RESUBMISSION,
        /** It counts as granted, and the office has to say so in writing (§ 42a (3) VwVfG). */
        CERTIFICATE
    }

    /** How it has come about. */
    public Course course(List<Hold> holds, LocalDate today, WorkingDays days) {
        return rule == null
                ? new Course(began, false, List.of(), due, due)
                : Course.of(rule, began, holds, today, days);
    }

    /** The same with the last day that follows from these times of waiting. */
    public CaseDeadline counted(List<Hold> holds, LocalDate today, WorkingDays days) {
        return new CaseDeadline(
                id,
                caseId,
                kind,
                rule,
                fiction,
                began,
                course(holds, today, days).due(),
                reminded,
                met);
    }

    /**
     * When something has to happen by itself, null for never: a reminder two weeks before a deadline by law, earlier in a short
     * one; what follows from it when its last day is over in Germany, however many hours that day had.
     *
     * @param stands whether the clock stands still
     */
    @Nullable
    Instant wake(boolean stands) {
        if (due == null || met != null || stands || kind == Kind.TARGET || kind == Kind.CERTIFICATE) {
            return null;
        }
        if (due.equals(reminded)) {
            return fiction == null ? null : start(due.plusDays(1));
        }
        return start(
                switch (kind) {
                    case ANSWER -> due.plusDays(1);
                    case RESUBMISSION -> due;
                    default -> due.minusDays(Math.min(LONGEST_LEAD, ChronoUnit.DAYS.between(began, due) / 4));
                });
    }

    /** Whether its last day is over. */
    public boolean isOver(LocalDate today) {
        return due != null && due.isBefore(today);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(GermanDates.BERLIN).toInstant();
    }
}
