package org.allmende.dashboard.web;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.allmende.dashboard.Span;
import org.allmende.dashboard.Station;
import org.allmende.dashboard.Stations;
import org.allmende.platform.html.NotFound;

/** Which part of the past somebody asks for; whatever cannot be read is the last week. */
record Asked(Span span, LocalDate last) {

    private static final LocalDate EARLIEST = LocalDate.of(1990, 1, 1);

    static Asked of(String span, String last, LocalDate today) {
        return new Asked(Span.ofKey(span).orElse(Span.WOCHE), day(last, today));
    }

    private static LocalDate day(String text, LocalDate today) {
        try {
            var day = LocalDate.parse(text);
            return day.isAfter(today) || day.isBefore(EARLIEST) ? today : day;
        } catch (DateTimeParseException none) {
            return today;
        }
    }

    static Station station(Stations stations, String tenant, String number) {
        try {
            return stations.current().find(tenant, Integer.parseInt(number)).orElseThrow(NotFound::new);
        } catch (NumberFormatException none) {
            throw new NotFound();
        }
    }

    Asked move(int windows) {
        return new Asked(span, span.move(last, windows));
    }

    /** As an address has it; what ends today goes on tomorrow. */
    String query(LocalDate today) {
        return last.isBefore(today) ? dated() : "?zeit=" + span.key();
    }

    /** The same for ever. */
    String dated() {
        return "?zeit=%s&bis=%s".formatted(span.key(), last);
    }
}
