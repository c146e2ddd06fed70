package org.allmende.platform.time;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates and times as a German office writes them, in German time. */
public final class GermanDates {

    public static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.GERMANY);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("ccc dd.MM.yyyy, HH:mm", Locale.GERMANY);

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.GERMANY);
    private static final DateTimeFormatter CLOCK_WITH_SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.GERMANY);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d. MMMM yyyy", Locale.GERMANY);
    private static final DateTimeFormatter DATE_IN_ENGLISH = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("ccc, d. MMMM", Locale.GERMANY);
    private static final DateTimeFormatter SHORT_IN_ENGLISH = DateTimeFormatter.ofPattern("ccc, d MMMM", Locale.UK);

    private GermanDates() {}

    /** The day it is in Germany. */
    public static LocalDate today(Clock clock) {
        return LocalDate.now(clock.withZone(BERLIN));
    }

    public static LocalDate dayOf(Instant moment) {
        return moment.atZone(BERLIN).toLocalDate();
    }

    /** {@code 20. November 2026} or {@code 20 November 2026} */
    public static String date(LocalDate day, String language) {
        return ("en".equals(language) ? DATE_IN_ENGLISH : DATE).format(day);
    }

    /** {@code Fr, 20. November} or {@code Fri, 20 November} */
    public static String shortly(LocalDate day, String language) {
        return ("en".equals(language) ? SHORT_IN_ENGLISH : SHORT).format(day);
    }

    /** {@code 18:42} */
    public static String time(Instant moment) {
        return CLOCK.format(moment.atZone(BERLIN));
    }

    /** {@code 18:42:07} */
    public static String timeWithSeconds(Instant moment) {
        return CLOCK_WITH_SECONDS.format(moment.atZone(BERLIN));
    }

    /** {@code 20.11.2026} */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** {@code Fr 20.11.2026, 18:42} */
    public static String moment(Instant moment) {
        return MOMENT.format(moment.atZone(BERLIN));
    }
}
