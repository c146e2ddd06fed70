package org.allmende.platform.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class GermanDatesTest {

    @Test
    void aMomentIsReadInGermanTimeInSummerAndWinter() {
        assertThat(GermanDates.moment(Instant.parse("2026-11-20T17:42:00Z"))).isEqualTo("Fr 20.11.2026, 18:42");
        assertThat(GermanDates.moment(Instant.parse("2026-06-30T22:05:00Z"))).isEqualTo("Mi 01.07.2026, 00:05");
    }

    @Test
    void aDayHasTwoDigitsAndFullYear() {
        assertThat(GermanDates.day(LocalDate.of(2026, 3, 1))).isEqualTo("01.03.2026");
    }
}
