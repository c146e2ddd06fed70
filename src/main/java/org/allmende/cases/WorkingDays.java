package org.allmende.cases;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.allmende.region.Region;

/**
 * Working days of a Land: Monday to Friday without its public holidays (Feiertagsgesetze der Länder). The day of an
 * event does not count (§ 31 VwVfG, § 187 (1) BGB).
 *
 * @param land the first two digits of the municipalities' keys: 06 Hessen, 05 Nordrhein-Westfalen …
 */
public record WorkingDays(String land) {

    private static final Map<String, Set<LocalDate>> HOLIDAYS = new ConcurrentHashMap<>();

    private static final Set<String> EPIPHANY = Set.of("08", "09", "15");
    private static final Set<String> CORPUS_CHRISTI = Set.of("05", "06", "07", "08", "09", "10");
    private static final Set<String> ASSUMPTION = Set.of("10");
    private static final Set<String> REFORMATION = Set.of("01", "02", "03", "04", "12", "13", "14", "15", "16");
    private static final Set<String> ALL_SAINTS = Set.of("05", "07", "08", "09", "10");
    private static final Set<String> WOMENS_DAY = Set.of("11", "13");

    /** Those of the region's Land. */
    public static WorkingDays of(Region region) {
        return new WorkingDays(region.lead().ags().substring(0, 2));
    }

    /** The last of so many working days after this day. */
    public LocalDate after(LocalDate day, int count) {
        var last = day;
        for (int left = count; left > 0; ) {
            last = last.plusDays(1);
            if (isWorkingDay(last)) {
                left--;
            }
        }
        return last;
    }

    /** How many working days lie after {@code from}, up to and including {@code to}. */
    public int between(LocalDate from, LocalDate to) {
        return (int) from.plusDays(1)
                .datesUntil(to.isAfter(from) ? to.plusDays(1) : from.plusDays(1))
                .filter(this::isWorkingDay)
                .count();
    }

    public boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays(day.getYear()).contains(day);
    }

    private Set<LocalDate> holidays(int year) {
        return HOLIDAYS.computeIfAbsent(land + year, ignored -> {
            var easter = easterSunday(year);
            return Stream.of(
                            Stream.of(
                                    easter.minusDays(2), easter.plusDays(1), easter.plusDays(39), easter.plusDays(50)),
                            Stream.of(
                                            MonthDay.of(1, 1),
                                            MonthDay.of(5, 1),
                                            MonthDay.of(10, 3),
                                            MonthDay.of(12, 25),
                                            MonthDay.of(12, 26))
                                    .map(day -> day.atYear(year)),
                            only(EPIPHANY, LocalDate.of(year, 1, 6)),
                            only(WOMENS_DAY, LocalDate.of(year, 3, 8)),
                            only(CORPUS_CHRISTI, easter.plusDays(60)),
                            only(ASSUMPTION, LocalDate.of(year, 8, 15)),
                            only(REFORMATION, LocalDate.of(year, 10, 31)),
                            only(ALL_SAINTS, LocalDate.of(year, 11, 1)),
                            only(Set.of("16"), LocalDate.of(year, 9, 20)),
                            only(Set.of("14"), dayOfRepentance(year)))
                    .flatMap(days -> days)
                    .collect(Collectors.toUnmodifiableSet());
        });
    }

    private Stream<LocalDate> only(Set<String> laender, LocalDate day) {
        return laender.contains(land) ? Stream.of(day) : Stream.empty();
    }

    /** The Wednesday before 23 November. */
    private static LocalDate dayOfRepentance(int year) {
        var day = LocalDate.of(year, 11, 22);
        while (day.getDayOfWeek() != DayOfWeek.WEDNESDAY) {
            day = day.minusDays(1);
        }
        return day;
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
