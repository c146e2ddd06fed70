package org.allmende.services.web;

import java.util.List;

/**
 * The region's front page.
 *
 * @param often a few services that many look for
 * @param listing what can be done, by topic or as an answer to a search
 */
public record FrontPage(
        String region,
        int municipalities,
        String search,
        String place,
        List<Place> places,
        List<Often> often,
        Listing listing,
        int mapWidth,
        int mapHeight,
        List<Area> areas,
        List<String> sources) {

    /** A municipality with its number in list and map. */
    public record Place(int number, String slug, String name) {}

    /** A municipality on the map. */
    public record Area(int number, String slug, String name, String path, int x, int y) {}

    /** A link to a service that many look for. */
    public record Often(String title, String href) {}
}
