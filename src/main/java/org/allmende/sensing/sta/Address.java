package org.allmende.sensing.sta;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request behind the version: {@code Things(1)/Datastreams(2)/Observations/$ref}.
 *
 * @param property of the entity, with what lies within its JSON; empty for the entity itself
 * @param tail {@code $value}, {@code $ref}, or empty
 */
record Address(List<Step> steps, List<String> property, String tail) {

    private static final Pattern STEP = Pattern.compile("([A-Za-z]+)(?:\\((.*)\\))?");
    private static final int LONGEST = 12;

    /** A set or a link, perhaps with an id as it was written, without quotes. */
    record Step(String name, @Nullable String id) {}

    boolean isRoot() {
        return steps.isEmpty();
    }

    static Address parse(String path) {
        var steps = new ArrayList<Step>();
        var property = new ArrayList<String>();
        var tail = "";
        for (var part : segments(path)) {
            if (!tail.isEmpty()) {
                throw Refusal.notFound("Nothing can follow %s.", tail);
            }
            var step = STEP.matcher(part);
            if (part.equals("$value") || part.equals("$ref")) {
                tail = part;
            } else if (property.isEmpty() && step.matches() && Character.isUpperCase(part.charAt(0))) {
                steps.add(new Step(step.group(1), unquoted(step.group(2))));
            } else {
                property.add(part);
            }
        }
        if (steps.size() > LONGEST || property.size() > LONGEST) {
            throw Refusal.bad("The address is too long.");
        }
        if (steps.isEmpty() && !(property.isEmpty() && tail.isEmpty())) {
            throw Refusal.notFound("There is nothing at this address.");
        }
        return new Address(steps, property, tail);
    }

    /** At the slashes that are in no quotes. */
    private static List<String> segments(String path) {
        var all = new ArrayList<String>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i <= path.length(); i++) {
            if (i == path.length() || (path.charAt(i) == '/' && !quoted)) {
                if (i > from) {
                    all.add(path.substring(from, i));
                }
                from = i + 1;
            } else if (path.charAt(i) == '\'') {
                quoted = !quoted;
            }
        }
        return all;
    }

    private static @Nullable String unquoted(@Nullable String id) {
        return id != null && id.length() > 1 && id.startsWith("'") && id.endsWith("'")
                ? id.substring(1, id.length() - 1).replace("''", "'")
                : id;
    }
}
