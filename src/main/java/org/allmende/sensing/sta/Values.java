package org.allmende.sensing.sta;

import org.allmende.sensing.Micros;
import org.allmende.sensing.sta.Entity.Span;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One property as an answer: {@code Things(1)/name} as JSON, {@code Things(1)/name/$value} as it is. */
final class Values {

    private Values() {}

    static Answer answer(String root, Address address, Property property, @Nullable Object value) {
        var steps = address.property();
        boolean plain = address.tail().equals("$value");
        if (steps.size() > 1) {
            var inner = within(value, steps.subList(1, steps.size()));
            if (plain) {
                return Answer.text(inner.isString() ? inner.stringValue() : inner.toString());
            }
            return Answer.ok(to -> {
                var out = new JsonOut(to);
                out.open('{')
                        .name(JsonMapper.shared()
                                .writeValueAsString(steps.getLast())
                                .replaceAll("^\"|\"$", ""));
                out.raw(inner.toString()).close('}').flush();
            });
        }
        if (value == null) {
            return Answer.empty(204);
        }
        if (plain) {
            return Answer.text(plain(value));
        }
        return Answer.ok(to -> {
            var out = new JsonOut(to);
            out.open('{').name(property.name());
            new EntityWriter(root, out).value(property, value);
            out.close('}').flush();
        });
    }

    private static JsonNode within(@Nullable Object value, java.util.List<String> steps) {
        JsonNode node = value instanceof String text
                ? json(text)
                : tools.jackson.databind.node.JsonNodeFactory.instance.missingNode();
        for (var step : steps) {
            node = step.matches("\\d{1,6}") && node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        if (node.isMissingNode()) {
            throw Refusal.notFound("There is no %s.", String.join("/", steps));
        }
        return node;
    }

    private static JsonNode json(String text) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (tools.jackson.core.JacksonException noJson) {
            return tools.jackson.databind.node.JsonNodeFactory.instance.missingNode();
        }
    }

    static String plain(Object value) {
        if (value instanceof Span span) {
            var from = Micros.toInstant(span.from()).toString();
            return span.to() == null ? from : from + "/" + Micros.toInstant(span.to());
        }
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? Long.toString(number.longValue())
                    : number.toString();
        }
        var text = value.toString();
        return text.startsWith("\"") ? json(text).asString() : text;
    }
}
