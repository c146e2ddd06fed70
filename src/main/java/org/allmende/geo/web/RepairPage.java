package org.allmende.geo.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What could be put right in a draft.
 *
 * @param base path of its report
 * @param more how many proposals there are beyond those shown
 * @param error why nothing was done; null for nothing wrong
 */
public record RepairPage(
        PlanRow plan,
        String base,
        List<Row> rows,
        int more,
        @Nullable String error) {

    /**
     * @param key by which it is chosen
     * @param place line and object
     */
    public record Row(String key, String text, String place, Drawing before, Drawing after) {}
}
