package org.allmende.dashboard;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.platform.time.GermanDates;

/** How much of the past a page shows; the names in addresses are German. */
public enum Span {
    TAG(1),
    WOCHE(7),
    MONAT(30),
    JAHR(365);

    private final int days;

    Span(int days) {
        this.days = days;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Span> ofKey(String key) {
        return Stream.of(values()).filter(it -> it.key().equals(key)).findFirst();
    }

    /** From one moment to just before the other; whole hours, and whole German days if a year is asked for. */
    public record Window(Span span, Instant from, Instant to) {

        public LocalDate firstDay() {
            return GermanDates.dayOf(from);
        }

        /** Contains the last moment. */
        public LocalDate lastDay() {
            return GermanDates.dayOf(to.minusMillis(1));
        }
    }

    /** To the end of this day, or to now if that is earlier. */
    public Window until(LocalDate last, Instant now) {
        var end = last.plusDays(1).atStartOfDay(GermanDates.BERLIN);
        var hour = now.atZone(GermanDates.BERLIN).truncatedTo(ChronoUnit.HOURS).plusHours(1);
        if (this == JAHR || end.isBefore(hour)) {
            return new Window(this, end.minusDays(days).toInstant(), end.toInstant());
        }
        return new Window(this, hour.minusDays(days).toInstant(), hour.toInstant());
    }

    /** The last day of the window before or after. */
    public LocalDate move(LocalDate last, int windows) {
        return last.plusDays((long) days * windows);
    }
}
