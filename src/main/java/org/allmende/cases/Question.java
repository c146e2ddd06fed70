package org.allmende.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the office asks the citizen, until when, and the answer. */
public record Question(
        UUID id,
        UUID caseId,
        String text,
        LocalDate due,
        Instant asked,
        String askedBy,
        @Nullable String answer,
        @Nullable Instant answered) {

    public boolean isOpen() {
        return answered == null;
    }
}
