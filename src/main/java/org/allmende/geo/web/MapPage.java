package org.allmende.geo.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The map of the region or of one municipality, in words first.
 *
 * @param title whose map it is
 * @param typed what was searched for; empty for nothing
 * @param unknown whether nothing was found
 * @param addresses that were found
 * @param plans those that were found, or all of the municipality
 * @param places municipalities with the number of their plans
 * @param map what is drawn
 * @param day as the field has it; empty for today, as is the sentence about it
 * @param print path of the form that makes it a file to print
 * @param share the whole address of this view
 * @param frame the line with which others show it on their pages, and the path of what they show
 * @param layers that the moving map can show, in words
 * @param others those of the municipality that are over by that day, or have not begun
 */
public record MapPage(
        String title,
        String typed,
        boolean unknown,
        List<AddressRow> addresses,
        List<ListedPlan> plans,
        List<PlaceRow> places,
        Drawn map,
        String base,
        String day,
        String dayNote,
        String print,
        String share,
        String frame,
        String framed,
        Map<String, String> layers,
        List<ListedPlan> others) {

    /** @param statement the link to where something can be said about it; null when nothing can */
    public record ListedPlan(PlanRow row, PlanPage.@Nullable Statement statement) {}

    public record PlaceRow(String name, String href, int plans) {}

    /** @param here where is said what holds there; {@code map} shows it */
    public record AddressRow(String name, String place, boolean invented, String here, String map) {}

    /**
     * @param extent degrees: west, south, east, north
     * @param drawing the same without a script
     * @param ground what lies under it: {@code raster} or {@code vector}, least and most zoom; empty without a base map
     * @param credit whom the base map names
     */
    public record Drawn(
            String title, String extent, Drawing drawing, MapView view, String day, String ground, String credit) {

        /** What they lead to cannot stand in a frame. */
        Drawn withoutLinks() {
            return new Drawn(title, extent, drawing.withoutLinks(), view, day, ground, credit);
        }
    }

    /**
     * The map in a frame on somebody else's page.
     *
     * @param href the whole address of the map itself
     */
    public record Framed(Drawn map, String dayNote, String href) {}
}
