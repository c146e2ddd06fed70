package org.allmende.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The area of a municipality on the map, in WGS 84; polygons whose first ring is the outer one. */
public record Boundary(List<Polygon> polygons) {

    /** Degrees. */
    public record Position(double lon, double lat) {

        private String json() {
            return String.format(Locale.ROOT, "[%.5f,%.5f]", lon, lat);
        }
    }

    /** Closed rings: the outer line, then the holes. */
    public record Polygon(List<List<Position>> rings) {

        private String json() {
            return rings.stream()
                    .map(ring -> ring.stream().map(Position::json).collect(Collectors.joining(",", "[", "]")))
                    .collect(Collectors.joining(",", "[", "]"));
        }
    }

    public Boundary {
        if (polygons.isEmpty()) {
            throw new IllegalArgumentException("A boundary needs at least one polygon.");
        }
    }

    /** Reads a GeoJSON geometry of type Polygon or MultiPolygon (RFC 7946 §3.1). */
    public static Boundary ofGeoJson(JsonNode geometry) {
        var coordinates = geometry.path("coordinates");
        var polygons = new ArrayList<Polygon>();
        switch (geometry.path("type").asString("")) {
            case "Polygon" -> polygons.add(polygon(coordinates));
            case "MultiPolygon" -> coordinates.forEach(one -> polygons.add(polygon(one)));
            default ->
                throw new IllegalArgumentException(
                        "A boundary is a Polygon or a MultiPolygon, not %s.".formatted(geometry.path("type")));
        }
        return new Boundary(List.copyOf(polygons));
    }

    private static Polygon polygon(JsonNode coordinates) {
        var rings = new ArrayList<List<Position>>();
        for (var line : coordinates) {
            var ring = new ArrayList<Position>();
            line.forEach(pair ->
                    ring.add(new Position(pair.path(0).asDouble(), pair.path(1).asDouble())));
            if (ring.size() < 4 || !ring.getFirst().equals(ring.getLast())) {
                throw new IllegalArgumentException("A ring needs four positions, the last one equal to the first.");
            }
            rings.add(List.copyOf(ring));
        }
        return new Polygon(List.copyOf(rings));
    }

    /** The geometry as GeoJSON, with five decimals (one metre). */
    public String geoJson() {
        if (polygons.size() == 1) {
            return "{\"type\":\"Polygon\",\"coordinates\":%s}"
                    .formatted(polygons.getFirst().json());
        }
        return polygons.stream()
                .map(Polygon::json)
                .collect(Collectors.joining(",", "{\"type\":\"MultiPolygon\",\"coordinates\":[", "]}"));
    }
}
