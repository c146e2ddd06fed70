package org.allmende.geo.ogc.cql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.geo.formats.GeoJsonShape;
import org.allmende.geo.ogc.BadQuery;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a condition as JSON: <code>{"op": ">", "args": [{"property": "GFZ"}, 0.4]}</code>. */
final class CqlJson {

    private static final JsonMapper JSON = new JsonMapper();

    private final Filter.Context context;

    CqlJson(Filter.Context context) {
        this.context = context;
    }

    Node parse(String text) {
        JsonNode written;
        try {
            written = JSON.readTree(text);
        } catch (JacksonException broken) {
            var place = broken.getLocation();
            throw new BadQuery(
                    "filter: this is no JSON (at letter %d)".formatted(place == null ? 1 : place.getColumnNr()));
        }
        var condition = node(written, "$", 0);
        if (condition.kind() != Node.Kind.TRUTH) {
            throw new BadQuery("filter: this is no condition (at $)");
        }
        return condition;
    }

    private static BadQuery wrong(String what, String path) {
        return new BadQuery("filter: %s (at %s)".formatted(what, path));
    }

    private Node node(JsonNode json, String path, int depth) {
        if (depth > Filter.DEEPEST) {
            throw wrong("at most %d levels".formatted(Filter.DEEPEST), path);
        }
        if (json.isString()) {
            return new Node.Literal(json.asString());
        }
        if (json.isNumber() && Double.isFinite(json.asDouble())) {
            return new Node.Literal(json.asDouble());
        }
        if (json.isBoolean()) {
            return new Node.Literal(json.asBoolean());
        }
        if (json.isArray()) {
            return new Node.Several(nodes(json, path, depth));
        }
        var where = "at " + path;
        if (json.has("op")) {
            var op = Op.find(json.path("op").asString(""))
                    .orElseThrow(() -> wrong("there is no such operator", path + ".op"));
            return context.call(op, nodes(json.path("args"), path + ".args", depth), where);
        }
        if (json.has("property")) {
            return context.property(json.path("property").asString(""), where);
        }
        if (json.has("date") || json.has("timestamp")) {
            return Filter.Context.time(
                    Span.parse(
                            json.path(json.has("date") ? "date" : "timestamp").asString("")),
                    where);
        }
        if (json.has("interval")) {
            var ends = json.path("interval");
            return Filter.Context.time(
                    ends.size() == 2
                            ? Span.parse(ends.path(0).asString(""), ends.path(1).asString(""))
                            : Optional.empty(),
                    where);
        }
        if (json.has("bbox")) {
            return context.box(numbers(json.path("bbox"), path + ".bbox"), where);
        }
        if (json.has("type")) {
            return context.shape(
                    GeoJsonShape.of(json).orElseThrow(() -> wrong("the geometry is incomplete", path)), where);
        }
        throw wrong("this is not understood", path);
    }

    private List<Node> nodes(JsonNode json, String path, int depth) {
        if (!json.isArray()) {
            throw wrong("a list is missing", path);
        }
        var nodes = new ArrayList<Node>();
        for (int i = 0; i < json.size(); i++) {
            nodes.add(node(json.path(i), "%s[%d]".formatted(path, i), depth + 1));
        }
        return nodes;
    }

    private static List<Double> numbers(JsonNode json, String path) {
        var numbers = new ArrayList<Double>();
        for (var one : json) {
            if (!one.isNumber()) {
                throw wrong("a number is missing", path);
            }
            numbers.add(one.asDouble());
        }
        return numbers;
    }
}
