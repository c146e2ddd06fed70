package org.allmende.services.web;

import java.util.List;

/**
 * The region's front page.
 *
 * @param search what was asked, empty for nothing; {@code found} answers it
 */
public record FrontPage(
        String region,
        int municipalities,
        String search,
        String place,
        List<Place> places,
        List<ServiceCard> services,
        List<ServiceCard> found,
        int mapWidth,
        int mapHeight,
        List<Area> areas,
        List<String> sources) {

    /** A municipality with its number in list and map. */
    public record Place(int number, String slug, String name) {}

    /** A municipality on the map. */
    public record Area(int number, String slug, String name, String path, int x, int y) {}

    /** A service in a list; the path leads to a tenant's page of it, or to the choice of a place. */
    public record ServiceCard(String name, String title, String text, String href, String where) {}
}
