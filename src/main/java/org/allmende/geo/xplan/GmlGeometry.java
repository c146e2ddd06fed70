package org.allmende.geo.xplan;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.allmende.geo.crs.Crs;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.impl.PackedCoordinateSequenceFactory;

/** Reads the geometries of GML 3.2 (ISO 19136) that plans are drawn with. */
final class GmlGeometry {

    static final String GML = "http://www.opengis.net/gml/3.2";

    static final GeometryFactory GEOMETRIES =
            new GeometryFactory(new PrecisionModel(), 0, PackedCoordinateSequenceFactory.DOUBLE_FACTORY);

    private final XmlCursor in;
    private final Numbers numbers = new Numbers();
    private Crs crs = Crs.EPSG25832;

    GmlGeometry(XmlCursor in) {
        this.in = in;
    }

    /** Why a geometry cannot be read; the word is part of a key of the messages. */
    static final class Unreadable extends Exception {
        private final Rule rule;
        private final String what;
        private final int line;

        Unreadable(Rule rule, String what, int line) {
            super(what, null, false, false);
            this.rule = rule;
            this.what = what;
            this.line = line;
        }

        Rule rule() {
            return rule;
        }

        String what() {
            return what;
        }

        int line() {
            return line;
        }
    }

    /**
     * The geometry whose element is there.
     *
     * @param outer the system of the object around it, if it says one
     */
    PlanObject.Shape read(@Nullable Crs outer) throws XMLStreamException, Unreadable {
        crs = outer == null ? Crs.EPSG25832 : outer;
        var geometry = geometry();
        return new PlanObject.Shape(geometry, crs);
    }

    static Crs crs(String name, int line) throws Unreadable {
        return Crs.parse(name).orElseThrow(() -> new Unreadable(Rule.CRS, name, line));
    }

    private Geometry geometry() throws XMLStreamException, Unreadable {
        var name = in.name();
        int line = in.line();
        var system = in.attribute(null, "srsName");
        if (system != null) {
            crs = crs(system, line);
        }
        return switch (name) {
            case "Point" -> point();
            case "LineString", "Curve", "CompositeCurve", "OrientableCurve" -> lineString(curve(name), line);
            case "Polygon", "PolygonPatch" -> polygon();
            case "Surface" -> single(parts(), line);
            case "MultiPoint" -> GEOMETRIES.createMultiPoint(parts().toArray(Point[]::new));
            case "MultiCurve" -> GEOMETRIES.createMultiLineString(parts().toArray(LineString[]::new));
            case "MultiSurface", "CompositeSurface" -> surfaces(parts(), line);
            case "MultiGeometry", "GeometricComplex" -> GEOMETRIES.buildGeometry(parts());
            default -> throw new Unreadable(Rule.GEOMETRY, name, line);
        };
    }

    /** The members of a geometry; an array of members counts as several. */
    private List<Geometry> parts() throws XMLStreamException, Unreadable {
        var parts = new ArrayList<Geometry>();
        while (in.nextChild()) {
            switch (in.name()) {
                case "surfaceMember",
                        "curveMember",
                        "pointMember",
                        "geometryMember",
                        "surfaceMembers",
                        "curveMembers",
                        "pointMembers",
                        "geometryMembers",
                        "patches",
                        "element" -> {
                    int line = in.line();
                    int before = parts.size();
                    while (in.nextChild()) {
                        var part = geometry();
                        for (int i = 0; i < part.getNumGeometries(); i++) {
                            parts.add(part.getGeometryN(i));
                        }
                    }
                    if (parts.size() == before) {
                        throw new Unreadable(Rule.GEOMETRY, "xlink:href", line);
                    }
                }
                default -> in.skip();
            }
        }
        return parts;
    }

    private static Geometry single(List<Geometry> parts, int line) throws Unreadable {
        return parts.size() == 1 ? parts.getFirst() : surfaces(parts, line);
    }

    private static Geometry surfaces(List<Geometry> parts, int line) throws Unreadable {
        if (parts.isEmpty() || !parts.stream().allMatch(Polygon.class::isInstance)) {
            throw new Unreadable(Rule.GEOMETRY, "MultiSurface", line);
        }
        return GEOMETRIES.createMultiPolygon(parts.toArray(Polygon[]::new));
    }

    private Point point() throws XMLStreamException, Unreadable {
        int line = in.line();
        var points = new ArrayList<Coordinate>();
        while (in.nextChild()) {
            position(points);
        }
        if (points.size() != 1) {
            throw new Unreadable(Rule.GEOMETRY, "Point", line);
        }
        return GEOMETRIES.createPoint(points.getFirst());
    }

    private Polygon polygon() throws XMLStreamException, Unreadable {
        int line = in.line();
        LinearRing shell = null;
        var holes = new ArrayList<LinearRing>();
        while (in.nextChild()) {
            switch (in.name()) {
                case "exterior" -> shell = ring();
                case "interior" -> holes.add(ring());
                default -> in.skip();
            }
        }
        if (shell == null) {
            throw new Unreadable(Rule.GEOMETRY, "exterior", line);
        }
        return GEOMETRIES.createPolygon(shell, holes.toArray(LinearRing[]::new));
    }

