package org.allmende.sensing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which values a task may have: a DataRecord of SWE Common 2.0 (OGC 08-094r1 §7.3.1) in JSON, with the fields Category, Boolean,
 * Quantity, Count and Text, allowed values and intervals. What it does not know is refused: a limit that nobody looks at is none.
 *
 * @param json as it was sent
 */
public record DataRecord(List<Field> fields, JsonNode json) {

    private static final int MOST_FIELDS = 50;
    private static final int MOST_VALUES = 500;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 1_000;

    /** What a value is. */
    public enum Kind {
        CATEGORY("Category"),
        BOOLEAN("Boolean"),
        QUANTITY("Quantity"),
        COUNT("Count"),
        TEXT("Text");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        static Optional<Kind> of(String type) {
            return Stream.of(values()).filter(it -> it.type.equals(type)).findFirst();
        }

        private boolean isNumber() {
            return this == QUANTITY || this == COUNT;
        }
    }

    /** From the lowest to the highest, both included. */
    public record Interval(double low, double high) {}

    /**
     * One value.
     *
     * @param values the only ones there may be, unless it lies in an interval; with no interval, empty for all
     */
    public record Field(
            String name, String label, Kind kind, boolean optional, List<JsonNode> values, List<Interval> intervals) {

        private void check(JsonNode value) {
            boolean right = switch (kind) {
                case BOOLEAN -> value.isBoolean();
                case QUANTITY -> value.isNumber();
                case COUNT -> value.isIntegralNumber();
                case CATEGORY, TEXT -> value.isString();
            };
            if (!right) {
                throw refused("%s is a %s.", name, kind.type);
            }
            if (value.isString()
                    && (value.stringValue().length() > LONGEST_TEXT
                            || value.stringValue().indexOf(0) >= 0)) {
                throw refused("%s has at most %d characters, and none that is zero.", name, LONGEST_TEXT);
            }
            if (!values.isEmpty() || !intervals.isEmpty()) {
                boolean allowed = values.stream().anyMatch(it -> same(it, value))
                        || intervals.stream()
                                .anyMatch(it -> value.doubleValue() >= it.low() && value.doubleValue() <= it.high());
                if (!allowed) {
                    throw refused("%s cannot be %s. %s", name, value, allowed());
                }
            }
        }

        private boolean same(JsonNode one, JsonNode other) {
            return kind.isNumber() ? one.doubleValue() == other.doubleValue() : one.equals(other);
        }

        private String allowed() {
            var all = new ArrayList<String>();
            values.forEach(it -> all.add(it.toString()));
            intervals.forEach(it -> all.add("%s to %s".formatted(it.low(), it.high())));
            return "Allowed: " + String.join(", ", all) + ".";
        }
    }

    /** Fails with {@link TaskRefused} if it is none, or has something in it that is not looked at here. */
    public static DataRecord parse(JsonNode it) {
        if (!it.isObject() || !it.path("type").asString("").equals("DataRecord")) {
            throw refused("taskingParameters is a DataRecord: {\"type\": \"DataRecord\", \"field\": [...]}.");
        }
        var list = it.path("field");
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_FIELDS) {
            throw refused("A DataRecord has a list \"field\" of 1 to %d.", MOST_FIELDS);
        }
        var names = new HashSet<String>();
        var fields = new ArrayList<Field>();
        for (var one : list) {
            var field = field(one);
            if (!names.add(field.name())) {
                throw refused("There are two fields %s.", field.name());
            }
            fields.add(field);
        }
        return new DataRecord(List.copyOf(fields), it);
    }

    private static Field field(JsonNode it) {
        var name = it.path("name").asString("");
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw refused("Each field has a name of at most %d characters.", LONGEST_NAME);
        }
        var kind = Kind.of(it.path("type").asString(""))
                .orElseThrow(
                        () -> refused("The type of %s is one of Category, Boolean, Quantity, Count and Text.", name));
        var values = new ArrayList<JsonNode>();
        var intervals = new ArrayList<Interval>();
        var constraint = it.get("constraint");
        if (constraint != null && !constraint.isNull()) {
            constraint(name, kind, constraint, values, intervals);
        }
        var label = it.path("label").asString("");
        return new Field(
                name,
                label.isBlank() ? name : label,
                kind,
                it.path("optional").asBoolean(false),
                List.copyOf(values),
                List.copyOf(intervals));
    }

    private static void constraint(
            String name, Kind kind, JsonNode it, List<JsonNode> values, List<Interval> intervals) {
        if (!it.isObject() || kind == Kind.BOOLEAN) {
            throw refused("%s cannot have this constraint.", name);
        }
        for (var entry : it.properties()) {
            switch (entry.getKey()) {
                case "type" -> {
                    // AllowedTokens or AllowedValues: follows from the field's type
                }
                case "value", "interval" -> {
                    var list = entry.getValue();
                    if (!list.isArray() || list.isEmpty() || list.size() > MOST_VALUES) {
                        throw refused("%s of %s is a list of 1 to %d.", entry.getKey(), name, MOST_VALUES);
                    }
                    if (entry.getKey().equals("value")) {
                        list.forEach(one -> values.add(value(name, kind, one)));
                    } else {
                        list.forEach(one -> intervals.add(interval(name, kind, one)));
                    }
                }
                default -> throw refused("The constraint %s of %s is not known here.", entry.getKey(), name);
            }
        }
    }

    private static JsonNode value(String name, Kind kind, JsonNode it) {
        if (kind.isNumber() ? !it.isNumber() : !it.isString()) {
            throw refused("An allowed value of %s is no %s.", name, kind.type);
        }
        return it;
    }

    private static Interval interval(String name, Kind kind, JsonNode it) {
        if (!kind.isNumber()
                || !it.isArray()
                || it.size() != 2
                || !it.path(0).isNumber()
                || !it.path(1).isNumber()
                || it.path(0).doubleValue() > it.path(1).doubleValue()) {
            throw refused("An interval of %s is two numbers, the lower one first.", name);
        }
        return new Interval(it.path(0).doubleValue(), it.path(1).doubleValue());
    }

    /** Fails with {@link TaskRefused} if a task cannot have these values. */
    public void check(@Nullable JsonNode values) {
        if (values == null || !values.isObject()) {
            throw refused("taskingParameters is an object with the values.");
        }
        for (var name : values.propertyNames()) {
            if (fields.stream().noneMatch(it -> it.name().equals(name))) {
                throw refused("There is no parameter %s.", name.substring(0, Math.min(LONGEST_NAME, name.length())));
            }
        }
        for (var field : fields) {
            var value = values.get(field.name());
            if (value != null && !value.isNull()) {
                field.check(value);
            } else if (!field.optional()) {
                throw refused("The parameter %s is missing.", field.name());
            }
        }
    }

    private static TaskRefused refused(String message, Object... parts) {
        return new TaskRefused(message.formatted(parts));
    }
}
