package org.allmende.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the office asks the citizen, until when, and the answer.
 *
 * @param papers what has to be sent to make the application complete; empty when the office only wants to know something
 */
public record Question(
        UUID id,
        UUID caseId,
        String text,
        List<String> papers,
        LocalDate due,
        Instant asked,
        String askedBy,
        @Nullable String answer,
        @Nullable Instant answered) {

    public Question {
        papers = List.copyOf(papers);
    }

    public boolean isOpen() {
        return answered == null;
    }
}
