package org.allmende.geo.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plans of one's own municipality.
 *
 * @param looks how a layer may be drawn: value and words
 * @param field in which something is wrong
 * @param error why a file was not taken, null for none
 * @param done what has just been done, null for nothing
 */
public record PlanDeskPage(
        String town,
        List<Row> plans,
        Map<String, String> looks,
        String field,
        @Nullable String error,
        @Nullable String done) {

    public record Row(
            String name, String kind, String href, String uploaded, String state, String tone, String report) {}
}
