package org.allmende.platform.time;

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

    private GermanDates() {}

    /** {@code 20.11.2026} */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** {@code Fr 20.11.2026, 18:42} */
    public static String moment(Instant moment) {
        return MOMENT.format(moment.atZone(BERLIN));
    }
}
