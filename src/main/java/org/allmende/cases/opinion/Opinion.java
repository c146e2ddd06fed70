package org.allmende.cases.opinion;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Stellungnahme that an office has asked others for in one of its cases. The law's periods run on meanwhile.
 *
 * @param due the last day for it, as the office wants it
 * @param shown what they may see of the case
 * @param reply what they say, null until then
 * @param withdrawn since when they are no longer asked
 */
public record Opinion(
        UUID id,
        UUID caseId,
        Body body,
        String question,
        LocalDate due,
        Extract shown,
        Instant asked,
        String askedBy,
        @Nullable Reply reply,
        @Nullable Instant withdrawn) {

    /** Whether the answer is still awaited. */
    public boolean isOpen() {
        return reply == null && withdrawn == null;
    }

    public boolean isOverdueOn(LocalDate day) {
        return isOpen() && due.isBefore(day);
    }
}