    private LinearRing ring() throws XMLStreamException, Unreadable {
        int line = in.line();
        var points = new ArrayList<Coordinate>();
        while (in.nextChild()) {
            var name = in.name();
            if (name.equals("LinearRing")) {
                while (in.nextChild()) {
                    position(points);
                }
            } else if (name.equals("Ring")) {
                members(points);
            } else {
                throw new Unreadable(Rule.GEOMETRY, name, line);
            }
        }
        if (points.size() < 4 || !points.getFirst().equals2D(points.getLast())) {
            throw new Unreadable(Rule.GEOMETRY, points.size() < 4 ? "short" : "open", line);
        }
        return GEOMETRIES.createLinearRing(points.toArray(Coordinate[]::new));
    }

    private static LineString lineString(List<Coordinate> points, int line) throws Unreadable {
        if (points.size() < 2) {
            throw new Unreadable(Rule.GEOMETRY, "LineString", line);
        }
        return GEOMETRIES.createLineString(points.toArray(Coordinate[]::new));
    }

    /** The points of the curve whose element is there. */
    private List<Coordinate> curve(String name) throws XMLStreamException, Unreadable {
        var points = new ArrayList<Coordinate>();
        switch (name) {
            case "LineString" -> {
                while (in.nextChild()) {
                    position(points);
                }
            }
            case "Curve" -> {
                while (in.nextChild()) {
                    if (in.name().equals("segments")) {
                        while (in.nextChild()) {
                            join(points, segment(), in.line());
                        }
                    } else {
                        in.skip();
                    }
                }
            }
            case "OrientableCurve" -> {
                boolean backwards = "-".equals(in.attribute(null, "orientation"));
                var base = new ArrayList<Coordinate>();
                while (in.nextChild()) {
                    while (in.nextChild()) {
                        base.addAll(curve(in.name()));
                    }
                }
                points.addAll(backwards ? base.reversed() : base);
            }
            case "CompositeCurve" -> members(points);
            default -> throw new Unreadable(Rule.GEOMETRY, name, in.line());
        }
        return points;
    }

    /** Curves one behind the other. */
    private void members(List<Coordinate> points) throws XMLStreamException, Unreadable {
        while (in.nextChild()) {
            if (!in.name().equals("curveMember")) {
                in.skip();
                continue;
            }
            while (in.nextChild()) {
                int line = in.line();
                join(points, curve(in.name()), line);
            }
        }
    }

    private static void join(List<Coordinate> points, List<Coordinate> next, int line) throws Unreadable {
        if (points.isEmpty()) {
            points.addAll(next);
        } else if (next.isEmpty() || points.getLast().distance(next.getFirst()) > 0.001) {
            throw new Unreadable(Rule.GEOMETRY, "apart", line);
        } else {
            points.addAll(next.subList(1, next.size()));
        }
    }

    private List<Coordinate> segment() throws XMLStreamException, Unreadable {
        var name = in.name();
        int line = in.line();
        var points = new ArrayList<Coordinate>();
        while (in.nextChild()) {
            position(points);
        }
        return switch (name) {
            case "LineStringSegment", "GeodesicString" -> points;
            case "Arc", "ArcString" -> arcs(points, line);
            case "Circle" -> circle(points, line);
            default -> throw new Unreadable(Rule.GEOMETRY, name, line);
        };
    }

    private static List<Coordinate> arcs(List<Coordinate> points, int line) throws Unreadable {
        if (points.size() < 3 || points.size() % 2 == 0) {
            throw new Unreadable(Rule.GEOMETRY, "Arc", line);
        }
        var drawn = new ArrayList<Coordinate>(List.of(points.getFirst()));
        for (int i = 0; i + 2 < points.size(); i += 2) {
            Arcs.draw(drawn, points.get(i), points.get(i + 1), points.get(i + 2));
        }
        return drawn;
    }

    private static List<Coordinate> circle(List<Coordinate> points, int line) throws Unreadable {
        if (points.size() != 3) {
            throw new Unreadable(Rule.GEOMETRY, "Circle", line);
        }
        var first = points.getFirst();
        var drawn = new ArrayList<Coordinate>(List.of(first));
        Arcs.draw(drawn, first, points.get(1), points.get(2));
        // on from the third point, by what lies opposite the way already gone
        var half = new Coordinate(2 * centre(points).x - points.get(1).x, 2 * centre(points).y - points.get(1).y);
        Arcs.draw(drawn, points.get(2), half, first);
        return drawn;
    }

    private static Coordinate centre(List<Coordinate> three) {
        return org.locationtech.jts.geom.Triangle.circumcentre(three.get(0), three.get(1), three.get(2));
    }

    /** {@code pos} or {@code posList}; anything else is passed over. */
    private void position(List<Coordinate> points) throws XMLStreamException, Unreadable {
        var name = in.name();
        if (!name.equals("pos") && !name.equals("posList")) {
            in.skip();
            return;
        }
        int line = in.line();
        var declared = in.attribute(null, "srsDimension");
        int dimension = "3".equals(declared) ? 3 : 2;
        numbers.clear();
        if (!in.numbers(numbers) || numbers.size() % dimension != 0 || numbers.size() == 0) {
            throw new Unreadable(Rule.GEOMETRY, name, line);
        }
        boolean northFirst = crs.northFirst();
        for (int i = 0; i < numbers.size(); i += dimension) {
            double first = numbers.get(i);
            double second = numbers.get(i + 1);
            points.add(northFirst ? new Coordinate(second, first) : new Coordinate(first, second));
        }
    }
}
