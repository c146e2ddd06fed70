package org.allmende.region;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.region.Boundary.Position;

/**
 * Draws boundaries on a grid. Lines are cut where more than two of them meet, and every piece is simplified on its own
 * and always in the same direction, so that both neighbours of a border get the same line.
 */
final class RegionDrawing {

    /** A point of the grid. */
    record Dot(int x, int y) implements Comparable<Dot> {

        private static final Comparator<Dot> ORDER =
                Comparator.comparingInt(Dot::x).thenComparingInt(Dot::y);

        @Override
        public int compareTo(Dot other) {
            return ORDER.compare(this, other);
        }
    }

    static final int MARGIN = 4;
    /** Dots nearer to the line than this are left out (Douglas and Peucker, 1973). */
    private static final double TOLERANCE = 1.3;

    private static final int LABEL_STEPS = 32;

    private final Map<Slug, Boundary> boundaries;
    private final RegionMap.Frame frame;
    private final int height;
    private final Map<Dot, Set<Dot>> neighbours = new HashMap<>();

    RegionDrawing(Map<Slug, Boundary> boundaries) {
        this.boundaries = boundaries;
        var positions = boundaries.values().stream()
                .flatMap(boundary -> boundary.polygons().stream())
                .flatMap(polygon -> polygon.rings().stream())
                .flatMap(List::stream)
                .toList();
        var lon = positions.stream().mapToDouble(Position::lon).summaryStatistics();
        var lat = positions.stream().mapToDouble(Position::lat).summaryStatistics();
        double shrink = Math.cos(Math.toRadians((lat.getMin() + lat.getMax()) / 2));
        double scale = (RegionMap.WIDTH - 2 * MARGIN) / Math.max(1e-6, (lon.getMax() - lon.getMin()) * shrink);
        frame = new RegionMap.Frame(lon.getMin(), lat.getMax(), shrink * scale, scale);
        height = (int) Math.ceil((lat.getMax() - lat.getMin()) * scale) + 2 * MARGIN;
    }

    RegionMap map() {
        var rings = new HashMap<Slug, List<List<Dot>>>();
        boundaries.forEach((slug, boundary) -> rings.put(
                slug,
                boundary.polygons().stream()
                        .flatMap(polygon -> polygon.rings().stream())
                        .map(this::snap)
                        .filter(ring -> ring.size() > 2)
                        .toList()));
        rings.values().forEach(some -> some.forEach(this::meet));
        var areas = new ArrayList<RegionMap.Area>();
        boundaries.keySet().forEach(slug -> areas.add(area(slug, rings.getOrDefault(slug, List.of()))));
        return new RegionMap(RegionMap.WIDTH, height, List.copyOf(areas), frame);
    }

    private RegionMap.Area area(Slug slug, List<List<Dot>> rings) {
        var simple = rings.stream()
                .map(this::simplify)
                .filter(ring -> ring.size() > 2)
                .toList();
        var drawn = simple.isEmpty() ? rings : simple;
        var path = new StringBuilder();
        drawn.forEach(ring -> append(path, ring));
        var label = label(drawn);
        return new RegionMap.Area(slug, path.toString(), label.x, label.y);
    }

    /** The ring on the grid, without its last position, which repeats the first. */
    private List<Dot> snap(List<Position> ring) {
        var dots = new ArrayList<Dot>();
        for (var position : ring) {
            var dot = new Dot((int) Math.round(frame.x(position.lon())), (int) Math.round(frame.y(position.lat())));
            if (dots.isEmpty() || !dots.getLast().equals(dot)) {
                dots.add(dot);
            }
        }
        if (dots.size() > 1 && dots.getFirst().equals(dots.getLast())) {
            dots.removeLast();
        }
        return dots;
    }

    private void meet(List<Dot> ring) {
        for (int i = 0; i < ring.size(); i++) {
            var dot = ring.get(i);
            var next = ring.get((i + 1) % ring.size());
            neighbours.computeIfAbsent(dot, one -> new HashSet<>()).add(next);
            neighbours.computeIfAbsent(next, one -> new HashSet<>()).add(dot);
        }
    }

    private boolean isJunction(Dot dot) {
        return neighbours.getOrDefault(dot, Set.of()).size() != 2;
    }

