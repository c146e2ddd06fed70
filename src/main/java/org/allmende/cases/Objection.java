package org.allmende.cases;

import java.time.LocalDate;
import java.util.UUID;

/**
 * What makes a case an objection (Widerspruch, §§ 68 ff. VwGO).
 *
 * @param caseId the case that it is
 * @param against the case whose notice it is against
 * @param announced when the notice counted as announced (§ 41 VwVfG)
 * @param ends the last day of the period for it (§ 70 (1) VwGO)
 * @param late whether it came after that day; it is accepted and marked
 */
public record Objection(UUID caseId, UUID against, LocalDate announced, LocalDate ends, boolean late) {}
