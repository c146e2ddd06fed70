package org.allmende.dashboard.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.dashboard.Level;
import org.allmende.dashboard.UseCase;
import org.allmende.dashboard.Words;
import org.allmende.platform.html.Page;

/** What staff type about a use case and about levels: read into them, and said where it cannot be. Names of fields are German. */
final class ArrangementForm {

    /** Of levels; the last ones are empty rows to fill in. */
    static final int ROWS = 8;

    private static final int TITLE = 80;
    private static final int TEXT = 600;
    private static final double LARGEST = 1e9;

    private final Page page;
    private final Map<String, String> values;
    private final Map<String, String> errors = new LinkedHashMap<>();

    ArrangementForm(Page page, Map<String, String> values) {
        this.page = page;
        this.values = values;
    }

    /** By field, in the order of the page. */
    Map<String, String> errors() {
        return errors;
    }

    /** As the form shows what is kept. */
    static Map<String, String> values(UseCase it) {
        var values = new LinkedHashMap<String, String>();
        put(values, "titel", it.title());
        put(values, "ziel", it.aim());
        put(values, "sensorik", it.sensors());
        put(values, "folgen", it.measures());
        put(values, "subjekt", it.subject());
        put(values, "aussage", it.says());
        put(values, "normal", it.normal());
        put(values, "einheit", it.counted());
        values.put("toleranz", number(it.tolerance()));
        if (it.alarms()) {
            values.put("oben", "true");
        }
        values.putAll(values(it.levels()));
        return values;
    }

    static Map<String, String> values(List<Level> levels) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < levels.size(); i++) {
            var it = levels.get(i);
            values.put("wert" + i, number(it.at()));
            values.put("richtung" + i, it.above() ? "ab" : "bis");
            values.put("gewicht" + i, it.weight().name());
            put(values, "name" + i, it.name());
            put(values, "bedeutung" + i, it.meaning());
        }
        return values;
    }

    private static void put(Map<String, String> values, String name, Words words) {
        values.put(name, words.de());
        values.put(name + "-en", words.en());
    }

    private static String number(double it) {
        var text = it == Math.rint(it) ? Long.toString((long) it) : Double.toString(it);
        return text.replace('.', ',');
    }

    private String value(String name) {
        return values.getOrDefault(name, "").strip();
    }

    private Words words(String name, int most, boolean needed) {
        if (needed && value(name).isEmpty()) {
            errors.put(name, page.t("dashboard.desk.missing"));
        }
        for (var field : List.of(name, name + "-en")) {
            if (value(field).length() > most) {
                errors.put(field, page.t("dashboard.desk.long", most));
            }
        }
        return new Words(value(name), value(name + "-en"));
    }

    private Optional<Double> number(String name) {
        try {
            double it = Double.parseDouble(value(name).replace(',', '.'));
            if (Math.abs(it) <= LARGEST) {
                return Optional.of(it);
            }
        } catch (NumberFormatException wrong) {
            // said below
        }
        errors.put(name, page.t("dashboard.desk.number"));
        return Optional.empty();
    }

    /** What was typed; the same as before where it cannot be read, which {@link #errors} then say. */
    UseCase useCase(UseCase before) {
        var says = words("aussage", TEXT, true);
        for (var one : Map.of("aussage", says.de(), "aussage-en", says.en()).entrySet()) {
            if (!one.getValue().isEmpty() && !one.getValue().contains("{0}")) {
                errors.put(one.getKey(), page.t("dashboard.desk.placeholder", "{0}"));
            }
        }
        var title = words("titel", TITLE, true);
        return new UseCase(
                before.id(),
                before.icon(),
                before.property(),
                number("toleranz").map(Math::abs).orElse(before.tolerance()),
                values.containsKey("oben"),
                title.de().isEmpty() ? before.title() : title,
                words("ziel", TEXT, true),
                words("sensorik", TEXT, true),
                words("folgen", TEXT, true),
                words("einheit", TITLE, false),
                words("subjekt", TITLE, true),
                says,
                words("normal", TITLE, true),
                levels());
    }

    /** Rows without a value are none; the mildest first, as they are judged. */
    List<Level> levels() {
        var levels = new ArrayList<Level>();
        for (int i = 0; i < ROWS; i++) {
            if (value("wert" + i).isEmpty()) {
                continue;
            }
            var at = number("wert" + i);
            var weight = weight(value("gewicht" + i));
            var name = words("name" + i, TITLE, true);
            var meaning = words("bedeutung" + i, TEXT, true);
            if (at.isPresent()) {
                levels.add(new Level(at.get(), !value("richtung" + i).equals("bis"), weight, name, meaning));
            }
        }
        levels.sort(Comparator.comparing(Level::weight).thenComparingDouble(it -> it.above() ? it.at() : -it.at()));
        return List.copyOf(levels);
    }

    private static Level.Weight weight(String key) {
        for (var one : Level.Weight.values()) {
            if (one.name().equals(key)) {
                return one;
            }
        }
        return Level.Weight.WARNING;
    }
}
