package org.allmende.services.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant says in its own words about a service, beside what the package says.
 *
 * @param path where the page's forms are sent
 * @param service the page of the service at this tenant
 * @param mark names the state that is shown, so that a change made on another one is noticed
 * @param part {@code seite} or {@code formular}
 * @param language in which texts are edited
 * @param conflict somebody else was faster; what was typed is shown again
 * @param draft who changed the draft and when; null when there is none
 * @param undo number of the publication that would be out again, null when there is nothing to take back
 * @param done what has just been done, null for nothing
 */
public record VariationPage(
        String title,
        String tenant,
        String path,
        String service,
        String portal,
        String mark,
        String part,
        String language,
        Map<String, String> errors,
        boolean conflict,
        @Nullable String draft,
        @Nullable String refused,
        List<Section> sections,
        List<Unfitting> unfitting,
        List<Past> history,
        @Nullable Integer undo,
        @Nullable String done) {

    /** Fields that stand together on the page that citizens see. */
    public record Section(String title, String text, List<Field> fields) {}

    /**
     * A text.
     *
     * @param key what a button names to go back to the original
     * @param original what holds without an own text; null where there is no original
     * @param own whether the tenant says it differently
     * @param stale the original has changed since the tenant wrote its own text
     * @param known fingerprint of the value as it was loaded, so that only what somebody has touched is changed
     */
    public record Field(
            String name,
            String key,
            String label,
            String value,
            @Nullable String original,
            boolean own,
            boolean stale,
            int longest,
            boolean lines,
            @Nullable String error,
            String known) {}

    /** An own text for which this version has no place. */
    public record Unfitting(String path, String text) {}

    /** What was out. */
    public record Past(int number, String label, String when, boolean current) {}
}
