package org.allmende.platform.api;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Describes what is sent and answered, from the records themselves: JSON Schema 2020-12, as OpenAPI 3.1 has it. */
final class Shape {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<Class<?>, String> FORMATS =
            Map.of(UUID.class, "uuid", Instant.class, "date-time", LocalDate.class, "date", URI.class, "uri");

    /** The records that were met, by name. */
    private final Map<String, ObjectNode> components = new TreeMap<>();

    Map<String, ObjectNode> components() {
        return components;
    }

    ObjectNode of(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return node("array").set("items", of(generic.getActualTypeArguments()[0]));
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalArgumentException("No shape for " + type);
        }
        if (plain.isRecord()) {
            return ofRecord(plain);
        }
        if (plain.isEnum()) {
            var values = JSON.createArrayNode();
            Arrays.stream(plain.getEnumConstants()).map(Object::toString).forEach(values::add);
            return node("string").set("enum", values);
        }
        if (FORMATS.containsKey(plain)) {
            return node("string").put("format", FORMATS.get(plain));
        }
        return simple(plain);
    }

    private static ObjectNode simple(Class<?> plain) {
        if (plain == String.class) {
            return node("string");
        }
        if (plain == boolean.class) {
            return node("boolean");
        }
        if (plain == int.class || plain == long.class || plain == Integer.class) {
            return node("integer");
        }
        if (plain == BigDecimal.class) {
            return node("number");
        }
        if (plain == ObjectNode.class) {
            return node("object");
        }
        throw new IllegalArgumentException("No shape for " + plain);
    }

    private ObjectNode ofRecord(Class<?> type) {
        var name = type.getSimpleName();
        if (!components.containsKey(name)) {
            var properties = JSON.createObjectNode();
            var required = JSON.createArrayNode();
            var shape = node("object");
            // before its parts, so that a record may hold itself
            components.put(name, shape);
            for (var part : type.getRecordComponents()) {
                properties.set(part.getName(), of(part));
                required.add(part.getName());
            }
            shape.set("properties", properties).set("required", required);
        }
        return JSON.createObjectNode().put("$ref", "#/components/schemas/" + name);
    }

    private ObjectNode of(RecordComponent part) {
        var shape = of(part.getGenericType());
        if (!isNullable(part.getAnnotatedType())) {
            return shape;
        }
        var choices = JSON.createArrayNode().add(shape).add(node("null"));
        return JSON.createObjectNode().set("anyOf", choices);
    }

    private static boolean isNullable(AnnotatedType type) {
        return !(type instanceof AnnotatedParameterizedType) && type.isAnnotationPresent(Nullable.class);
    }

    private static ObjectNode node(String type) {
        return JSON.createObjectNode().put("type", type);
    }
}