    private List<Dot> simplify(List<Dot> ring) {
        int start = 0;
        while (start < ring.size() && !isJunction(ring.get(start))) {
            start++;
        }
        if (start == ring.size()) {
            start = ring.indexOf(Collections.min(ring));
        }
        var turned = new ArrayList<Dot>(ring.subList(start, ring.size()));
        turned.addAll(ring.subList(0, start + 1));
        var simple = new ArrayList<Dot>();
        int from = 0;
        for (int i = 1; i < turned.size(); i++) {
            if (isJunction(turned.get(i)) || i == turned.size() - 1) {
                var piece = simplifyPiece(turned.subList(from, i + 1));
                simple.addAll(piece.subList(0, piece.size() - 1));
                from = i;
            }
        }
        return simple;
    }

    private static List<Dot> simplifyPiece(List<Dot> piece) {
        boolean backwards = piece.getFirst().compareTo(piece.getLast()) > 0
                || (piece.getFirst().equals(piece.getLast())
                        && piece.get(1).compareTo(piece.get(piece.size() - 2)) > 0);
        var line = backwards ? piece.reversed() : piece;
        var kept = new ArrayList<Dot>();
        kept.add(line.getFirst());
        keep(line, 0, line.size() - 1, kept);
        return backwards ? kept.reversed() : kept;
    }

    private static void keep(List<Dot> line, int first, int last, List<Dot> kept) {
        int farthest = -1;
        double distance = TOLERANCE;
        for (int i = first + 1; i < last; i++) {
            double one = distance(line.get(i), line.get(first), line.get(last));
            if (one > distance) {
                distance = one;
                farthest = i;
            }
        }
        if (farthest < 0) {
            kept.add(line.get(last));
            return;
        }
        keep(line, first, farthest, kept);
        keep(line, farthest, last, kept);
    }

    /** From a dot to the line between two others. */
    private static double distance(Dot dot, Dot from, Dot to) {
        return distance(dot.x, dot.y, from, to);
    }

    private static double distance(double x, double y, Dot from, Dot to) {
        double dx = to.x - from.x;
        double dy = to.y - from.y;
        double length = dx * dx + dy * dy;
        double part = length == 0 ? 0 : Math.clamp(((x - from.x) * dx + (y - from.y) * dy) / length, 0, 1);
        return Math.hypot(x - from.x - part * dx, y - from.y - part * dy);
    }

    private static void append(StringBuilder path, List<Dot> ring) {
        var last = ring.getFirst();
        path.append('M').append(last.x).append(' ').append(last.y).append('l');
        for (int i = 1; i < ring.size(); i++) {
            var dot = ring.get(i);
            separate(path, dot.x - last.x, i > 1);
            separate(path, dot.y - last.y, true);
            last = dot;
        }
        path.append('z');
    }

    private static void separate(StringBuilder path, int number, boolean follows) {
        if (follows && number >= 0) {
            path.append(' ');
        }
        path.append(number);
    }

    /** Tries a lattice of points and takes the one inside that is farthest from every line. */
    private static Dot label(List<List<Dot>> rings) {
        var x = rings.stream().flatMap(List::stream).mapToInt(Dot::x).summaryStatistics();
        var y = rings.stream().flatMap(List::stream).mapToInt(Dot::y).summaryStatistics();
        var best = new Dot((x.getMin() + x.getMax()) / 2, (y.getMin() + y.getMax()) / 2);
        double room = 0;
        for (int i = 1; i < LABEL_STEPS; i++) {
            for (int j = 1; j < LABEL_STEPS; j++) {
                var dot = new Dot(
                        x.getMin() + (x.getMax() - x.getMin()) * i / LABEL_STEPS,
                        y.getMin() + (y.getMax() - y.getMin()) * j / LABEL_STEPS);
                double one = room(dot, rings);
                if (one > room) {
                    room = one;
                    best = dot;
                }
            }
        }
        return best;
    }

    /** How far a dot is from the nearest line, or 0 outside. */
    private static double room(Dot dot, List<List<Dot>> rings) {
        boolean inside = false;
        double nearest = Double.MAX_VALUE;
        for (var ring : rings) {
            for (int i = 0; i < ring.size(); i++) {
                var from = ring.get(i);
                var to = ring.get((i + 1) % ring.size());
                nearest = Math.min(nearest, distance(dot, from, to));
                if ((from.y > dot.y) != (to.y > dot.y)
                        && dot.x < from.x + (double) (to.x - from.x) * (dot.y - from.y) / (to.y - from.y)) {
                    inside = !inside;
                }
            }
        }
        return inside ? nearest : 0;
    }
}
