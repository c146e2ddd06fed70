package org.allmende.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Berichtigung: an obvious error in a notice is put right, in a letter of its own (§ 42 VwVfG). What the notice decides stays, and no
 * new period for a remedy begins.
 *
 * @param number among those of the case, from 1
 * @param law the provision that allows it
 * @param wrong as it reads in the notice
 * @param correct as it has to read
 * @param confirmedBy the second person, where four eyes were needed
 * @param issued when it was made, null while it waits for a second person
 */
public record NoticeCorrection(
        UUID id,
        UUID caseId,
        int number,
        String law,
        String wrong,
        String correct,
        String reason,
        UUID by,
        String byName,
        Instant at,
        @Nullable String confirmedBy,
        @Nullable Instant issued) {

    public boolean isProposed() {
        return issued == null;
    }
}
