package org.allmende.geo.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a plan, and what can be done with it.
 *
 * @param summary how much was found, in one sentence
 * @param tone of this sentence: {@code success}, {@code warning}, {@code danger}
 * @param needsAnother whether only another person may release it (four eyes)
 * @param repairable whether proposals for repair are likely
 * @param earlier plans of which it may be another version: value → name
 * @param follows of which it is one, in a sentence; empty when it is the first
 * @param base path of its forms
 * @param released path of its public page; empty as long as it has none
 */
public record ReportPage(
        PlanRow plan,
        String file,
        String state,
        String summary,
        String tone,
        List<Row> findings,
        String base,
        boolean mayRelease,
        boolean needsAnother,
        boolean mayWithdraw,
        boolean mayRemove,
        boolean repairable,
        String released,
        Map<String, String> earlier,
        String follows,
        Drawing drawing,
        @Nullable String done) {

    /**
     * @param line of the file; empty for the whole file
     * @param place where to look, in EPSG:25832
     */
    public record Row(String weight, String tone, String rule, String sentence, String line, String id, String place) {}
}
