package org.allmende.services.form;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers as JSON: text as a string, yes or no as a boolean, a number as a number, several options as an array, and
 * {@code {"date": …}}, {@code {"address": …}}, {@code {"place": …}}, {@code {"files": …}}, {@code {"point": …}} for the rest. A group
 * is {@code {"entry": {…}}}, one that repeats {@code {"entries": [{…}]}}. Keys are written in
 * alphabetical order within a value.
 */
final class AnswersJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private AnswersJson() {}

    static String write(Map<String, Value> values) {
        var object = MAPPER.createObjectNode();
        values.forEach((path, value) -> object.set(path, node(value)));
        return MAPPER.writeValueAsString(object);
    }

    static Map<String, Value> read(String json) {
        if (!(MAPPER.readTree(json) instanceof ObjectNode object)) {
            throw new IllegalArgumentException("Answers are a JSON object.");
        }
        var values = new LinkedHashMap<String, Value>();
        object.forEachEntry((path, node) -> values.put(path, value(node)));
        return values;
    }

    private static JsonNode node(Value value) {
        return switch (value) {
            case Value.Plain plain -> MAPPER.getNodeFactory().stringNode(plain.text());
            case Value.YesNo answer -> MAPPER.getNodeFactory().booleanNode(answer.yes());
            case Value.Numeric number -> MAPPER.getNodeFactory().numberNode(number.number());
            case Value.Several several -> strings(several.options());
            case Value.Day day -> object().put("date", day.date().toString());
            case Value.Place place -> object().set("place", place(place));
            case Value.Address address -> object().set("address", address(address));
            case Value.Point point -> object().set("point", point(point));
            case Value.Entry entry -> object().set("entry", entry(entry));
            case Value.Entries several -> object().set("entries", entries(several));
            case Value.Files files -> object().set("files", files(files));
        };
    }

    private static Value value(JsonNode node) {
        if (node.isString()) {
            return new Value.Plain(node.stringValue());
        }
        if (node.isBoolean()) {
            return new Value.YesNo(node.booleanValue());
        }
        if (node.isNumber()) {
            return new Value.Numeric(new BigDecimal(node.asString()));
        }
        if (node instanceof ArrayNode options) {
            return new Value.Several(
                    options.valueStream().map(JsonNode::stringValue).toList());
        }
        if (node.size() == 1 && node instanceof ObjectNode object) {
            var kind = object.propertyNames().iterator().next();
            var inner = node.required(kind);
            return switch (kind) {
                case "date" -> new Value.Day(LocalDate.parse(inner.stringValue()));
                case "place" -> new Value.Place(text(inner, "tenant"), text(inner, "elsewhere"));
                case "address" -> address(inner);
                case "point" ->
                    new Value.Point(
                            inner.required("description").stringValue(), degrees(inner, "lat"), degrees(inner, "lon"));
                case "entry" -> entry(inner);
                case "entries" ->
                    new Value.Entries(
                            inner.valueStream().map(AnswersJson::entry).toList());
                case "files" ->
                    new Value.Files(inner.valueStream().map(AnswersJson::file).toList());
                default -> throw new IllegalArgumentException("No kind of answer: " + kind);
            };
        }
        throw new IllegalArgumentException("No answer: " + node);
    }

    private static ObjectNode place(Value.Place place) {
        var object = object();
        if (place.elsewhere() != null) {
            object.put("elsewhere", place.elsewhere());
        }
        if (place.tenant() != null) {
            object.put("tenant", place.tenant());
        }
        return object;
    }

    private static ObjectNode address(Value.Address address) {
        return object().put("city", address.city())
                .put("country", address.country())
                .put("extra", address.extra())
                .put("number", address.number())
                .put("postcode", address.postcode())
                .put("street", address.street());
    }

    private static Value.Address address(JsonNode node) {
        return new Value.Address(
                node.required("street").stringValue(),
                node.required("number").stringValue(),
                node.required("extra").stringValue(),
                node.required("postcode").stringValue(),
                node.required("city").stringValue(),
                node.required("country").stringValue());
    }

    private static ObjectNode point(Value.Point point) {
        var object = object().put("description", point.description());
        if (point.latitude() != null && point.longitude() != null) {
            object.put("lat", point.latitude()).put("lon", point.longitude());
        }
        return object;
    }

    private static @Nullable BigDecimal degrees(JsonNode node, String name) {
        var inner = node.get(name);
        return inner == null ? null : new BigDecimal(inner.asString());
    }

    private static ObjectNode entry(Value.Entry entry) {
        var object = object();
        new TreeMap<>(entry.answers()).forEach((id, answer) -> object.set(id, node(answer)));
        return object;
    }

    private static Value.Entry entry(JsonNode node) {
        var answers = new LinkedHashMap<String, Value>();
        ((ObjectNode) node).forEachEntry((id, inner) -> answers.put(id, value(inner)));
        return new Value.Entry(answers);
    }

    private static ArrayNode entries(Value.Entries several) {
        var array = MAPPER.createArrayNode();
        several.entries().forEach(entry -> array.add(entry(entry)));
        return array;
    }

    private static ArrayNode files(Value.Files files) {
        var array = MAPPER.createArrayNode();
        for (var file : files.files()) {
            array.add(object().put("bytes", file.bytes())
                    .put("id", file.id().toString())
                    .put("mediaType", file.mediaType())
                    .put("name", file.name()));
        }
        return array;
    }

    private static FileRef file(JsonNode node) {
        return new FileRef(
                UUID.fromString(node.required("id").stringValue()),
                node.required("name").stringValue(),
                node.required("mediaType").stringValue(),
                node.required("bytes").longValue());
    }

    private static ArrayNode strings(List<String> texts) {
        var array = MAPPER.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static @Nullable String text(JsonNode node, String name) {
        var inner = node.get(name);
        return inner == null ? null : inner.stringValue();
    }

    private static ObjectNode object() {
        return MAPPER.createObjectNode();
    }
}
