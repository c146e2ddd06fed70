package org.allmende.geo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.allmende.platform.time.Table;
import org.allmende.platform.time.Term;
import org.allmende.platform.time.WorkingDays;

/**
 * For how long the draft of a Bauleitplan is laid open: a month, and thirty days at least (§ 3 Abs. 2 BauGB). The first day counts
 * (§ 187 Abs. 2 BGB; GmS-OGB, 6 July 1972, GmS-OGB 2/71); it does not end on a Saturday, a Sunday or a public holiday (§ 193 BGB).
 *
 * @param law as it held on the first day
 */
public record LayingOpen(String law, Term month, Term days) {

    private record Line(LayingOpen rule, Table.Validity validity) {}

    private static final List<Line> LINES =
            Table.read("geo/laying-open.csv").stream().map(LayingOpen::line).toList();

    private static Line line(Map<String, String> row) {
        return new Line(
                new LayingOpen(
                        row.getOrDefault("law", ""),
                        new Term(Integer.parseInt(row.getOrDefault("months", "")), Term.Unit.MONTHS),
                        new Term(Integer.parseInt(row.getOrDefault("days", "")), Term.Unit.DAYS)),
                Table.Validity.of(row));
    }

    /** As it holds for a period that begins on this day; {@link IllegalArgumentException} before there was a law. */
    public static LayingOpen on(LocalDate first) {
        return LINES.stream()
                .filter(line -> line.validity().holdsOn(first))
                .map(Line::rule)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No law about laying open on " + first));
    }

    /** The earliest day on which the period may end. */
    public LocalDate lastDay(LocalDate first, WorkingDays calendar) {
        var byMonth = month.lastDay(first, Term.Begin.DAY, calendar);
        var byDays = days.lastDay(first, Term.Begin.DAY, calendar);
        return calendar.orNext(byMonth.isAfter(byDays) ? byMonth : byDays);
    }
}
