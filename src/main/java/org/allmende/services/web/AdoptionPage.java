package org.allmende.services.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service at one tenant: offered with which parameters, or not yet.
 *
 * @param reason why it was refused as a whole, or cannot be adopted at all; null when it can
 * @param possible whether this tenant can offer it
 * @param offered whether it offers it now
 * @param resting offered, but the tenant takes no part in the online services today
 * @param newer the version that adopting would bring, empty when the tenant has it already
 * @param done what has just been done, null for nothing
 */
public record AdoptionPage(
        String title,
        String summary,
        String tenant,
        String path,
        String portal,
        AdoptionListPage.Cell state,
        List<Field> fields,
        Map<String, String> errors,
        @Nullable String reason,
        boolean possible,
        boolean offered,
        boolean resting,
        String version,
        String newer,
        @Nullable String done) {

    /**
     * A parameter.
     *
     * @param kind {@code money}, {@code email}, {@code phone}, {@code office}, {@code hours} or {@code text}
     * @param standard what holds when it is left empty, itself empty when it must be filled in
     * @param options offices to choose from
     */
    public record Field(
            String name,
            String kind,
            String label,
            @Nullable String hint,
            String value,
            String standard,
            @Nullable String error,
            Map<String, String> options) {}
}
