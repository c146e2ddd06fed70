package org.allmende.geo.tiles;

import java.util.Arrays;

/** A line or ring in parts of a tile, on its way from the map into the tile: cut, simplified, rounded. */
final class Path {

    /** How far beyond its sides a tile reaches, so that lines and signs end unseen. */
    static final int BUFFER = 80;

    private static final int LOW = -BUFFER;
    private static final int HIGH = Tile.EXTENT + BUFFER;

    double[] x = new double[64];
    double[] y = new double[64];
    int size;

    private int[] ends = new int[64];
    private double[] otherX = new double[64];
    private double[] otherY = new double[64];

    void clear() {
        size = 0;
    }

    void add(double px, double py) {
        if (size == x.length) {
            x = Arrays.copyOf(x, 2 * size);
            y = Arrays.copyOf(y, 2 * size);
        }
        x[size] = px;
        y[size++] = py;
    }

    boolean isInside() {
        for (int i = 0; i < size; i++) {
            if (x[i] < LOW || x[i] > HIGH || y[i] < LOW || y[i] > HIGH) {
                return false;
            }
        }
        return true;
    }

    /** Cuts a ring (first point not repeated) side by side, after Sutherland and Hodgman (1974). */
    void cutRing() {
        for (int side = 0; side < 4 && size > 0; side++) {
            var fromX = x;
            var fromY = y;
            int count = size;
            x = otherX;
            y = otherY;
            size = 0;
            for (int i = 0; i < count; i++) {
                int before = i == 0 ? count - 1 : i - 1;
                boolean inside = isInside(side, fromX[i], fromY[i]);
                if (inside != isInside(side, fromX[before], fromY[before])) {
                    cross(side, fromX[before], fromY[before], fromX[i], fromY[i]);
                }
                if (inside) {
                    add(fromX[i], fromY[i]);
                }
            }
            otherX = fromX;
            otherY = fromY;
        }
    }

    private static boolean isInside(int side, double px, double py) {
        return switch (side) {
            case 0 -> px >= LOW;
            case 1 -> px <= HIGH;
            case 2 -> py >= LOW;
            default -> py <= HIGH;
        };
    }

    private void cross(int side, double x1, double y1, double x2, double y2) {
        double limit = side % 2 == 0 ? LOW : HIGH;
        if (side < 2) {
            add(limit, y1 + (y2 - y1) * (limit - x1) / (x2 - x1));
        } else {
            add(x1 + (x2 - x1) * (limit - y1) / (y2 - y1), limit);
        }
    }

    /**
     * The part of a straight line that lies in the tile, after Liang and Barsky (1984).
     *
     * @return where it begins and ends, from 0 to 1; null when it lies outside
     */
    static double @org.jspecify.annotations.Nullable [] cut(double x1, double y1, double x2, double y2) {
        double from = 0;
        double to = 1;
        double dx = x2 - x1;
        double dy = y2 - y1;
        var steps = new double[] {-dx, dx, -dy, dy};
        var rooms = new double[] {x1 - LOW, HIGH - x1, y1 - LOW, HIGH - y1};
        for (int side = 0; side < 4; side++) {
            if (steps[side] == 0) {
                if (rooms[side] < 0) {
                    return null;
                }
            } else {
                double at = rooms[side] / steps[side];
                if (steps[side] < 0) {
                    from = Math.max(from, at);
                } else {
                    to = Math.min(to, at);
                }
            }
        }
        return from > to ? null : new double[] {from, to};
    }

    /** Leaves out points that are no further than this from the line without them (Douglas and Peucker 1973). */
    void simplify(double tolerance) {
        if (size < 4) {
            return;
        }
        if (ends.length < size) {
            ends = new int[2 * size];
        }
        // from the first kept point to the nearest end that is still open; ends that are reached are kept
        int count = 1;
        int open = 0;
        ends[open] = size - 1;
        for (int first = 0; open >= 0; ) {
            int last = ends[open];
            int farthest = farthest(first, last, tolerance * tolerance);
            if (farthest > 0) {
                ends[++open] = farthest;
            } else {
                x[count] = x[last];
                y[count++] = y[last];
                first = last;
                open--;
            }
        }
        size = count;
    }

    private int farthest(int first, int last, double least) {
        double dx = x[last] - x[first];
        double dy = y[last] - y[first];
        double length = dx * dx + dy * dy;
        double most = least;
        int found = 0;
        for (int i = first + 1; i < last; i++) {
            double px = x[i] - x[first];
            double py = y[i] - y[first];
            double along = length == 0 ? 0 : Math.clamp((px * dx + py * dy) / length, 0, 1);
            double away = sum(px - along * dx, py - along * dy);
            if (away > most) {
                most = away;
                found = i;
            }
        }
        return found;
    }

    private static double sum(double a, double b) {
        return a * a + b * b;
    }

    /** To whole parts; points that fall together are one. */
    void round() {
        int count = 0;
        for (int i = 0; i < size; i++) {
            double px = Math.rint(x[i]);
            double py = Math.rint(y[i]);
            if (count == 0 || px != x[count - 1] || py != y[count - 1]) {
                x[count] = px;
                y[count++] = py;
            }
        }
        size = count;
    }

    /** Twice the area of a ring; above zero when it goes clockwise on the screen. */
    double area() {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            int next = i + 1 == size ? 0 : i + 1;
            sum += x[i] * y[next] - x[next] * y[i];
        }
        return sum;
    }
}
