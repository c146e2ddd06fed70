package org.allmende.dashboard.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The levels of a station while they are written.
 *
 * @param unit in which they are
 * @param own whether it has its own; otherwise the use case's are shown
 * @param chart of the last month with the levels; null if nothing was measured
 * @param sentence how often they were reached in a year
 */
public record DeskStationPage(
        int id,
        String name,
        String useCase,
        String unit,
        boolean own,
        Map<String, String> values,
        Map<String, String> errors,
        Tile tile,
        List<String> says,
        @Nullable Chart chart,
        String caption,
        String sentence) {}
