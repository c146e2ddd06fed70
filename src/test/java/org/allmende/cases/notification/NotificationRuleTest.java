package org.allmende.cases.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.allmende.cases.notification.NotificationRule.Basis;
import org.allmende.cases.notification.NotificationRule.Steps;
import org.allmende.cases.notification.NotificationRule.Way;
import org.allmende.platform.time.WorkingDays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationRuleTest {

    /** A dash stands for what has not happened. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // basis | way | provided | notified | retrieved | posted | day
                "VWVFG | POST | 2024-12-30 | - | - | 2024-12-30 | 2025-01-02",
                "VWVFG | POST | 2024-12-30 | - | - | 2025-01-02 | 2025-01-06",
                "VWVFG | POST | 2026-11-20 | - | - | - | -",
                "VWVFG | POST | 2028-02-26 | - | - | 2028-02-26 | 2028-03-01",
                "VWVFG | POST | 2026-03-27 | - | - | 2026-03-27 | 2026-03-31",
                "VWVFG | PORTAL | 2026-11-20 | 2026-11-20 | - | - | -",
                "VWVFG | PORTAL | 2026-11-20 | 2026-11-20 | 2026-11-21 | - | 2026-11-22",
                "VWVFG | PORTAL | 2026-11-20 | 2026-11-20 | 2026-11-30 | - | 2026-12-01",
                "VWVFG | PORTAL | 2026-11-20 | 2026-11-20 | 2026-12-01 | - | -",
                "SGB_X | PORTAL | 2024-12-31 | 2024-12-31 | - | - | 2025-01-03",
                "SGB_X | PORTAL | 2026-11-20 | 2026-11-20 | 2026-11-20 | - | 2026-11-24",
                "SGB_X | POST | 2026-12-30 | - | - | 2026-12-30 | 2027-01-03",
                "SGB_X | POST | 2024-12-28 | - | - | 2024-12-31 | 2025-01-03",
                "SGB_X | PORTAL | 2028-02-27 | 2028-02-27 | - | - | 2028-03-02",
                "VWVFG | PORTAL | 2028-02-18 | 2028-02-18 | 2028-02-28 | - | 2028-02-29",
                "VWVFG | PORTAL | 2027-02-18 | 2027-02-18 | 2027-02-28 | - | 2027-03-01",
                "VWVFG | PORTAL | 2027-03-27 | 2027-03-27 | 2027-03-28 | - | 2027-03-29",
                // the fourth day is a Saturday, a Sunday, Epiphany is none in Hesse, 3 October is
                "AO | POST | 2024-12-27 | - | - | 2024-12-27 | 2024-12-30",
                "AO | POST | 2026-11-17 | - | - | 2026-11-17 | 2026-11-23",
                "AO | POST | 2026-11-18 | - | - | 2026-11-18 | 2026-11-23",
                "AO | POST | 2027-01-02 | - | - | 2027-01-02 | 2027-01-06",
                "AO | POST | 2028-09-29 | - | - | 2028-09-29 | 2028-10-04",
                "AO | POST | 2026-12-21 | - | - | 2026-12-21 | 2026-12-28",
                "AO | PORTAL | 2024-12-30 | 2024-12-30 | - | - | 2025-01-02",
                "AO | PORTAL | 2025-03-03 | 2025-03-04 | - | - | 2025-03-10",
                "AO | PORTAL | 2026-03-02 | 2026-03-04 | - | - | 2026-03-06",
                "AO | PORTAL | 2026-03-02 | - | - | - | 2026-03-06",
                "OZG | PORTAL | 2024-07-24 | - | - | - | 2024-07-27",
                "OZG | PORTAL | 2025-01-02 | - | - | - | 2025-01-05",
                "OZG | PORTAL | 2021-02-26 | - | - | - | 2021-03-01",
                "OZG | PORTAL | 2028-02-27 | - | - | - | 2028-03-01",
                "OZG | PORTAL | 2026-11-20 | - | - | - | 2026-11-23"
            })
    void theDayIsTheOneOfTheLaw(
            Basis basis, Way way, String provided, String notified, String retrieved, String posted, String day) {
        var steps = new Steps(LocalDate.parse(provided), date(notified), date(retrieved), date(posted));
        var rule = new Notification(new java.util.UUID(0, 0), 0, basis, way, steps);
        assertThat(rule.day(new WorkingDays("06534")).map(LocalDate::toString).orElse("-"))
                .isEqualTo(day);
    }

    private static LocalDate date(String text) {
        return text.equals("-") ? null : LocalDate.parse(text);
    }
}
