package org.allmende.dashboard.web;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.allmende.dashboard.History;
import org.allmende.dashboard.Span;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;

/** How time is divided: the marks below a chart, and the rows of the table beside it. */
final class Columns {

    private Columns() {}

    /** Marks for a window; on a phone fewer and shorter ones. */
    static List<Chart.Moment> of(Span.Window window, Page page, boolean narrow) {
        var locale = Messages.locale(page.lang());
        var label = DateTimeFormatter.ofPattern(
                switch (window.span()) {
                    case TAG -> "HH";
                    case WOCHE -> narrow ? "ccc" : "ccc d.M.";
                    case MONAT -> "d.M.";
                    case JAHR -> narrow ? "LLLLL" : "LLL";
                },
                locale);
        var marks = new ArrayList<Chart.Moment>();
        for (var at = first(window); at.toInstant().isBefore(window.to()); at = next(at, window.span(), narrow)) {
            if (!at.toInstant().isBefore(window.from())) {
                marks.add(new Chart.Moment(at.toInstant(), label.format(at)));
            }
        }
        return marks;
    }

    private static ZonedDateTime first(Span.Window window) {
        var day = window.firstDay();
        return (switch (window.span()) {
                    case TAG, WOCHE -> day;
                    case MONAT -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case JAHR -> day.withDayOfMonth(1);
                })
                .atStartOfDay(GermanDates.BERLIN);
    }

    private static ZonedDateTime next(ZonedDateTime at, Span span, boolean narrow) {
        return switch (span) {
            case TAG -> at.plusHours(narrow ? 6 : 3);
            case WOCHE -> at.plusDays(1);
            case MONAT -> at.plusWeeks(1);
            case JAHR -> at.plusMonths(1);
        };
    }

    /** The chart as a table: hours of a day, three hours of a week, days of a month, weeks of a year; the oldest first. */
    static List<StationPage.Row> rows(History it, DataWords words) {
        var span = it.window().span();
        return it.by(start -> begin(start, span)).stream()
                .map(point -> {
                    var level = it.level(point);
                    return new StationPage.Row(
                            label(point.start(), span, words),
                            words.number(point.low()),
                            words.number(point.mean()),
                            words.number(point.high()),
                            level.map(one -> one.name().in(words.language()))
                                    .orElseGet(() ->
                                            it.station().useCase().normal().in(words.language())),
                            level.isEmpty() ? "" : DataWords.badge(level));
                })
                .toList();
    }

    private static Instant begin(Instant moment, Span span) {
        var local = moment.atZone(GermanDates.BERLIN);
        return (switch (span) {
                    case TAG -> local.truncatedTo(ChronoUnit.HOURS);
                    case WOCHE -> local.truncatedTo(ChronoUnit.HOURS).minusHours(local.getHour() % 3);
                    case MONAT -> local.truncatedTo(ChronoUnit.DAYS);
                    case JAHR ->
                        local.truncatedTo(ChronoUnit.DAYS).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                })
                .toInstant();
    }

    private static String label(Instant start, Span span, DataWords words) {
        LocalDate day = GermanDates.dayOf(start);
        var shortly = GermanDates.shortly(day, words.language());
        return switch (span) {
            case TAG, WOCHE -> words.page().t("dashboard.moment", shortly, GermanDates.time(start));
            case MONAT -> shortly;
            case JAHR -> words.page().t("dashboard.week", words.date(day));
        };
    }
}
