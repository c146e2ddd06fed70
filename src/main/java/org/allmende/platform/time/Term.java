package org.allmende.platform.time;

import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;

/**
 * A Frist of the Civil Code by its length, §§ 187 to 189 BGB, which § 31 (1) VwVfG, § 26 (1) SGB X and § 108 (1) AO take
 * over; or so many working days, which an office sets itself.
 *
 * @param count how many of the unit, from 1
 */
public record Term(int count, Unit unit) {

    public enum Unit {
        DAYS,
        WEEKS,
        MONTHS,
        YEARS,
        WORKING_DAYS
    }

    /** With what a period begins. */
    public enum Begin {
        /** An event within a day, which then does not count (§ 187 (1) BGB): an application comes in, a notice is announced. */
        EVENT,
        /** The day itself, which then counts (§ 187 (2) BGB): "from 1 March on", an age. */
        DAY
    }

    public Term {
        if (count < 1) {
            throw new IllegalArgumentException("No period: %d %s".formatted(count, unit));
        }
    }

    /** Of a period with one unit, such as P3M. */
    public static Term of(Period period) {
        int units = Integer.signum(period.getYears())
                + Integer.signum(period.getMonths())
                + Integer.signum(period.getDays());
        if (units != 1) {
            throw new IllegalArgumentException("No period of one unit: " + period);
        }
        if (period.getYears() > 0) {
            return new Term(period.getYears(), Unit.YEARS);
        }
        return period.getMonths() > 0
                ? new Term(period.getMonths(), Unit.MONTHS)
                : new Term(period.getDays(), Unit.DAYS);
    }

    /** The last day of the period (§ 188 BGB), whatever day of the week it is. */
    public LocalDate lastDay(LocalDate start, Begin begin, WorkingDays days) {
        return switch (unit) {
            case WORKING_DAYS -> days.after(begin == Begin.EVENT ? start : start.minusDays(1), count);
            case DAYS -> (begin == Begin.EVENT ? start : start.minusDays(1)).plusDays(count);
            case WEEKS -> (begin == Begin.EVENT ? start : start.minusDays(1)).plusWeeks(count);
            case MONTHS -> lastDay(start, begin, count);
            case YEARS -> lastDay(start, begin, count * 12L);
        };
    }

    /**
     * The day that carries the number of the event's day, or precedes that of the first day (§ 188 (2)); where the month has
     * no such day, its last one (§ 188 (3)).
     */
    private static LocalDate lastDay(LocalDate start, Begin begin, long months) {
        var month = YearMonth.from(start).plusMonths(months);
        int number = begin == Begin.EVENT ? start.getDayOfMonth() : start.getDayOfMonth() - 1;
        return number == 0 ? month.minusMonths(1).atEndOfMonth() : month.atDay(Math.min(number, month.lengthOfMonth()));
    }
}
