package org.allmende.platform.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A public holiday as the law of one or more Länder has it, a line of {@code deadlines/holidays.csv}.
 *
 * @param day {@code 10-03}, {@code easter+39} or {@code repentance}
 * @param areas beginnings of the municipality keys where it is one; empty for all of Germany
 */
record Holiday(String name, String day, List<String> areas, Table.Validity validity) {

    private static final String EASTER = "easter";

    static final List<Holiday> ALL =
            Table.read("deadlines/holidays.csv").stream().map(Holiday::of).toList();

    private static Holiday of(Map<String, String> row) {
        var areas = row.getOrDefault("areas", "");
        return new Holiday(
                row.getOrDefault("name", ""),
                row.getOrDefault("day", ""),
                areas.isEmpty() ? List.of() : List.of(areas.split(" ", -1)),
                Table.Validity.of(row));
    }

    boolean isIn(String municipality) {
        return areas.isEmpty() || areas.stream().anyMatch(municipality::startsWith);
    }

    /** Its date in this year, if it is a holiday in this year. */
    Optional<LocalDate> in(int year) {
        return Optional.of(date(year)).filter(validity::holdsOn);
    }

    private LocalDate date(int year) {
        if (day.equals("repentance")) {
            return LocalDate.of(year, 11, 22).with(TemporalAdjusters.previousOrSame(DayOfWeek.WEDNESDAY));
        }
        return day.startsWith(EASTER)
                ? easterSunday(year).plusDays(Integer.parseInt(day.substring(EASTER.length())))
                : MonthDay.parse("--" + day).atYear(year);
    }

    /** Gauss's rule for the Gregorian calendar, in the form of Butcher. */
    static LocalDate easterSunday(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
        return LocalDate.of(year, f / 31, f % 31 + 1);
    }
}
