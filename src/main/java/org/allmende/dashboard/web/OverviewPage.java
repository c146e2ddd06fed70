package org.allmende.dashboard.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The measurements of the region or of one tenant, by Handlungsfeld.
 *
 * @param invented whether some of the values are
 * @param reporting how many of {@code all} stations say something
 * @param map null where there are too many for one
 */
public record OverviewPage(
        String place,
        boolean invented,
        int reporting,
        int all,
        List<Tile> alerts,
        List<Field> fields,
        @Nullable StationMap map) {

    public record Field(String id, String title, String text, List<Case> cases) {}

    /** A use case with the stations that are shown of it. {@code href} leads to all of them. */
    public record Case(
            String id,
            String icon,
            String title,
            String aim,
            String sensors,
            String measures,
            String href,
            int stations,
            List<Count> counts,
            List<Tile> tiles) {}

    /** How many stations are in a state. */
    public record Count(int number, String state, String badge) {}
}
