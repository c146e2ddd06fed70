package org.allmende.sensing;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;

/**
 * What a thing can be told to do.
 *
 * @param actuator which does it
 * @param parameters what a task has to say
 * @param device that gets its tasks and says what became of them; or the line to the network of the thing
 */
public record TaskingCapability(
        long id, long thing, String thingName, long actuator, Described described, DataRecord parameters, UUID device) {

    /**
     * One of the few things that it can be told.
     *
     * @param key names it among all choices of the tenant
     * @param label for people: the thing, what is set, and to what
     */
    public record Choice(long capability, String key, String label, JsonNode parameters) {}

    /** What there is to choose from, where a task needs one value and only some are allowed; else nothing. */
    public List<Choice> choices() {
        var needed = parameters.fields().stream().filter(it -> !it.optional()).toList();
        if (needed.size() != 1 || !needed.getFirst().intervals().isEmpty()) {
            return List.of();
        }
        var field = needed.getFirst();
        var values = field.kind() == DataRecord.Kind.BOOLEAN
                ? List.<JsonNode>of(BooleanNode.TRUE, BooleanNode.FALSE)
                : field.values();
        return values.stream()
                .map(value -> new Choice(
                        id,
                        id + ":" + value.asString(),
                        "%s: %s %s".formatted(thingName, field.label(), value.asString()),
                        JsonMapper.shared().createObjectNode().set(field.name(), value)))
                .toList();
    }

    /** Names and values of a task's parameters: licht an. */
    public static String words(JsonNode parameters) {
        return parameters.properties().stream()
                .map(it -> it.getKey() + " " + it.getValue().asString())
                .collect(Collectors.joining(", "));
    }

    /** One that is to be made. */
    public record Draft(long thing, long actuator, Described described, DataRecord parameters, UUID device) {}
}
