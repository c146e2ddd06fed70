package org.allmende.platform.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Working days of a place: Monday to Friday without its public holidays. The day of an event does not count (§ 31 (1)
 * VwVfG, § 187 (1) BGB).
 *
 * @param municipality its key or the beginning of it, the Land: 06 Hessen, 05 Nordrhein-Westfalen …
 */
public record WorkingDays(String municipality) {

    private static final Map<String, Set<LocalDate>> HOLIDAYS = new ConcurrentHashMap<>();

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

    /**
     * The day itself, or the next working day when it is a Saturday, a Sunday or a public holiday: a period that would end
     * there ends then (§ 193 BGB, § 31 (3) VwVfG, § 26 (3) SGB X, § 108 (3) AO).
     */
    public LocalDate orNext(LocalDate day) {
        return isWorkingDay(day) ? day : after(day, 1);
    }

    public boolean isWorkingDay(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !holidays(day.getYear()).contains(day);
    }

    private Set<LocalDate> holidays(int year) {
        return HOLIDAYS.computeIfAbsent(
                municipality + ' ' + year,
                ignored -> Holiday.ALL.stream()
                        .filter(holiday -> holiday.isIn(municipality))
                        .map(holiday -> holiday.in(year))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
