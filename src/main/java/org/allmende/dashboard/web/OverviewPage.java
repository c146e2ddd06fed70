package org.allmende.dashboard.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The measurements of the region or of one tenant, by Handlungsfeld.
 *
 * @param invented whether some of the values are
 * @param reporting how many of {@code all} stations say something
 * @param listening where new values are told
 * @param map null where there are too many for one
 */
public record OverviewPage(
        String place,
        boolean invented,
        int reporting,
        int all,
        List<Tile> alerts,
        List<Notice> notices,
        List<Field> fields,
        String listening,
        @Nullable StationMap map) {

    /** What a rule tells everybody, after somebody has approved it. */
    public record Notice(String station, String href, String text) {}

    /**
     * @param stations how many of all cases
     * @param marked how many are in states that matter
     * @param open whether it is shown without asking for it: the first one, and where something is wrong
     */
    public record Field(
            String id, String title, String text, List<Case> cases, int stations, List<Count> marked, boolean open) {

        static Field of(String id, String title, String text, List<Case> cases, boolean open) {
            return new Field(
                    id,
                    title,
                    text,
                    cases,
                    cases.stream().mapToInt(Case::stations).sum(),
                    cases.stream()
                            .flatMap(it -> it.counts().stream())
                            .filter(it ->
                                    it.badge().equals("danger") || it.badge().equals("warning"))
                            .toList(),
                    open);
        }
    }

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
