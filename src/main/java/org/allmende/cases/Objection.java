package org.allmende.cases;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What makes a case an objection (Widerspruch, §§ 68 ff. VwGO).
 *
 * @param caseId the case that it is
 * @param against the case whose notice it is against
 * @param partial the partial notice that it is against; null for the notice that ends the case
 * @param notice which of the case's notices it is against, from 1
 * @param announced when the notice counted as announced (§ 41 VwVfG)
 * @param ends the last day of the period for it (§ 70 (1) VwGO)
 * @param late whether it came after that day; it is accepted and marked
 */
public record Objection(
        UUID caseId,
        UUID against,
        @Nullable UUID partial,
        int notice,
        LocalDate announced,
        LocalDate ends,
        boolean late) {}
