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
 */
public record MapPage(
        String title,
        String typed,
        boolean unknown,
        List<PlanRow> plans,
        List<PlaceRow> places,
        String extent,
        Drawing drawing,
        String base) {

    public record PlaceRow(String name, String href, int plans) {}
}
