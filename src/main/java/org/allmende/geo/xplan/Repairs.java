package org.allmende.geo.xplan;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.xplan.Rings.Point;
import org.allmende.geo.xplan.Rings.Ring;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.LineSegment;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.index.kdtree.KdNode;
import org.locationtech.jts.index.kdtree.KdTree;

/**
 * Proposes how the geometry of a plan can be put right without anything else of its file being touched: rings that run the wrong way,
 * rings that are not closed, and points of neighbours that lie up to a centimetre apart (2.2.1.1). Nothing is changed but what is chosen.
 */
public final class Repairs {

    /** How far points may lie apart that are meant to be one. */
    public static final double NEAR_METRES = 0.01;

    /** Larger plans are put right where they were made. */
    private static final int LARGEST = 64_000_000;

    public enum Kind {
        CLOSE,
        SNAP,
        TURN;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param key by which it is chosen
     * @param id of the object, its {@code gml:id}
     * @param line of the file
     * @param points how many are added or moved
     * @param metres how far the farthest is moved, or the gap that is closed; 0 for a turned ring
     * @param before the ring as it is, {@code after} as it would be; both in EPSG:25832
     * @param spot where to look
     */
    public record Proposal(
            String key,
            Kind kind,
            String id,
            int line,
            int points,
            double metres,
            LineString before,
            LineString after,
            Coordinate spot) {}

    /** What can be done about one ring; each list is what would be written. */
    private record Plan(Ring ring, List<Point> closed, List<Point> snapped, boolean turn) {

        List<Point> result(Set<Kind> chosen) {
            var points = chosen.contains(Kind.SNAP) ? snapped : chosen.contains(Kind.CLOSE) ? closed : ring.points();
            return chosen.contains(Kind.TURN) && turn ? points.reversed() : points;
        }
    }

    private Repairs() {}

    /** Proposals for a file as a planner brings it, in the order of the file; none when it is too large or broken. */
    public static List<Proposal> propose(InputStream file) throws IOException {
        var proposals = new ArrayList<Proposal>();
        go(file, OutputStream.nullOutputStream(), (name, gml) -> {
            for (var plan : plans(gml)) {
                proposals.addAll(proposals(name, plan));
            }
            return gml;
        });
        return proposals;
    }

    /**
     * Writes the file with what is chosen; everything else stays as it is.
     *
     * @param chosen keys of proposals
     */
    public static void apply(InputStream file, Set<String> chosen, OutputStream out) throws IOException {
        go(file, out, (name, gml) -> {
            var changed = new ByteArrayOutputStream(gml.length);
            int from = 0;
            for (var plan : plans(gml)) {
                var kinds = new HashSet<Kind>();
                for (var kind : Kind.values()) {
                    if (chosen.contains(key(name, plan.ring(), kind))) {
                        kinds.add(kind);
                    }
                }
                if (!kinds.isEmpty()) {
                    changed.write(gml, from, plan.ring().from() - from);
                    changed.writeBytes(String.join(
                                    " ",
                                    plan.result(kinds).stream().map(Point::text).toList())
                            .getBytes(StandardCharsets.US_ASCII));
                    from = plan.ring().to();
                }
            }
            changed.write(gml, from, gml.length - from);
            return changed.toByteArray();
        });
    }

    private interface Change {
        byte[] of(String name, byte[] gml);
    }

    private static void go(InputStream file, OutputStream out, Change change) throws IOException {
        var in = new BufferedInputStream(file, 1 << 16);
        in.mark(4);
        boolean zip = in.read() == 'P' && in.read() == 'K';
        in.reset();
        if (!zip) {
            out.write(change.of("", all(in)));
            return;
        }
        var from = new ZipInputStream(in, StandardCharsets.UTF_8);
        var to = new ZipOutputStream(out, StandardCharsets.UTF_8);
        int number = 0;
        for (ZipEntry entry; (entry = from.getNextEntry()) != null; number++) {
            to.putNextEntry(new ZipEntry(entry.getName()));
            if (!entry.isDirectory() && PlanArchive.isGml(PlanArchive.name(entry))) {
                to.write(change.of(number + ".", all(from)));
            } else {
                from.transferTo(to);
            }
            to.closeEntry();
        }
        to.finish();
    }

    private static byte[] all(InputStream in) throws IOException {
        var bytes = in.readNBytes(LARGEST);
        if (in.read() >= 0) {
            throw new PlanArchive.TooLarge();
        }
        return bytes;
    }

    private static String key(String file, Ring ring, Kind kind) {
        return "%s%d.%s".formatted(file, ring.number(), kind.key());
    }

    private static List<Plan> plans(byte[] gml) {
        var found = Rings.in(gml);
        var neighbours = new KdTree();
        var order = found.rings().stream()
                .filter(ring -> ring.scope() || found.closing().contains(ring.number()))
                .sorted(Comparator.comparing((Ring ring) -> !ring.scope()))
                .toList();
        var snapped = new HashMap<Integer, List<Point>>();
        for (var ring : order) {
            snapped.put(ring.number(), ring.crs().inDegrees() ? closed(ring) : snap(ring, neighbours));
        }
        return found.rings().stream()
                .map(ring -> {
                    var moved = snapped.getOrDefault(ring.number(), closed(ring));
                    var whole = found.closing().contains(ring.number())
                                    && !ring.crs().inDegrees()
                            ? meet(moved, neighbours)
                            : moved;
                    return new Plan(ring, closed(ring), whole, isTurned(ring));
                })
                .toList();
    }

