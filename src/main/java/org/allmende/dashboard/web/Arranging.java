package org.allmende.dashboard.web;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.dashboard.Arrangement;
import org.allmende.dashboard.FieldOfAction;
import org.allmende.dashboard.UseCase;
import org.allmende.dashboard.Words;
import org.allmende.sensing.ObservedProperty;

/** What can be done to an arrangement at the desk; each gives another arrangement, or the same where it cannot be done. */
final class Arranging {

    private static final int TITLE = 80;
    private static final int MOST = 40;

    private Arranging() {}

    /** A Handlungsfeld or a use case, one place up or down. */
    static Arrangement moved(Arrangement it, String what, int by) {
        var fields = it.fields().stream()
                .map(field -> field.with(swapped(
                        field.useCases(),
                        field.useCases().stream().map(UseCase::id).toList().indexOf(what),
                        by)))
                .toList();
        return it.with(
                swapped(fields, fields.stream().map(FieldOfAction::id).toList().indexOf(what), by));
    }

    private static <T> List<T> swapped(List<T> all, int at, int by) {
        if (at < 0 || at + by < 0 || at + by >= all.size()) {
            return all;
        }
        var other = new ArrayList<>(all);
        Collections.swap(other, at, at + by);
        return other;
    }

    /** One more Handlungsfeld, still empty. */
    static Arrangement withField(Arrangement it, String title) {
        if (title.isEmpty() || title.length() > TITLE || it.fields().size() >= MOST) {
            return it;
        }
        var fields = new ArrayList<>(it.fields());
        fields.add(new FieldOfAction(
                id(title, fields.stream().map(FieldOfAction::id).collect(Collectors.toSet())),
                new Words(title, ""),
                new Words("", ""),
                List.of()));
        return it.with(fields);
    }

    /** With words that say no more than is known; staff write better ones. */
    static Arrangement withCase(Arrangement it, ObservedProperty property) {
        if (it.fields().isEmpty()) {
            return it;
        }
        var name = property.described().name();
        var taken = it.fields().stream()
                .flatMap(field -> field.useCases().stream())
                .map(UseCase::id)
                .collect(Collectors.toSet());
        var none = new Words("", "");
        var made = new UseCase(
                id(name, taken),
                "sensors",
                property.definition(),
                1,
                false,
                new Words(name, ""),
                none,
                none,
                none,
                none,
                new Words(name, ""),
                new Words(name + ": {0}.", ""),
                new Words("–", ""),
                List.of());
        var fields = new ArrayList<>(it.fields());
        var last = new ArrayList<>(fields.getLast().useCases());
        last.add(made);
        fields.set(fields.size() - 1, fields.getLast().with(last));
        return it.with(fields);
    }

    /** What stands in addresses: of small letters, and no other's. */
    private static String id(String title, Set<String> taken) {
        var plain = Normalizer.normalize(title.toLowerCase(Locale.GERMANY).replace("ß", "ss"), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        var base = plain.isEmpty() || plain.equals("live") || plain.equals("empfang") ? "feld" : plain;
        var id = base;
        for (int number = 2; taken.contains(id); number++) {
            id = base + "-" + number;
        }
        return id;
    }

    /** The id of the Handlungsfeld of a use case. */
    static String field(Arrangement draft, UseCase of) {
        return draft.fields().stream()
                .filter(field -> field.useCases().contains(of))
                .map(FieldOfAction::id)
                .findFirst()
                .orElse("");
    }

    /** In the Handlungsfeld that was chosen, if there is such. */
    static Arrangement placed(Arrangement it, UseCase one, String field) {
        if (field.equals(field(it, one))
                || it.fields().stream().noneMatch(known -> known.id().equals(field))) {
            return it;
        }
        return it.with(it.fields().stream()
                .map(known -> {
                    var cases = new ArrayList<>(known.useCases());
                    cases.remove(one);
                    if (known.id().equals(field)) {
                        cases.add(one);
                    }
                    return known.with(cases);
                })
                .toList());
    }
}
