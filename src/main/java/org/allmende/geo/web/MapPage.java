package org.allmende.geo.web;

import java.util.List;

/**
 * The map of the region or of one municipality, in words first.
 *
 * @param title whose map it is
 * @param typed what was searched for; empty for nothing
 * @param unknown whether nothing was found
 * @param plans those that were found, or all of the municipality
 * @param places municipalities with the number of their plans
 * @param extent degrees: west, south, east, north
 * @param drawing the same without a script
 * @param day as the field has it; empty for today, as is the sentence about it
 * @param print path of the form that makes it a file to print
 * @param others those of the municipality that are over by that day, or have not begun
 */
public record MapPage(
        String title,
        String typed,
        boolean unknown,
        List<PlanRow> plans,
        List<PlaceRow> places,
        String extent,
        Drawing drawing,
        String base,
        String day,
        String dayNote,
        String print,
        List<PlanRow> others) {

    public record PlaceRow(String name, String href, int plans) {}
}
