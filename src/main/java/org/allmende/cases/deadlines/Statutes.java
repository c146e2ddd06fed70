package org.allmende.cases.deadlines;

import java.time.LocalDate;
import java.util.Map;
import org.allmende.platform.time.Table;
import org.allmende.platform.time.Term;
import org.allmende.services.Deadline.WhileMissing;

/** The periods of proceedings that hold for every service, as dated lines of {@code deadlines/rules.csv}. */
public enum Statutes {
    /** A notice counts as announced on the day after it was retrieved. */
    RETRIEVED,
    /** An objection can be filed for so long. */
    OBJECTION,
    /** The same in social law. */
    OBJECTION_SOCIAL;

    private record Line(String id, Rule rule, Table.Validity validity) {}

    private static final java.util.List<Line> LINES =
            Table.read("deadlines/rules.csv").stream().map(Statutes::line).toList();

    private static Line line(Map<String, String> row) {
        var term = new Term(
                Integer.parseInt(row.getOrDefault("length", "")), Term.Unit.valueOf(row.getOrDefault("unit", "")));
        return new Line(
                row.getOrDefault("id", ""),
                new Rule(row.getOrDefault("law", ""), term, WhileMissing.RUNS),
                Table.Validity.of(row));
    }

    /** As it holds for an event of this day. */
    public Rule on(LocalDate day) {
        return LINES.stream()
                .filter(line -> line.id().equals(name().toLowerCase(java.util.Locale.ROOT)))
                .filter(line -> line.validity().holdsOn(day))
                .map(Line::rule)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No law about %s on %s".formatted(this, day)));
    }
}
