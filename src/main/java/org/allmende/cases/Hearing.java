package org.allmende.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The citizen is heard before a decision to their disadvantage (§ 28 (1) VwVfG).
 *
 * @param outcome the decision that the office means to take
 * @param grounds the facts on which it would rest
 * @param due the last day to say something to it
 * @param statement what the citizen says to it, null for nothing yet
 * @param closed when the office went on, with or without a statement
 */
public record Hearing(
        UUID id,
        UUID caseId,
        String outcome,
        String grounds,
        LocalDate due,
        Instant asked,
        String askedBy,
        @Nullable String statement,
        @Nullable Instant stated,
        @Nullable Instant closed) {

    /** Whether the citizen's statement is awaited. */
    public boolean isOpen() {
        return stated == null && closed == null;
    }
}
