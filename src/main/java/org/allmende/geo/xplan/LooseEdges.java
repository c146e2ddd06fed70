package org.allmende.geo.xplan;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.algorithm.locate.PointOnGeometryLocator;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.noding.MCIndexNoder;
import org.locationtech.jts.noding.NodedSegmentString;
import org.locationtech.jts.noding.SegmentIntersector;
import org.locationtech.jts.noding.SegmentString;
import org.locationtech.jts.operation.polygonize.Polygonizer;

/**
 * The edges of areas that shall close up, without those on whose two sides lies one area each.
 *
 * <p>How many areas lie over a place changes at loose edges only. So areas overlap exactly where a loose edge crosses another, where
 * one has an area on its outer side too, or where several have their area on the same side; whatever else two areas have in common
 * need not be looked at, and all of this takes a time that grows as the number of edges does.
 */
final class LooseEdges {

    private static final int LEFT = 1;
    private static final int RIGHT = 2;
    private static final int TWICE = 4;

    /** Other in each run, so that no file can be made whose edges all fall into one place. */
    private static final long SEED = new SecureRandom().nextLong();

    /** With so many corners it pays to make an index of an area. */
    private static final int MANY = 500;

    private final List<? extends Geometry> areas;
    private final List<Ring> rings = new ArrayList<>();
    private final BitSet apart = new BitSet();
    private final List<SegmentString> pieces;

    /** @param leftInside whether the area is to the left of who walks along it */
    private record Ring(int area, CoordinateSequence points, boolean leftInside) {

        static Ring of(int area, LinearRing ring, boolean outer) {
            var points = ring.getCoordinateSequence();
            return new Ring(area, points, Orientation.isCCW(points) == outer);
        }

        int edges() {
            return points.size() - 1;
        }

        boolean isForward(int edge) {
            double from = points.getX(edge);
            double to = points.getX(edge + 1);
            return from < to || (from == to && points.getY(edge) <= points.getY(edge + 1));
        }

        /** On which side of the edge the area is, seen from its lesser end. */
        int side(int edge) {
            return isForward(edge) == leftInside ? LEFT : RIGHT;
        }

        int hash(int edge) {
            // the same for both directions; each end is mixed first, or all edges through one centre had the same sum
            return (int) ((mixed(edge) + mixed(edge + 1)) >>> 32);
        }

        private long mixed(int point) {
            return mixed(mixed(SEED ^ bits(points.getX(point))) ^ bits(points.getY(point)));
        }

        /** The finalizer of SplitMix64. */
        private static long mixed(long bits) {
            long one = (bits ^ (bits >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
            long two = (one ^ (one >>> 27)) * 0x94d0_49bb_1331_11ebL;
            return two ^ (two >>> 31);
        }

        private static long bits(double number) {
            // one zero of both
            return Double.doubleToLongBits(number + 0.0);
        }

        boolean isSame(int edge, Ring other, int otherEdge) {
            int from = isForward(edge) ? edge : edge + 1;
            int otherFrom = other.isForward(otherEdge) ? otherEdge : otherEdge + 1;
            return isAt(from, other, otherFrom) && isAt(2 * edge + 1 - from, other, 2 * otherEdge + 1 - otherFrom);
        }

        private boolean isAt(int point, Ring other, int otherPoint) {
            return points.getX(point) == other.points.getX(otherPoint)
                    && points.getY(point) == other.points.getY(otherPoint);
        }
    }

    /** Which rings have an edge between the same two points, and on which sides their areas are; a hash table in two arrays. */
    private final class Shared {

        private final int[] ring;
        private final int[] edge;
        private final byte[] sides;

        Shared(int edges) {
            int size = Integer.highestOneBit(Math.max(edges, 4)) << 2;
            ring = new int[size];
            edge = new int[size];
            sides = new byte[size];
            Arrays.fill(ring, -1);
        }

        int find(int number, int at) {
            var one = rings.get(number);
            int place = one.hash(at) & (ring.length - 1);
            while (ring[place] >= 0 && !one.isSame(at, rings.get(ring[place]), edge[place])) {
                place = (place + 1) & (ring.length - 1);
            }
            return place;
        }

        void add(int number, int at) {
            int place = find(number, at);
            if (ring[place] < 0) {
                ring[place] = number;
                edge[place] = at;
            }
            int side = rings.get(number).side(at);
            sides[place] |= (byte) ((sides[place] & side) == 0 ? side : TWICE);
        }

        int sides(int number, int at) {
            return sides[find(number, at)];
        }
    }

    /** @param areas polygons and multipolygons that are valid */
    LooseEdges(List<? extends Geometry> areas) {
        this.areas = areas;
        for (int i = 0; i < areas.size(); i++) {
            for (int j = 0; j < areas.get(i).getNumGeometries(); j++) {
                var polygon = (Polygon) areas.get(i).getGeometryN(j);
                rings.add(Ring.of(i, polygon.getExteriorRing(), true));
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    rings.add(Ring.of(i, polygon.getInteriorRingN(hole), false));
                }
            }
        }
        var loose = loose();
        var noder = new MCIndexNoder(new Crossings());
        noder.computeNodes(loose);
        pieces = pieces(loose);
        bothSides();
    }

