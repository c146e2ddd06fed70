package org.allmende.cases.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An Ortstermin in a case (§ 26 (1) no. 4 VwVfG: the authority takes a look).
 *
 * @param sequence how often it was changed, as calendars count it (RFC 5545, 3.8.7.4)
 * @param changed when it was arranged or changed last
 * @param cancelled why it does not take place, null as long as it does
 * @param result what came of it, null until that is written down
 */
public record SiteVisit(
        UUID id,
        UUID caseId,
        Plan plan,
        int sequence,
        String arrangedBy,
        Instant changed,
        @Nullable String cancelled,
        @Nullable Result result) {

    /**
     * @param who takes part, as the office writes it
     * @param hint what to bring or to see to, may be empty
     */
    public record Plan(Instant at, Duration lasts, String place, String who, String hint) {

        public Instant ends() {
            return at.plus(lasts);
        }
    }

    /** The record (Protokoll) of the visit, with its photographs or plans. */
    public record Result(String text, List<UUID> files, String by, Instant at) {}

    /** Whether it is still to take place. */
    public boolean isAheadAt(Instant now) {
        return cancelled == null && result == null && plan.ends().isAfter(now);
    }
}
