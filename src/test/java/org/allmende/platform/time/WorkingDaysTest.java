package org.allmende.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {

    private static final WorkingDays HESSEN = new WorkingDays("06");
    private static final WorkingDays NRW = new WorkingDays("05");

    @ParameterizedTest
    @CsvSource({"2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2285-03-22"})
    void easterIsWhereTheChurchesHaveIt(LocalDate sunday) {
        assertThat(Holiday.easterSunday(sunday.getYear())).isEqualTo(sunday);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, 3, 2026-11-25",
        "2026-11-21, 1, 2026-11-23",
        "2026-12-23, 3, 2026-12-29",
        "2026-04-02, 1, 2026-04-07",
        "2026-06-03, 1, 2026-06-05",
        "2024-02-28, 2, 2024-03-01",
    })
    void aDeadlineSkipsWeekendsAndHolidays(LocalDate from, int days, LocalDate last) {
        assertThat(HESSEN.after(from, days)).isEqualTo(last);
        assertThat(HESSEN.between(from, last)).isEqualTo(days);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/legal-deadlines/holidays.csv", delimiter = ';', numLinesToSkip = 2)
    void holidaysAreThoseOfThePlaceAndTheYear(LocalDate day, String where, String key, String holiday) {
        assertThat(!new WorkingDays(key).isWorkingDay(day)
                        || day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue())
                .as(where)
                .isEqualTo(holiday.equals("yes"));
    }

    @Test
    void allSaintsIsAHolidayInNordrheinWestfalenButNotInHessen() {
        var allSaints = LocalDate.of(2027, 11, 1);
        assertThat(NRW.isWorkingDay(allSaints)).isFalse();
        assertThat(HESSEN.isWorkingDay(allSaints)).isTrue();
    }

    @Test
    void nothingLiesBetweenADayAndAnEarlierOne() {
        assertThat(HESSEN.between(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 2)))
                .isZero();
    }
}
