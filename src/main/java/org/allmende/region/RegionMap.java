package org.allmende.region;

import java.util.List;
import java.util.Map;

/**
 * The region drawn for a page: one path per municipality on a common grid of whole numbers, north up. Neighbours share
 * their lines, also after these were simplified, so there is neither gap nor overlap.
 *
 * @param width of the viewBox in units of the grid; the height follows from the region
 * @param frame says where on the grid a place lies
 */
public record RegionMap(int width, int height, List<Area> areas, Frame frame) {

    static final int WIDTH = 1000;

    /** One municipality: the outline as SVG path data, and the point in it that is farthest from the outline. */
    public record Area(Slug slug, String path, int labelX, int labelY) {}

    /** Degrees (WGS 84) to units of the grid; {@code west} and {@code north} are its upper left corner. */
    public record Frame(double west, double north, double perLon, double perLat) {

        public double x(double lon) {
            return RegionDrawing.MARGIN + (lon - west) * perLon;
        }

        public double y(double lat) {
            return RegionDrawing.MARGIN + (north - lat) * perLat;
        }
    }

    public static RegionMap of(Map<Slug, Boundary> boundaries) {
        return boundaries.isEmpty()
                ? new RegionMap(WIDTH, 0, List.of(), new Frame(0, 0, 0, 0))
                : new RegionDrawing(boundaries).map();
    }
}
