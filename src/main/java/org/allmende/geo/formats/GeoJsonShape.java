package org.allmende.geo.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.databind.JsonNode;

/** Reads a geometry as GeoJSON has it (RFC 7946 §3.1), with the coordinates as they are written. */
public final class GeoJsonShape {

    private static final GeometryFactory SHAPES = new GeometryFactory();

    private GeoJsonShape() {}

    /** Empty for what is none, or incomplete. */
    public static Optional<Geometry> of(JsonNode json) {
        var numbers = json.path("coordinates");
        try {
            return switch (json.path("type").asString("")) {
                case "Point" -> Optional.of(point(numbers));
                case "LineString" -> Optional.of(line(numbers));
                case "Polygon" -> Optional.of(polygon(numbers));
                case "MultiPoint" ->
                    Optional.of(SHAPES.createMultiPoint(
                            each(numbers, GeoJsonShape::point).toArray(Point[]::new)));
                case "MultiLineString" ->
                    Optional.of(SHAPES.createMultiLineString(
                            each(numbers, GeoJsonShape::line).toArray(LineString[]::new)));
                case "MultiPolygon" ->
                    Optional.of(SHAPES.createMultiPolygon(
                            each(numbers, GeoJsonShape::polygon).toArray(Polygon[]::new)));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException incomplete) {
            return Optional.empty();
        }
    }

    private interface Part<T> {
        T of(JsonNode json);
    }

    private static <T> List<T> each(JsonNode json, Part<T> part) {
        var parts = new ArrayList<T>();
        json.forEach(one -> parts.add(part.of(one)));
        return parts;
    }

    private static Point point(JsonNode json) {
        return SHAPES.createPoint(corner(json));
    }

    private static Coordinate corner(JsonNode json) {
        if (!json.path(0).isNumber() || !json.path(1).isNumber()) {
            throw new IllegalArgumentException("a position has two numbers");
        }
        return new Coordinate(json.path(0).asDouble(), json.path(1).asDouble());
    }

    private static Coordinate[] corners(JsonNode json) {
        return each(json, GeoJsonShape::corner).toArray(Coordinate[]::new);
    }

    private static LineString line(JsonNode json) {
        return SHAPES.createLineString(corners(json));
    }

    private static Polygon polygon(JsonNode json) {
        var rings = each(json, ring -> SHAPES.createLinearRing(corners(ring)));
        if (rings.isEmpty()) {
            throw new IllegalArgumentException("a polygon has a ring");
        }
        return SHAPES.createPolygon(
                rings.getFirst(), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
    }
}