    private static boolean isTurned(Ring ring) {
        var corners = coordinates(closed(ring));
        return corners.length >= 4 && Orientation.isCCW(corners) != ring.exterior();
    }

    private static Coordinate[] coordinates(List<Point> points) {
        return points.stream().map(Point::at).toArray(Coordinate[]::new);
    }

    private static List<Point> closed(Ring ring) {
        if (ring.isClosed()) {
            return ring.points();
        }
        var points = new ArrayList<>(ring.points());
        if (points.size() > 3
                && points.getLast().at().distance(points.getFirst().at()) <= NEAR_METRES) {
            points.removeLast();
        }
        points.add(points.getFirst());
        return points;
    }

    /** Each point on that of a neighbour, if one lies near; those of this ring are then neighbours of the following. */
    private static List<Point> snap(Ring ring, KdTree neighbours) {
        var points = new ArrayList<Point>();
        var used = new HashSet<Coordinate>();
        var before = closed(ring);
        for (var point : before.subList(0, before.size() - 1)) {
            var near = nearest(point, neighbours);
            points.add(used.add(near.at()) ? near : point);
        }
        points.add(points.getFirst());
        points.forEach(point -> neighbours.insert(point.at(), point));
        return points;
    }

    private static Point nearest(Point point, KdTree neighbours) {
        var best = point;
        double distance = NEAR_METRES;
        for (var found : query(neighbours, new Envelope(point.at()))) {
            double apart = found.at().distance(point.at());
            if (apart == 0) {
                return point;
            }
            if (apart <= distance) {
                distance = apart;
                best = found;
            }
        }
        return best;
    }

    private static List<Point> query(KdTree neighbours, Envelope box) {
        var around = new Envelope(box);
        around.expandBy(NEAR_METRES);
        var found = new ArrayList<Point>();
        for (var node : neighbours.query(around)) {
            if (((KdNode) node).getData() instanceof Point point) {
                found.add(point);
            }
        }
        return found;
    }

    /** With a point wherever a neighbour has one on the way from one point to the next. */
    private static List<Point> meet(List<Point> ring, KdTree neighbours) {
        var own = new HashSet<Coordinate>();
        ring.forEach(point -> own.add(point.at()));
        var points = new ArrayList<Point>();
        for (int i = 0; i + 1 < ring.size(); i++) {
            var edge = new LineSegment(ring.get(i).at(), ring.get(i + 1).at());
            points.add(ring.get(i));
            query(neighbours, new Envelope(edge.p0, edge.p1)).stream()
                    .filter(point -> !own.contains(point.at())
                            && edge.distance(point.at()) <= NEAR_METRES
                            && edge.projectionFactor(point.at()) > 0
                            && edge.projectionFactor(point.at()) < 1)
                    .sorted(Comparator.comparingDouble(point -> edge.projectionFactor(point.at())))
                    .filter(point -> own.add(point.at()))
                    .forEach(points::add);
        }
        points.add(ring.getLast());
        return points;
    }

    private static List<Proposal> proposals(String file, Plan plan) {
        var ring = plan.ring();
        var proposals = new ArrayList<Proposal>();
        if (!ring.isClosed()) {
            proposals.add(proposal(
                    file,
                    ring,
                    Kind.CLOSE,
                    1,
                    ring.points()
                            .getLast()
                            .at()
                            .distance(ring.points().getFirst().at()),
                    plan.closed(),
                    ring.points().getLast().at()));
        }
        var written = new HashSet<>(List.of(coordinates(plan.closed())));
        var moved = plan.snapped().stream()
                .distinct()
                .filter(point -> !written.contains(point.at()))
                .toList();
        if (!moved.isEmpty()) {
            var from = GmlGeometry.GEOMETRIES.createLineString(coordinates(plan.closed()));
            var farthest = moved.stream()
                    .max(Comparator.comparingDouble(
                            point -> from.distance(GmlGeometry.GEOMETRIES.createPoint(point.at()))))
                    .orElseThrow();
            double metres = from.distance(GmlGeometry.GEOMETRIES.createPoint(farthest.at()));
            proposals.add(proposal(file, ring, Kind.SNAP, moved.size(), metres, plan.snapped(), farthest.at()));
        }
        if (plan.turn()) {
            proposals.add(proposal(
                    file,
                    ring,
                    Kind.TURN,
                    0,
                    0,
                    plan.closed().reversed(),
                    ring.points().getFirst().at()));
        }
        return proposals;
    }

    private static Proposal proposal(
            String file, Ring ring, Kind kind, int points, double metres, List<Point> after, Coordinate spot) {
        var place = ring.crs().to(Crs.EPSG25832, spot.x, spot.y);
        return new Proposal(
                key(file, ring, kind),
                kind,
                ring.id(),
                ring.line(),
                points,
                metres,
                line(ring.points(), ring.crs()),
                line(after, ring.crs()),
                new Coordinate(place.x(), place.y()));
    }

    private static LineString line(List<Point> points, Crs crs) {
        return (LineString) crs.to(Crs.EPSG25832, GmlGeometry.GEOMETRIES.createLineString(coordinates(points)));
    }
}
