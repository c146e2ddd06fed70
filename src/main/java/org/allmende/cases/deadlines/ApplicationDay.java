package org.allmende.cases.deadlines;

import java.time.LocalDate;
import org.allmende.platform.time.Table;

/**
 * Which day counts as that of an application which the competent authority gets from another one: the day on which it arrives, since only
 * the competent authority can decide on it; in social law the day on which it reached the first one. Dated lines of
 * {@code deadlines/application-days.csv}.
 *
 * @param first whether the first authority's day counts
 * @param law the provision
 */
public record ApplicationDay(boolean first, String law) {

    /** @param social whether the proceeding is one of social law */
    public static ApplicationDay of(boolean social, LocalDate arrival) {
        return Table.read("deadlines/application-days.csv").stream()
                .filter(row -> row.getOrDefault("basis", "").equals(social ? "social" : "general"))
                .filter(row -> Table.Validity.of(row).holdsOn(arrival))
                .map(row ->
                        new ApplicationDay(row.getOrDefault("counts", "").equals("FIRST"), row.getOrDefault("law", "")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No law about applications on " + arrival));
    }

    /** The day from which periods of the law are counted. */
    public LocalDate begin(LocalDate received, LocalDate arrival) {
        return first ? received : arrival;
    }
}
