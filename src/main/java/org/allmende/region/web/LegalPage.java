package org.allmende.region.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for the pages of a tenant or of the region, and what the law asks them to say.
 *
 * @param base path before {@code /impressum}: the tenant's, or empty for the region
 * @param land whose law holds: {@code Hessen}
 * @param law word for the law on accessibility in the messages: {@code he}, {@code nw} or {@code other}
 * @param assessed the day on which accessibility was last looked at
 * @param sources whom maps and tables have to name
 * @param report what was typed into the form for barriers
 */
public record LegalPage(
        String base,
        String name,
        String address,
        String phone,
        String email,
        String land,
        String law,
        String assessed,
        List<String> sources,
        Report report) {

    /**
     * A report of a barrier that is being written.
     *
     * @param page where the barrier is
     * @param email for an answer; may be empty
     * @param errors what to correct, by field
     */
    public record Report(String text, String page, String email, Map<String, String> errors) {

        static Report about(@Nullable String page) {
            return new Report("", page == null ? "" : page, "", Map.of());
        }
    }
}
