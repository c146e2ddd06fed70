package org.allmende.region;

import java.util.List;
import java.util.Map;

/**
 * The region drawn for a page: one path per municipality on a common grid of whole numbers, north up. Neighbours share
 * their lines, also after these were simplified, so there is neither gap nor overlap.
 *
 * @param width of the viewBox in units of the grid; the height follows from the region
 */
public record RegionMap(int width, int height, List<Area> areas) {

    static final int WIDTH = 1000;

    /** One municipality: the outline as SVG path data, and the point in it that is farthest from the outline. */
    public record Area(Slug slug, String path, int labelX, int labelY) {}

    public static RegionMap of(Map<Slug, Boundary> boundaries) {
        return boundaries.isEmpty() ? new RegionMap(WIDTH, 0, List.of()) : new RegionDrawing(boundaries).map();
    }
}
