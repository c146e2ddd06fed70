package org.allmende.cases.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be written down at the counter.
 *
 * @param services those of the clerk's offices that the search finds
 * @param more whether it finds more than are shown
 * @param begun what the clerk has begun and not sent
 * @param done what has just been done, null for nothing
 */
public record CounterPage(
        String search,
        List<Offered> services,
        boolean more,
        List<Begun> begun,
        @Nullable String done) {

    /** A service, with its documents that people should have with them. */
    public record Offered(String name, String title, String summary, String documents) {}

    public record Begun(String id, String title, String applicant, String changed) {}
}
