package org.allmende.cases;

import java.time.Instant;
import java.util.UUID;
import org.allmende.cases.deadlines.ApplicationDay;
import org.jspecify.annotations.Nullable;

/**
 * Where a case came from that an office of another tenant has handed on.
 *
 * @param fromTenant its slug; {@code fromName} the office as people call it
 * @param received when it came in there
 * @param reason why that office has handed it on
 * @param law the provision that allowed it, null where the applicant has agreed
 * @param day which day counts as that of the application
 */
public record Arrival(
        UUID caseId,
        String fromTenant,
        String fromName,
        CaseNumber fromNumber,
        Instant received,
        String reason,
        @Nullable String law,
        ApplicationDay day) {}
