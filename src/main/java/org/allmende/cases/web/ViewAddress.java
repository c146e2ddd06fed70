package org.allmende.cases.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.allmende.cases.CaseState;
import org.allmende.cases.Mark;
import org.allmende.cases.WorkView;
import org.allmende.cases.WorkView.Column;
import org.allmende.cases.WorkView.Order;
import org.allmende.cases.WorkView.Show;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * A view of the work list and its address, which can be kept as a bookmark or sent to a colleague. What an address says that
 * is unknown counts as not said.
 */
final class ViewAddress {

    static final String DESK = "/arbeitsplatz";

    /** As long as a search may be. */
    private static final int LONGEST = 200;

    private ViewAddress() {}

    static WorkView read(MultiValueMap<String, String> query) {
        var columns = EnumSet.noneOf(Column.class);
        query.getOrDefault("spalten", List.of())
                .forEach(name -> find(Column.values(), name).ifPresent(columns::add));
        var search = first(query, "q").strip();
        return new WorkView(
                find(Show.values(), first(query, "ansicht")).orElse(Show.ALL),
                search.substring(0, Math.min(LONGEST, search.length())),
                orNull(first(query, "leistung")),
                find(CaseState.values(), first(query, "status")).orElse(null),
                uuid(first(query, "bei")),
                find(Mark.values(), first(query, "zeichen")).orElse(null),
                find(Order.values(), first(query, "folge")).orElse(Order.DUE),
                columns.isEmpty() ? EnumSet.allOf(Column.class) : columns);
    }

    /** Reads the query of an address, as {@link #query} writes it. */
    static WorkView read(String query) {
        var decoded = new LinkedMultiValueMap<String, String>();
        for (var pair : query.split("&", -1)) {
            var parts = pair.split("=", 2);
            decoded.add(parts[0], parts.length < 2 ? "" : decode(parts[1]));
        }
        return read(decoded);
    }

    /** What is no address says nothing. */
    private static String decode(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return "";
        }
    }

    static String of(WorkView view, int page) {
        return DESK + "?" + query(view) + (page > 0 ? "&seite=" + page : "");
    }

    /** The same view always gives the same text. */
    static String query(WorkView view) {
        var query = new StringBuilder("ansicht=").append(view.show().path());
        add(query, "q", view.search());
        add(query, "leistung", view.service());
        add(query, "status", view.state() == null ? null : lower(view.state()));
        add(query, "bei", view.assignee() == null ? null : view.assignee().toString());
        add(query, "zeichen", view.mark() == null ? null : view.mark().path());
        add(query, "folge", view.order() == Order.DUE ? null : view.order().path());
        if (view.columns().size() < Column.values().length) {
            view.columns().forEach(column -> add(query, "spalten", column.path()));
        }
        return query.toString();
    }

    /** The view with other cases and nothing else asked for, but in the same order and with the same columns. */
    static WorkView showing(WorkView view, Show show) {
        return new WorkView(show, "", null, null, null, null, view.order(), view.columns());
    }

    static WorkView withoutSearch(WorkView view) {
        return new WorkView(
                view.show(),
                "",
                view.service(),
                view.state(),
                view.assignee(),
                view.mark(),
                view.order(),
                view.columns());
    }

    static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private static void add(StringBuilder query, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static String first(MultiValueMap<String, String> query, String name) {
        var value = query.getFirst(name);
        return value == null ? "" : value.replace("\0", "");
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return text.isEmpty() ? null : UUID.fromString(text);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static <E extends Enum<E>> Optional<E> find(E[] all, String name) {
        return Arrays.stream(all)
                .filter(one -> one.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
