package org.allmende.geo.xplan;

import java.util.List;
import org.allmende.geo.crs.Position;
import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong with a plan, or may be, at a place that a person can go to.
 *
 * @param line of the GML file, from 1; 0 for the file as a whole
 * @param id of the object, its {@code gml:id}; empty for the file as a whole
 * @param arguments what the sentence about the rule names
 * @param spot in EPSG:25832, where there is one
 */
public record Finding(
        Rule rule,
        int line,
        String id,
        List<String> arguments,
        @Nullable Position spot) {

    /** How bad it is: a plan with an error cannot be released. */
    public enum Weight {
        ERROR,
        WARNING
    }

    public Finding {
        arguments = arguments.stream()
                .map(one -> one.length() > 160 ? one.substring(0, 160) + "…" : one)
                .toList();
    }

    static Finding of(Rule rule, int line, String id, Object... arguments) {
        return new Finding(
                rule,
                line,
                id,
                java.util.Arrays.stream(arguments).map(String::valueOf).toList(),
                null);
    }

    Finding at(double x, double y) {
        return new Finding(rule, line, id, arguments, new Position(x, y));
    }

    public boolean isError() {
        return rule.weight() == Weight.ERROR;
    }
}
