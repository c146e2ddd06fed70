package org.allmende.services;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/**
 * A period by law within which the office has to decide.
 *
 * @param law the provision that sets it
 * @param within how long, in one unit
 * @param missing what it does while the applicant has to bring something
 * @param fiction the decision that counts as made when it passes (§ 42a VwVfG)
 * @param from first day on which an application comes under it, {@code until} the last
 */
public record Deadline(
        String law,
        Period within,
        WhileMissing missing,
        Optional<String> fiction,
        Optional<LocalDate> from,
        Optional<LocalDate> until) {

    /** What the clock does while something is missing from the applicant. */
    public enum WhileMissing {
        /** It runs on: § 75 VwGO counts from the application. */
        RUNS,
        /** The days are not counted. */
        RESTS,
        /** It begins when all papers are there (§ 42a (2) VwVfG). */
        RESTARTS
    }

    boolean overlaps(Deadline other) {
        return from.stream().noneMatch(day -> other.until.stream().anyMatch(day::isAfter))
                && other.from.stream().noneMatch(day -> until.stream().anyMatch(day::isAfter));
    }

    public boolean holdsOn(LocalDate day) {
        return from.stream().noneMatch(day::isBefore) && until.stream().noneMatch(day::isAfter);
    }
}
