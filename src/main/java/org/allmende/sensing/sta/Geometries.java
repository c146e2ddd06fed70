package org.allmende.sensing.sta;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.allmende.sensing.sta.Conditions.Scope;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Questions about places. They are answered here, since this PostgreSQL knows no geography: over all places that the reader may
 * see, of which even a large county has a few thousand. Distances and lengths are in the places' own unit, degrees.
 */
final class Geometries {

    private static final GeometryFactory FACTORY = new GeometryFactory();

    private static final Map<String, BiPredicate<Geometry, Geometry>> RELATIONS = Map.of(
            "geo.intersects", Geometry::intersects,
            "st_intersects", Geometry::intersects,
            "st_equals", Geometry::equalsTopo,
            "st_disjoint", Geometry::disjoint,
            "st_touches", Geometry::touches,
            "st_within", Geometry::within,
            "st_overlaps", Geometry::overlaps,
            "st_crosses", Geometry::crosses,
            "st_contains", Geometry::contains);

    private final JdbcClient db;

    private record Place(long id, String geometry) {}

    Geometries(JdbcClient db) {
        this.db = db;
    }

    static boolean knows(String function) {
        return RELATIONS.containsKey(function)
                || List.of("geo.distance", "geo.length", "st_relate").contains(function);
    }

    Value value(Expr.Call call, Scope scope, Joins joins) {
        var arguments = call.arguments();
        return switch (call.function()) {
            case "geo.length" -> {
                Functions.count(call, 1, 1);
                yield measured(arguments.getFirst(), scope, joins, Geometry::getLength);
            }
            case "geo.distance" -> {
                Functions.count(call, 2, 2);
                boolean pathFirst = arguments.getFirst() instanceof Expr.Path;
                var fixed = fixed(arguments.get(pathFirst ? 1 : 0));
                yield measured(arguments.get(pathFirst ? 0 : 1), scope, joins, place -> place.distance(fixed));
            }
            case "st_relate" -> {
                Functions.count(call, 3, 3);
                if (!(arguments.get(2) instanceof Expr.Literal pattern)
                        || pattern.text().length() != 9) {
                    throw Refusal.bad("The third argument of st_relate is nine letters of T, F, * and 0 to 2.");
                }
                yield related(call, scope, joins, (one, other) -> one.relate(other, pattern.text()));
            }
            default -> {
                Functions.count(call, 2, 2);
                yield related(call, scope, joins, RELATIONS.getOrDefault(call.function(), Geometry::intersects));
            }
        };
    }

    private Value related(Expr.Call call, Scope scope, Joins joins, BiPredicate<Geometry, Geometry> relation) {
        boolean pathFirst = call.arguments().getFirst() instanceof Expr.Path;
        var fixed = fixed(call.arguments().get(pathFirst ? 1 : 0));
        var found = find(call.arguments().get(pathFirst ? 0 : 1), scope, joins);
        var ids = new ArrayList<Long>();
        for (var place : list(found)) {
            var geometry = read(place.geometry());
            if (geometry != null && (pathFirst ? relation.test(geometry, fixed) : relation.test(fixed, geometry))) {
                ids.add(place.id());
            }
        }
        return Value.of(Kind.BOOL, "(" + found.alias() + ".id = any ({?}))", (Object) ids.toArray(Long[]::new));
    }

    private Value measured(Expr of, Scope scope, Joins joins, java.util.function.ToDoubleFunction<Geometry> measure) {
        var found = find(of, scope, joins);
        var ids = new ArrayList<Long>();
        var values = new ArrayList<Double>();
        for (var place : list(found)) {
            var geometry = read(place.geometry());
            if (geometry != null) {
                ids.add(place.id());
                values.add(measure.applyAsDouble(geometry));
            }
        }
        return Value.of(
                Kind.NUMBER,
                "(select g.value from unnest({?}::bigint[], {?}::float8[]) as g (id, value) where g.id = "
                        + found.alias() + ".id)",
                ids.toArray(Long[]::new),
                values.toArray(Double[]::new));
    }

