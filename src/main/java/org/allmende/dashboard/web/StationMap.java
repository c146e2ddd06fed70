package org.allmende.dashboard.web;

import java.util.List;
import org.allmende.region.Region;

/**
 * The municipalities with the stations in them, on the grid of the region's map.
 *
 * @param box what of the grid is shown, as an SVG viewBox
 * @param dot how large a station is drawn, in units of the grid
 */
public record StationMap(String box, double dot, List<String> paths, List<Tile> stations) {

    private static final double MARGIN = 0.25;
    private static final double SMALLEST = 160;

    /** The whole region, or what lies around the stations. */
    static StationMap of(Region region, List<Tile> stations, boolean whole) {
        var map = region.map();
        var paths = map.areas().stream().map(area -> area.path()).toList();
        if (whole || stations.isEmpty()) {
            return new StationMap(
                    "0 0 %d %d".formatted(map.width(), map.height()), map.width() / 55.0, paths, stations);
        }
        var xs = stations.stream().mapToDouble(Tile::x).summaryStatistics();
        var ys = stations.stream().mapToDouble(Tile::y).summaryStatistics();
        double size =
                Math.max(SMALLEST, Math.max(xs.getMax() - xs.getMin(), ys.getMax() - ys.getMin()) * (1 + 2 * MARGIN));
        long x = Math.round((xs.getMin() + xs.getMax() - size) / 2);
        long y = Math.round((ys.getMin() + ys.getMax() - size * 0.7) / 2);
        return new StationMap(
                "%d %d %d %d".formatted(x, y, Math.round(size), Math.round(size * 0.7)), size / 32, paths, stations);
    }
}
