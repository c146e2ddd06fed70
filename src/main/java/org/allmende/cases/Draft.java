package org.allmende.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An application that is being written, kept at each step. It belongs to the portal where it was begun.
 *
 * @param answers what has been accepted so far, as JSON
 * @param unfinished what was typed and is not accepted yet, as {@link Unfinished} writes it
 * @param sentTo the tenant that has it now, once sent; {@code sentAs} is its number there
 */
public record Draft(
        String tenant,
        UUID id,
        String service,
        String version,
        String lang,
        String answers,
        String unfinished,
        Instant created,
        Instant changed,
        LocalDate expires,
        @Nullable String sentTo,
        @Nullable String sentAs) {

    public boolean isSent() {
        return sentAs != null;
    }
}