    private static Scope find(Expr path, Scope from, Joins joins) {
        if (!(path instanceof Expr.Path it)) {
            throw Refusal.bad("One argument is a place of an entity, the other geography'…'.");
        }
        var scope = from;
        for (var step : it.steps().subList(0, it.steps().size() - 1)) {
            var link = scope.type().link(step).orElseThrow(() -> Refusal.bad("There is no link %s.", step));
            scope = new Scope(link.target(), joins.follow(scope.alias(), link));
        }
        var type = scope.type();
        var name = it.steps().getLast();
        if (type.property(name)
                .filter(property -> property.kind() == Kind.GEOMETRY)
                .isEmpty()) {
            throw Refusal.bad("%s is no place.", name);
        }
        return scope;
    }

    private List<Place> list(Scope scope) {
        var sql = switch (scope.type()) {
            case LOCATION -> "select id, geometry from sensing.location";
            case FEATURE -> "select id, geometry from sensing.feature";
            default -> "select id, observed_area as geometry from sensing.datastream where observed_area is not null";
        };
        return db.sql(sql).query(Place.class).list();
    }

    private static Geometry fixed(Expr it) {
        if (!(it instanceof Expr.Literal literal)) {
            throw Refusal.bad("One argument is a place of an entity, the other geography'…'.");
        }
        try {
            return new WKTReader(FACTORY).read(literal.text().replaceFirst("(?i)^\\s*SRID=\\d+;", ""));
        } catch (ParseException | IllegalArgumentException unreadable) {
            throw Refusal.bad("%s is no geometry such as POINT (8.77 50.81).", literal.text());
        }
    }

    /** What is no GeoJSON, such as a text that names a place, is nowhere. */
    private static org.locationtech.jts.geom.@org.jspecify.annotations.Nullable Geometry read(String geometry) {
        try {
            return read(JsonMapper.shared().readTree(geometry));
        } catch (JacksonException | IllegalArgumentException nowhere) {
            return null;
        }
    }

    private static Geometry read(JsonNode it) {
        var coordinates = it.path("coordinates");
        return switch (it.path("type").asString("")) {
            case "Point" -> FACTORY.createPoint(coordinate(coordinates));
            case "MultiPoint" -> FACTORY.createMultiPointFromCoords(coordinates(coordinates));
            case "LineString" -> FACTORY.createLineString(coordinates(coordinates));
            case "MultiLineString" ->
                FACTORY.createMultiLineString(each(coordinates)
                        .map(line -> FACTORY.createLineString(coordinates(line)))
                        .toArray(org.locationtech.jts.geom.LineString[]::new));
            case "Polygon" -> polygon(coordinates);
            case "MultiPolygon" ->
                FACTORY.createMultiPolygon(
                        each(coordinates).map(Geometries::polygon).toArray(Polygon[]::new));
            case "GeometryCollection" ->
                FACTORY.createGeometryCollection(
                        each(it.path("geometries")).map(Geometries::read).toArray(Geometry[]::new));
            case "Feature" -> read(it.path("geometry"));
            default -> throw new IllegalArgumentException("no geometry");
        };
    }

    private static Polygon polygon(JsonNode rings) {
        var all = each(rings)
                .map(ring -> FACTORY.createLinearRing(coordinates(ring)))
                .toArray(LinearRing[]::new);
        if (all.length == 0) {
            throw new IllegalArgumentException("no ring");
        }
        return FACTORY.createPolygon(all[0], java.util.Arrays.copyOfRange(all, 1, all.length));
    }

    private static java.util.stream.Stream<JsonNode> each(JsonNode all) {
        return all.valueStream();
    }

    private static Coordinate[] coordinates(JsonNode all) {
        return each(all).map(Geometries::coordinate).toArray(Coordinate[]::new);
    }

    private static Coordinate coordinate(JsonNode pair) {
        return new Coordinate(pair.path(0).asDouble(), pair.path(1).asDouble());
    }
}
