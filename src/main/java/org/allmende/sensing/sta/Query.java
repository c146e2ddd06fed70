package org.allmende.sensing.sta;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The options of a request, or of one {@code $expand}.
 *
 * @param select empty for everything
 * @param top null for the usual number
 * @param said the options as they were written, decoded, so that a link can repeat them
 */
record Query(
        @Nullable Expr filter,
        Map<String, Query> expand,
        Set<String> select,
        List<Order> orderBy,
        @Nullable Integer top,
        int skip,
        boolean count,
        String format,
        Map<String, String> said) {

    static final Query NONE = new Query(null, Map.of(), Set.of(), List.of(), null, 0, false, "", Map.of());

    /** Nothing but the address. */
    static final Query REFERENCE =
            new Query(null, Map.of(), Set.of("@iot.selfLink"), List.of(), null, 0, false, "", Map.of());

    /** So many entities come when nobody says how many. */
    static final int USUAL = 100;

    static final int MOST = 10_000;
    private static final int DEEPEST = 6;

    record Order(Expr by, boolean descending) {}

    int limit() {
        return top == null ? USUAL : Math.min(top, MOST);
    }

    /** {@code options}: decoded names and values, in their order. */
    static Query parse(Map<String, String> options) {
        return parse(options, 0);
    }

    private static Query parse(Map<String, String> options, int depth) {
        if (depth > DEEPEST) {
            throw Refusal.bad("$expand is nested too deeply.");
        }
        Expr filter = null;
        Map<String, Query> expand = Map.of();
        Set<String> select = Set.of();
        List<Order> orderBy = List.of();
        Integer top = null;
        int skip = 0;
        boolean count = false;
        String format = "";
        for (var option : options.entrySet()) {
            var value = option.getValue();
            switch (option.getKey()) {
                case "$filter" -> filter = ExprParser.parse(value);
                case "$expand" -> expand = expand(value, depth);
                case "$select" ->
                    select = Set.copyOf(split(value, ',').stream()
                            .map(String::strip)
                            .filter(name -> !name.isEmpty())
                            .toList());
                case "$orderby" -> orderBy = orderBy(value);
                case "$top" -> top = number("$top", value);
                case "$skip" -> skip = number("$skip", value);
                case "$count" -> count = truth(value);
                case "$resultFormat" -> format = value;
                default -> throw Refusal.bad("There is no option %s.", option.getKey());
            }
        }
        return new Query(filter, expand, select, orderBy, top, skip, count, format, new LinkedHashMap<>(options));
    }

    private static int number(String name, String value) {
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // answered below
        }
        throw Refusal.bad("%s must be a whole number from 0 on.", name);
    }

    private static boolean truth(String value) {
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusal.bad("$count must be true or false.");
        };
    }

    private static List<Order> orderBy(String value) {
        var all = new ArrayList<Order>();
        for (var part : split(value, ',')) {
            var one = part.strip();
            boolean descending = one.endsWith(" desc");
            var by = descending || one.endsWith(" asc") ? one.substring(0, one.lastIndexOf(' ')) : one;
            all.add(new Order(ExprParser.parse(by), descending));
        }
        return all;
    }

    private static Map<String, Query> expand(String value, int depth) {
        var all = new LinkedHashMap<String, Query>();
        for (var part : split(value, ',')) {
            var one = part.strip();
            int open = one.indexOf('(');
            var path = open < 0 ? one : one.substring(0, open);
            if (path.isEmpty() || (open >= 0 && !one.endsWith(")"))) {
                throw Refusal.bad("$expand cannot be read: %s", one);
            }
            var inner = open < 0 ? NONE : parse(options(one.substring(open + 1, one.length() - 1)), depth + 1);
            add(all, List.of(path.split("/", -1)), inner, depth);
        }
        return all;
    }

    /** {@code Datastreams/Sensor} is {@code Datastreams($expand=Sensor)}. */
    private static void add(Map<String, Query> all, List<String> path, Query inner, int depth) {
        if (depth + path.size() > DEEPEST) {
            throw Refusal.bad("$expand is nested too deeply.");
        }
        var name = path.getFirst();
        if (path.size() == 1) {
            all.merge(name, inner, Query::together);
            return;
        }
        var deeper = new LinkedHashMap<String, Query>();
        add(deeper, path.subList(1, path.size()), inner, depth + 1);
        var said = Map.of("$expand", String.join("/", path.subList(1, path.size())) + inner.inBrackets());
        all.merge(name, new Query(null, deeper, Set.of(), List.of(), null, 0, false, "", said), Query::together);
    }

    private static Query together(Query one, Query other) {
        var expand = new LinkedHashMap<>(one.expand);
        other.expand.forEach((name, query) -> expand.merge(name, query, Query::together));
        var more = one.equals(NONE) || one.onlyExpands() ? other : one;
        var said = new LinkedHashMap<>(one.said);
        other.said.forEach((name, value) ->
                said.merge(name, value, (left, right) -> name.equals("$expand") ? left + "," + right : right));
        return new Query(
                more.filter, expand, more.select, more.orderBy, more.top, more.skip, more.count, more.format, said);
    }

    private String inBrackets() {
        return said.isEmpty()
                ? ""
                : said.entrySet().stream()
                        .map(it -> it.getKey() + "=" + it.getValue())
                        .collect(Collectors.joining(";", "(", ")"));
    }

    /** The same question, further on, as the query of an address. */
    String from(int skip) {
        var options = new LinkedHashMap<>(said);
        options.put("$top", Integer.toString(limit()));
        options.put("$skip", Integer.toString(skip));
        return options.entrySet().stream()
                .map(it -> it.getKey() + "="
                        + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8)
                                .replace("+", "%20"))
                .collect(Collectors.joining("&", "?", ""));
    }

    private boolean onlyExpands() {
        return filter == null && select.isEmpty() && orderBy.isEmpty() && top == null && skip == 0 && !count;
    }

    private static Map<String, String> options(String text) {
        var all = new LinkedHashMap<String, String>();
        for (var part : split(text, ';')) {
            if (part.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw Refusal.bad("An option of $expand needs a value: %s", part);
            }
            all.put(part.substring(0, equals).strip(), part.substring(equals + 1));
        }
        return all;
    }

    /** At the separators that are in no brackets and no quotes. */
    private static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '\'') {
                quoted = !quoted;
            } else if (!quoted && letter == '(') {
                depth++;
            } else if (!quoted && letter == ')') {
                depth--;
            } else if (!quoted && depth == 0 && letter == separator) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
