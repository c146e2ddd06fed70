package org.allmende.services;

import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.services.Deadline.WhileMissing;

/** Reads {@code deadlines} of {@code service.yaml}: the periods by law within which the office has to decide. */
final class DeadlineReader {

    private static final Map<String, WhileMissing> MISSING = new LinkedHashMap<>();

    static {
        for (var value : WhileMissing.values()) {
            MISSING.put(value.name().toLowerCase(java.util.Locale.ROOT), value);
        }
    }

    private static final Period DEFAULT = Period.ofMonths(3);
    private static final int LONGEST = 1000;

    private final YamlMap file;
    private final Outcome outcome;

    DeadlineReader(YamlMap file, Outcome outcome) {
        this.file = file;
        this.outcome = outcome;
    }

    List<Deadline> read() {
        var list = new ArrayList<Deadline>();
        for (var map : file.maps("deadlines")) {
            var deadline = new Deadline(
                    map.text("law"),
                    within(map),
                    map.one("missing", MISSING, WhileMissing.RUNS),
                    fiction(map),
                    day(map, "from"),
                    day(map, "until"));
            check(map, deadline, list);
            list.add(deadline);
            map.done();
        }
        return list;
    }

    private static Period within(YamlMap map) {
        var text = map.text("within");
        if (text.isEmpty()) {
            return DEFAULT;
        }
        try {
            var period = Period.parse(text);
            int units = (period.getYears() == 0 ? 0 : 1)
                    + (period.getMonths() == 0 ? 0 : 1)
                    + (period.getDays() == 0 ? 0 : 1);
            if (units == 1
                    && !period.isNegative()
                    && period.getYears() + period.getMonths() + period.getDays() <= LONGEST) {
                return period;
            }
        } catch (DateTimeParseException wrong) {
            // said below, like a period that is one but of two units
        }
        map.problem(
                "within",
                "„%s“ ist keine Frist.".formatted(text),
                "Schreiben Sie P3M für drei Monate, P2W für zwei Wochen oder P10D für zehn Tage, nicht mehrere zugleich.");
        return DEFAULT;
    }

    private Optional<String> fiction(YamlMap map) {
        var fiction = map.findText("fiction");
        if (fiction.isPresent()
                && outcome.findDecision(fiction.get())
                        .filter(Outcome.Decision::grants)
                        .isEmpty()) {
            map.problem(
                    "fiction",
                    "„%s“ ist keine Entscheidung, die etwas bewilligt.".formatted(fiction.get()),
                    "Nennen Sie eine mit „grants: true“: %s."
                            .formatted(String.join(
                                    ", ",
                                    outcome.decisions().stream()
                                            .filter(Outcome.Decision::grants)
                                            .map(Outcome.Decision::id)
                                            .toList())));
        }
        return fiction;
    }

    private static Optional<LocalDate> day(YamlMap map, String key) {
        var text = map.findText(key);
        try {
            return text.map(LocalDate::parse);
        } catch (DateTimeParseException wrong) {
            map.problem(key, "„%s“ ist kein Tag.".formatted(text.orElse("")), "Schreiben Sie ihn so: 2026-01-31.");
            return Optional.empty();
        }
    }

    private static void check(YamlMap map, Deadline it, List<Deadline> others) {
        if (it.from().isPresent()
                && it.until().isPresent()
                && it.until().get().isBefore(it.from().get())) {
            map.problem("until", "Die Frist gilt nie: „until“ liegt vor „from“.", "Tauschen Sie die Tage.");
        }
        if (others.stream().anyMatch(other -> other.law().equals(it.law()) && other.overlaps(it))) {
            map.problem(
                    "law",
                    "Nach „%s“ gelten am selben Tag zwei Fristen.".formatted(it.law()),
                    "Lassen Sie die ältere mit „until“ enden, bevor die neue mit „from“ beginnt.");
        }
    }
}
