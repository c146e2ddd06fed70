package org.allmende.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A case that is to be handed on to the competent office of another tenant, or has been: another controller gets the data, so the
 * applicant is asked (Art. 6 (1) a, 9 (2) a GDPR) unless a provision allows it.
 *
 * @param to where to
 * @param reason why that office is competent; the applicant reads it
 * @param law the provision that allows it without asking, null where the applicant is asked
 * @param agreed what the applicant said, null as long as they have not
 * @param handed the case that it is there, null until then
 */
public record Transfer(
        UUID id,
        UUID caseId,
        Target to,
        String reason,
        @Nullable String law,
        Instant asked,
        String askedBy,
        @Nullable Boolean agreed,
        @Nullable Instant answered,
        @Nullable Instant withdrawn,
        @Nullable Handed handed) {

    /** An office of another tenant; {@code name} as people call it: "Stadt Biedenkopf, Standesamt". */
    public record Target(String tenant, String office, String name) {

        /** As forms call it. */
        public String key() {
            return tenant + "/" + office;
        }
    }

    /** The case in the other tenant. */
    public record Handed(UUID caseId, CaseNumber number) {}

    /** Whether the applicant's answer is awaited. */
    public boolean isOpen() {
        return law == null && agreed == null && withdrawn == null;
    }
}
