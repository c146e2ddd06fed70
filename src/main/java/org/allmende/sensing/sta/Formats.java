package org.allmende.sensing.sta;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.sensing.sta.Entity.Entities;
import org.jspecify.annotations.Nullable;

/** In what form a set comes: JSON, dataArray (OGC 18-088 §11.2), CSV or GeoJSON. */
enum Formats {
    JSON,
    DATA_ARRAY,
    CSV,
    GEOJSON;

    static Formats of(Query query, EntityType type) {
        return switch (query.format()) {
            case "" -> JSON;
            case "dataArray" -> {
                if (type != EntityType.OBSERVATION) {
                    throw Refusal.bad("Only Observations come as dataArray.");
                }
                yield DATA_ARRAY;
            }
            case "CSV", "csv" -> CSV;
            case "GeoJSON", "geojson" -> {
                if (type != EntityType.THING && type != EntityType.LOCATION && type != EntityType.FEATURE) {
                    throw Refusal.bad("Things, Locations and FeaturesOfInterest come as GeoJSON.");
                }
                yield GEOJSON;
            }
            default -> throw Refusal.bad("$resultFormat is dataArray, CSV or GeoJSON.");
        };
    }

    /** With what the form needs besides. */
    Query asked(Query query, EntityType type) {
        var expand = new LinkedHashMap<>(query.expand());
        if (this == DATA_ARRAY) {
            expand.putIfAbsent(
                    "Datastream",
                    new Query(null, Map.of(), java.util.Set.of("id"), List.of(), null, 0, false, "", Map.of()));
        } else if (this == GEOJSON && type == EntityType.THING) {
            expand.putIfAbsent("Locations", Query.NONE);
        }
        return new Query(
                query.filter(),
                expand,
                query.select(),
                query.orderBy(),
                query.top(),
                query.skip(),
                query.count(),
                query.format(),
                query.said());
    }

    Answer answer(String root, Request request, Query query, EntityType type, boolean references, Entities them) {
        var next = them.more()
                ? next(root, request, query, query.skip() + them.all().size())
                : null;
        return switch (this) {
            case CSV ->
                new Answer(
                        200,
                        "text/csv;charset=UTF-8",
                        null,
                        to -> to.write(csv(query, type, them).getBytes(StandardCharsets.UTF_8)));
            case GEOJSON -> new Answer(200, "application/geo+json", null, to -> geoJson(root, them, new JsonOut(to)));
            default ->
                Answer.ok(to -> {
                    var out = new JsonOut(to);
                    out.open('{');
                    if (them.count() != null) {
                        out.name("@iot.count").number(them.count());
                    }
                    if (next != null) {
                        out.name("@iot.nextLink").text(next);
                    }
                    out.name("value").open('[');
                    if (this == DATA_ARRAY) {
                        arrays(root, query, them, out);
                    } else if (references) {
                        them.all()
                                .forEach(one -> out.open('{')
                                        .name("@iot.selfLink")
                                        .text(root + "/" + type.set() + "(" + one.literal() + ")")
                                        .close('}'));
                    } else {
                        var writer = new EntityWriter(root, out);
                        them.all().forEach(one -> writer.write(one, query));
                    }
                    out.close(']').close('}').flush();
                });
        };
    }

    /** The same request, further on. */
    static String next(String root, Request request, Query query, int skip) {
        return root + "/" + request.path().replace(" ", "%20") + query.from(skip);
    }

    private static List<Property> columns(Query query, EntityType type) {
        return type.all().stream()
                .filter(it -> query.select().isEmpty() || query.select().contains(it.name()))
                .toList();
    }

    private static boolean wantsId(Query query) {
        return query.select().isEmpty()
                || query.select().contains("id")
                || query.select().contains("@iot.id");
    }

    private static void arrays(String root, Query query, Entities them, JsonOut out) {
        var groups = new LinkedHashMap<Integer, List<Entity>>();
        for (var one : them.all()) {
            groups.computeIfAbsent(java.util.Objects.requireNonNull(one.key).datastream(), first -> new ArrayList<>())
                    .add(one);
        }
        var columns = columns(query, EntityType.OBSERVATION).stream()
                .filter(it -> !query.select().isEmpty()
                        || List.of("phenomenonTime", "result", "resultTime").contains(it.name()))
                .toList();
        groups.forEach((datastream, all) -> {
            out.open('{').name("Datastream@iot.navigationLink").text(root + "/Datastreams(" + datastream + ")");
            out.name("components").open('[');
            if (wantsId(query)) {
                out.text("id");
            }
            columns.forEach(it -> out.text(it.name()));
            out.close(']').name("dataArray@iot.count").number(all.size());
            out.name("dataArray").open('[');
            var writer = new EntityWriter(root, out);
            for (var one : all) {
                out.open('[');
                if (wantsId(query)) {
                    out.raw(one.idAsJson());
                }
                for (var column : columns) {
                    var value = one.value(column.name());
                    if (value == null) {
                        out.nothing();
                    } else {
                        writer.value(column, value);
                    }
                }
                out.close(']');
            }
            out.close(']').close('}');
        });
    }

    private static String csv(Query query, EntityType type, Entities them) {
        var columns = columns(query, type);
        var names = new ArrayList<String>();
        if (wantsId(query)) {
            names.add("id");
        }
        columns.forEach(it -> names.add(it.name()));
        var text = new StringBuilder(String.join(",", names)).append("\r\n");
        for (var one : them.all()) {
            var cells = new ArrayList<String>();
            if (wantsId(query)) {
                cells.add(one.key == null ? Long.toString(one.id) : one.key.text());
            }
            columns.forEach(it -> cells.add(cell(one.value(it.name()))));
            text.append(String.join(",", cells)).append("\r\n");
        }
        return text.toString();
    }

    /** RFC 4180; a text that a spreadsheet would take for a formula gets an apostrophe. */
    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        var text = Values.plain(value);
        if (!(value instanceof Double) && text.matches("(?s)[=+\\-@\\t\\r].*")) {
            text = "'" + text;
        }
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static void geoJson(String root, Entities them, JsonOut out) {
        out.open('{').name("type").text("FeatureCollection").name("features").open('[');
        for (var one : them.all()) {
            out.open('{').name("type").text("Feature");
            out.name("id").text(root + "/" + one.type.set() + "(" + one.literal() + ")");
            out.name("geometry");
            var geometry = geometry(one);
            if (geometry == null) {
                out.nothing();
            } else {
                out.raw(geometry);
            }
            out.name("properties").open('{').name("@iot.id").raw(one.idAsJson());
            var writer = new EntityWriter(root, out);
            for (var property : one.type.all()) {
                var value = one.value(property.name());
                if (value != null && property.kind() != Kind.GEOMETRY) {
                    out.name(property.name());
                    writer.value(property, value);
                }
            }
            out.close('}').close('}');
        }
        out.close(']').close('}').flush();
    }

    /** The first that is GeoJSON. */
    private static @Nullable String geometry(Entity it) {
        var own = it.type.all().stream()
                .filter(property -> property.kind() == Kind.GEOMETRY)
                .map(property -> it.value(property.name()))
                .filter(value -> value != null && value.toString().contains("\"type\""))
                .findFirst();
        if (own.isPresent()) {
            return own.get().toString();
        }
        var places = it.expanded.get("Locations");
        return places == null || places.all().isEmpty()
                ? null
                : geometry(places.all().getFirst());
    }
}
