package org.allmende.geo.web;

import java.util.List;

/**
 * What became different between two versions of a plan.
 *
 * @param rows what came, went, changed; what is the same for several objects stands there once
 */
public record ComparePage(
        PlanRow before, PlanRow after, List<Row> rows, Drawing drawing, List<PlanPage.Legend> legend) {

    /**
     * @param what in a word: new, gone, changed
     * @param object of what kind, and how many
     * @param change from what to what; empty for what came or went
     */
    public record Row(String what, String tone, String object, String change) {}
}
