package org.allmende.geo.web;

import java.util.Comparator;
import java.util.List;
import org.allmende.geo.Feature;
import org.allmende.geo.Look;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.simplify.DouglasPeuckerSimplifier;

/**
 * A map drawn into the page itself, on a grid of whole numbers, north up.
 *
 * @param shapes in the order in which they are drawn
 */
public record Drawing(int width, int height, List<Shape> shapes) {

    private static final int WIDTH = 1000;
    private static final double MARGIN = 0.03;

    /** Whoever draws more than this needs a real map. */
    private static final int MOST = 600;

    /**
     * @param path as SVG path data
     * @param href where a click leads; empty for nowhere
     */
    public record Shape(String path, String fill, String stroke, String href, String name) {}

    /** What is to be drawn, with where it leads. */
    public record Item(Geometry geometry, Look look, String href, String name) {

        public static Item of(Feature feature, String name) {
            return new Item(feature.geometry(), Look.of(feature), "", name);
        }
    }

    Drawing withoutLinks() {
        return new Drawing(
                width,
                height,
                shapes.stream()
                        .map(one -> new Shape(one.path(), one.fill(), one.stroke(), "", one.name()))
                        .toList());
    }

    public static Drawing of(List<Item> items) {
        var box = new Envelope();
        items.forEach(item -> box.expandToInclude(item.geometry().getEnvelopeInternal()));
        if (box.isNull()) {
            return new Drawing(WIDTH, 0, List.of());
        }
        box.expandBy(Math.max(box.getWidth(), box.getHeight()) * MARGIN + 1);
        return of(items, box);
    }

    /** What of it lies in the box, which need not be whole. */
    static Drawing of(List<Item> items, Envelope box) {
        double scale = WIDTH / box.getWidth();
        var shapes = items.stream()
                .sorted(Comparator.comparing(Item::look)
                        .thenComparingDouble(item -> -item.geometry().getArea()))
                .limit(MOST)
                .map(item -> new Shape(
                        path(item.geometry(), box, scale),
                        item.look().fill(),
                        item.look().stroke(),
                        item.href(),
                        item.name()))
                .filter(shape -> !shape.path().isEmpty())
                .toList();
        return new Drawing(WIDTH, (int) Math.ceil(box.getHeight() * scale), shapes);
    }

    private static String path(Geometry geometry, Envelope box, double scale) {
        var simple = geometry.getNumPoints() > 60 ? DouglasPeuckerSimplifier.simplify(geometry, 0.7 / scale) : geometry;
        var path = new StringBuilder();
        for (int i = 0; i < simple.getNumGeometries(); i++) {
            if (simple.getGeometryN(i).isEmpty()) {
                // smaller than a pixel
                continue;
            }
            switch (simple.getGeometryN(i)) {
                case Polygon polygon -> {
                    line(path, polygon.getExteriorRing(), box, scale).append('z');
                    for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                        line(path, polygon.getInteriorRingN(hole), box, scale).append('z');
                    }
                }
                case LineString line -> line(path, line, box, scale);
                case Point point ->
                    path.append("M%d %dm-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z"
                            .formatted(
                                    Math.round((point.getX() - box.getMinX()) * scale),
                                    Math.round((box.getMaxY() - point.getY()) * scale)));
                default -> {
                    // nothing else comes from plans
                }
            }
        }
        return path.toString();
    }

    private static StringBuilder line(StringBuilder path, LineString line, Envelope box, double scale) {
        CoordinateSequence points = line.getCoordinateSequence();
        long lastX = Long.MIN_VALUE;
        long lastY = Long.MIN_VALUE;
        for (int i = 0; i < points.size(); i++) {
            long x = Math.round((points.getX(i) - box.getMinX()) * scale);
            long y = Math.round((box.getMaxY() - points.getY(i)) * scale);
            if (x != lastX || y != lastY) {
                path.append(i == 0 ? 'M' : 'L').append(x).append(' ').append(y);
            }
            lastX = x;
            lastY = y;
        }
        return path;
    }
}
