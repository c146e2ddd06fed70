package org.allmende.cases.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hands a case on to an office of another tenant.
 *
 * @param possible whether nobody outside is awaited and nothing is decided
 * @param offices that offer the service, by key
 * @param law the provision by which nobody has to be asked; empty for none
 * @param asked what the applicant is asked at the moment, null for nothing
 * @param past what came of earlier ones
 */
public record TransferPage(
        String base,
        String caseBase,
        String number,
        boolean possible,
        Map<String, String> offices,
        String law,
        @Nullable Asked asked,
        List<String> past,
        Typed typed,
        Map<String, String> errors) {

    /** @param late whether the answer would come too late, since the case has gone on */
    public record Asked(String to, String since, String reason, boolean late) {}

    public record Typed(String office, String ground, String why) {}
}
