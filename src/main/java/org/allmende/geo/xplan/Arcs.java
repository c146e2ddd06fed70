package org.allmende.geo.xplan;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;

/**
 * Draws arcs by straight lines, at most two millimetres beside the arc. An arc and the same arc backwards give the same points, so
 * that neighbours which share one stay without gap.
 */
final class Arcs {

    private static final double SAGITTA_METRES = 0.002;
    private static final int MOST_STEPS = 2000;

    private Arcs() {}

    /** Adds the arc from {@code a} by {@code b} to {@code c}, without {@code a}; three points on a line are a line. */
    static void draw(List<Coordinate> line, Coordinate a, Coordinate b, Coordinate c) {
        boolean backwards = a.compareTo(c) > 0;
        var points = backwards ? points(c, b, a) : points(a, b, c);
        line.addAll(backwards ? points.reversed() : points);
        line.add(c);
    }

    /** What lies between {@code a} and {@code c}. */
    private static List<Coordinate> points(Coordinate a, Coordinate b, Coordinate c) {
        double bx = b.x - a.x;
        double by = b.y - a.y;
        double cx = c.x - a.x;
        double cy = c.y - a.y;
        double cross = 2 * (bx * cy - by * cx);
        double size = Math.max(bx * bx + by * by, cx * cx + cy * cy);
        boolean circle = a.equals2D(c);
        if (!circle && Math.abs(cross) < 1e-9 * size) {
            return List.of(b);
        }
        double ux = circle ? bx / 2 : (cy * (bx * bx + by * by) - by * (cx * cx + cy * cy)) / cross;
        double uy = circle ? by / 2 : (bx * (cx * cx + cy * cy) - cx * (bx * bx + by * by)) / cross;
        double radius = Math.hypot(ux, uy);
        double begin = Math.atan2(-uy, -ux);
        double middle = turn(Math.atan2(by - uy, bx - ux) - begin);
        double end = circle ? 2 * Math.PI : turn(Math.atan2(cy - uy, cx - ux) - begin);
        double sweep = middle <= end ? end : end - 2 * Math.PI;
        double most = 2 * Math.acos(Math.max(0, 1 - SAGITTA_METRES / radius));
        int steps = Math.clamp((long) Math.ceil(Math.abs(sweep) / Math.max(most, 1e-6)), 2, MOST_STEPS);
        var points = new ArrayList<Coordinate>(steps);
        for (int step = 1; step < steps; step++) {
            double angle = begin + sweep * step / steps;
            points.add(new Coordinate(a.x + ux + radius * Math.cos(angle), a.y + uy + radius * Math.sin(angle)));
        }
        return points;
    }

    private static double turn(double angle) {
        return angle < 0 ? angle + 2 * Math.PI : angle;
    }
}
