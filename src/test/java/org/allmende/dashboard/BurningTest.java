package org.allmende.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.allmende.sensing.Micros;
import org.junit.jupiter.api.Test;

class BurningTest {

    private static final Burning.Lamp PULSING = new Burning.Lamp(5, Duration.ofMinutes(15));
    private static final Burning.Lamp SWITCHING = new Burning.Lamp(5, null);

    /** {@code 2026-01-01T00:00:00Z 38} */
    private static Burning of(Burning.Lamp lamp, String first, String now, String... reports) {
        var times = Stream.of(reports)
                .mapToLong(it -> Micros.of(Instant.parse(it.split(" ")[0])))
                .toArray();
        var results = Stream.of(reports)
                .mapToDouble(it -> Double.parseDouble(it.split(" ")[1]))
                .toArray();
        return Burning.of(lamp, times, results, LocalDate.parse(first), Instant.parse(now));
    }

    private static List<Duration> lit(Burning it) {
        return it.days().stream().map(Burning.Day::lit).toList();
    }

    @Test
    void aNightBelongsToBothOfItsDays() {
        var it = of(
                SWITCHING, "2026-06-01", "2026-06-02T22:00:00Z", "2026-06-01T20:00:00Z 38", "2026-06-02T03:00:00Z 0");
        // midnight in Germany is 22:00 in UTC; the day under way has just begun
        assertThat(lit(it)).containsExactly(Duration.ofHours(2), Duration.ofHours(5), Duration.ZERO);
        assertThat(it.lit(2)).isEqualTo(Duration.ofHours(5));
        assertThat(it.since()).isNull();
    }

    @Test
    void theDaysOfTheChangeOfTimeHaveTheirRealHours() {
        var spring = of(
                SWITCHING, "2026-03-29", "2026-03-29T22:00:00Z", "2026-03-28T12:00:00Z 38", "2026-03-29T22:00:00Z 0");
        assertThat(spring.days().getFirst().lit()).isEqualTo(Duration.ofHours(23));
        var autumn = of(
                SWITCHING, "2026-10-25", "2026-10-25T23:00:00Z", "2026-10-24T12:00:00Z 38", "2026-10-25T23:00:00Z 0");
        assertThat(autumn.days().getFirst().lit()).isEqualTo(Duration.ofHours(25));
        assertThat(autumn.days().getFirst().unknown()).isZero();
    }

    @Test
    void aSilenceIsUnknownAndNotBurning() {
        var it = of(
                PULSING,
                "2026-06-01",
                "2026-06-01T12:00:00Z",
                "2026-06-01T00:00:00Z 38",
                "2026-06-01T00:15:00Z 38",
                "2026-06-01T10:00:00Z 38",
                "2026-06-01T10:10:00Z 0");
        assertThat(it.lit(1)).isEqualTo(Duration.ofMinutes(15 + 30 + 10));
        // two hours before the first report, the silence, and the silence up to now
        assertThat(it.unknown(1)).isEqualTo(Duration.ofMinutes(120 + 9 * 60 + 15 + 80));
        assertThat(it.since()).isNull();
    }

    @Test
    void itBurnsSinceTheFirstReportOfThisTime() {
        var it = of(
                PULSING,
                "2026-06-01",
                "2026-06-01T20:20:00Z",
                "2026-06-01T19:00:00Z 0",
                "2026-06-01T19:59:59Z 38",
                "2026-06-01T20:00:00Z NaN",
                "2026-06-01T20:14:59Z 40");
        assertThat(it.since()).isEqualTo(Instant.parse("2026-06-01T19:59:59Z"));
        assertThat(it.lit(30)).isEqualTo(Duration.ofSeconds(20 * 60 + 1));
    }

    @Test
    void withoutAReportNothingIsKnown() {
        var it = of(SWITCHING, "2026-06-01", "2026-06-02T00:00:00Z");
        assertThat(it.lit(30)).isZero();
        assertThat(it.unknown(30)).isEqualTo(Duration.ofHours(26));
        // a clock that is ahead lights nothing
        assertThat(of(SWITCHING, "2026-06-01", "2026-06-02T00:00:00Z", "2027-01-01T00:00:00Z 38")
                        .lit(30))
                .isZero();
    }
}
