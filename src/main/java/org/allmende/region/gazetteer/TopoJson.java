package org.allmende.region.gazetteer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.region.Boundary;
import org.allmende.region.Boundary.Polygon;
import org.allmende.region.Boundary.Position;
import tools.jackson.databind.JsonNode;

/** Boundaries that share their lines: quantised arcs, and areas made of them (the TopoJSON format, 2013). */
final class TopoJson {

    private final List<List<Position>> arcs = new ArrayList<>();
    private final Map<String, JsonNode> areas = new HashMap<>();

    TopoJson(JsonNode topology) {
        double scaleX = topology.at("/transform/scale/0").asDouble();
        double scaleY = topology.at("/transform/scale/1").asDouble();
        double left = topology.at("/transform/translate/0").asDouble();
        double bottom = topology.at("/transform/translate/1").asDouble();
        for (var arc : topology.path("arcs")) {
            var line = new ArrayList<Position>(arc.size());
            long x = 0;
            long y = 0;
            for (var step : arc) {
                x += step.path(0).asLong();
                y += step.path(1).asLong();
                line.add(new Position(left + x * scaleX, bottom + y * scaleY));
            }
            arcs.add(line);
        }
        for (var object : topology.path("objects")) {
            object.path("geometries")
                    .forEach(area -> areas.put(area.at("/properties/ags").asString(), area));
        }
    }

    int size() {
        return areas.size();
    }

    boolean has(String ags) {
        return areas.containsKey(ags);
    }

    Optional<Boundary> find(String ags) {
        return Optional.ofNullable(areas.get(ags)).map(this::boundary);
    }

    private Boundary boundary(JsonNode area) {
        var polygons = new ArrayList<Polygon>();
        if (area.path("type").asString().equals("MultiPolygon")) {
            area.path("arcs").forEach(rings -> polygons.add(polygon(rings)));
        } else {
            polygons.add(polygon(area.path("arcs")));
        }
        return new Boundary(List.copyOf(polygons));
    }

    private Polygon polygon(JsonNode rings) {
        var lines = new ArrayList<List<Position>>();
        rings.forEach(ring -> lines.add(ring(ring)));
        return new Polygon(List.copyOf(lines));
    }

    /** An arc begins where the one before it ends, so its first position is left out; ~i is arc i backwards. */
    private List<Position> ring(JsonNode indexes) {
        var ring = new ArrayList<Position>();
        for (var node : indexes) {
            int index = node.asInt();
            var arc = index < 0 ? arcs.get(~index).reversed() : arcs.get(index);
            ring.addAll(ring.isEmpty() ? arc : arc.subList(1, arc.size()));
        }
        return List.copyOf(ring);
    }
}