    @SuppressWarnings("unchecked") // JTS says no more of it
    private static List<SegmentString> pieces(List<NodedSegmentString> noded) {
        return (List<SegmentString>) NodedSegmentString.getNodedSubstrings(noded);
    }

    private List<NodedSegmentString> loose() {
        var shared = new Shared(rings.stream().mapToInt(Ring::edges).sum());
        for (int number = 0; number < rings.size(); number++) {
            for (int edge = 0; edge < rings.get(number).edges(); edge++) {
                shared.add(number, edge);
            }
        }
        var lines = new ArrayList<NodedSegmentString>();
        for (int number = 0; number < rings.size(); number++) {
            var ring = rings.get(number);
            var line = new ArrayList<Coordinate>();
            for (int edge = 0; edge < ring.edges(); edge++) {
                int sides = shared.sides(number, edge);
                if ((sides & TWICE) != 0) {
                    apart.set(ring.area());
                }
                if (sides == (LEFT | RIGHT)) {
                    end(line, ring, lines);
                } else {
                    if (line.isEmpty()) {
                        line.add(ring.points().getCoordinateCopy(edge));
                    }
                    line.add(ring.points().getCoordinateCopy(edge + 1));
                }
            }
            end(line, ring, lines);
        }
        return lines;
    }

    private static void end(List<Coordinate> line, Ring ring, List<NodedSegmentString> lines) {
        if (!line.isEmpty()) {
            lines.add(new NodedSegmentString(line.toArray(Coordinate[]::new), ring.area()));
            line.clear();
        }
    }

    /** Parts loose edges where a corner of others lies on them, so that all of a piece has the same on its sides. */
    private final class Crossings implements SegmentIntersector {

        private final RobustLineIntersector lines = new RobustLineIntersector();

        @Override
        public void processIntersections(SegmentString one, int edge, SegmentString other, int otherEdge) {
            if (one.equals(other) && edge == otherEdge) {
                return;
            }
            lines.computeIntersection(
                    one.getCoordinate(edge),
                    one.getCoordinate(edge + 1),
                    other.getCoordinate(otherEdge),
                    other.getCoordinate(otherEdge + 1));
            if (!lines.hasIntersection()) {
                return;
            }
            if (lines.isProper() || lines.getIntersectionNum() == 2) {
                // no node: both are found, and where all cross all there is no room for so many
                apart.set((Integer) one.getData());
                apart.set((Integer) other.getData());
                return;
            }
            ((NodedSegmentString) one).addIntersections(lines, edge, 0);
            ((NodedSegmentString) other).addIntersections(lines, otherEdge, 1);
        }

        @Override
        public boolean isDone() {
            return false;
        }
    }

    /** Of each piece, whether it lies within an area that is not its own. */
    private void bothSides() {
        var index = new STRtree();
        for (int i = 0; i < areas.size(); i++) {
            index.insert(areas.get(i).getEnvelopeInternal(), i);
        }
        Map<Integer, PointOnGeometryLocator> locators = new HashMap<>();
        for (var piece : pieces) {
            int own = (Integer) piece.getData();
            for (int edge = 0; edge + 1 < piece.size(); edge++) {
                var from = piece.getCoordinate(edge);
                var to = piece.getCoordinate(edge + 1);
                var middle = new Coordinate((from.x + to.x) / 2, (from.y + to.y) / 2);
                for (var found : index.query(new Envelope(middle))) {
                    int other = (Integer) found;
                    if (other != own
                            && !(apart.get(own) && apart.get(other))
                            && locators.computeIfAbsent(other, this::locator).locate(middle) == Location.INTERIOR) {
                        apart.set(own);
                        apart.set(other);
                    }
                }
            }
        }
    }

    private PointOnGeometryLocator locator(int number) {
        var area = areas.get(number);
        return area.getNumPoints() > MANY ? new IndexedPointInAreaLocator(area) : new SimplePointInAreaLocator(area);
    }

    /** The numbers of areas that overlap others, or run along others without having the same points. */
    BitSet apart() {
        return apart;
    }

    /** All areas as one, when none is {@link #apart}: what is loose is then its edge. */
    Geometry union() {
        var polygons = new Polygonizer(true);
        for (var piece : pieces) {
            polygons.add(GmlGeometry.GEOMETRIES.createLineString(piece.getCoordinates()));
        }
        return polygons.getGeometry();
    }
}
