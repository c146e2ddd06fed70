package org.allmende.cases.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An applicant says whether an office of another tenant may have the case.
 *
 * @param asked what is asked, null when nobody asks
 * @param error what is missing, empty for nothing
 */
public record ConsentPage(
        String path, String number, String office, @Nullable Asked asked, String error, String typed) {

    /** @param files what would go along, by name */
    public record Asked(String to, String reason, List<String> files) {}
}
