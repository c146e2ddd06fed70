package org.allmende.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.allmende.dashboard.Reading.Freshness;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Described;
import org.allmende.sensing.Observation;
import org.allmende.sensing.ObservationKey;
import org.allmende.sensing.Unit;
import org.allmende.sensing.Visibility;
import org.allmende.sensing.quality.Limits;
import org.junit.jupiter.api.Test;

/** How often a sensor reports as a rule, and whether it is late by that; lamps report when they are switched. */
class StationHealthTest {

    private static final Instant NOW = Instant.parse("2026-03-28T12:00:00Z");

    @Test
    void aSensorWithABeatIsLateAfterTwoOfItAndSilentAfterADay() {
        var each = minutes(15, 15, 15, 30, 15, 15, 45, 15);

        assertThat(reading(Duration.ofMinutes(5), each).every()).contains(Duration.ofMinutes(15));
        assertThat(reading(Duration.ofMinutes(35), each).freshness()).isEqualTo(Freshness.FRESH);
        assertThat(reading(Duration.ofMinutes(36), each).freshness()).isEqualTo(Freshness.LATE);
        assertThat(reading(Duration.ofHours(24), each).freshness()).isEqualTo(Freshness.LATE);
        assertThat(reading(Duration.ofHours(25), each).freshness()).isEqualTo(Freshness.SILENT);
    }

    @Test
    void aLampThatIsSwitchedNowAndThenIsNeitherLateNorGappy() {
        var switched = minutes(3, 610, 4, 240, 55, 11, 700, 2, 130);

        assertThat(reading(Duration.ofHours(9), switched).every()).isEmpty();
        assertThat(reading(Duration.ofHours(9), switched).freshness()).isEqualTo(Freshness.FRESH);
        assertThat(reading(Duration.ofHours(24), switched).freshness()).isEqualTo(Freshness.FRESH);
        assertThat(reading(Duration.ofHours(25), switched).freshness())
                .as("more than a day, and twice as long as ever")
                .isEqualTo(Freshness.SILENT);
    }

    @Test
    void theFirstFewReportsAreTakenForABeat() {
        assertThat(reading(Duration.ofMinutes(5), List.of()).every()).contains(Duration.ofMinutes(15));
        assertThat(reading(Duration.ofMinutes(5), minutes(60, 5)).every()).contains(Duration.ofMinutes(60));
    }

    private static List<Duration> minutes(int... gaps) {
        return java.util.Arrays.stream(gaps).mapToObj(Duration::ofMinutes).toList();
    }

    /** Of a station whose newest value is so old, with these gaps before it. */
    private static Reading reading(Duration age, List<Duration> gaps) {
        var times = new ArrayList<Instant>();
        times.add(NOW.minus(age));
        for (var gap : gaps) {
            times.add(times.getLast().minus(gap));
        }
        var newest = times.stream()
                .map(time -> new Observation(
                        new ObservationKey(1, time.toEpochMilli() * 1000, 0), 1, Observation.AT_ONCE, null, null))
                .toList();
        return Reading.of(station(), newest, NOW).orElseThrow();
    }

    private static Station station() {
        var words = new Words("-", "-");
        return new Station(
                new Datastream(
                        "gladenbach",
                        1,
                        1,
                        1,
                        1,
                        new Described("Lampe", "Marktplatz"),
                        Datastream.MEASUREMENT,
                        new Unit(null, null, null),
                        null,
                        Visibility.PUBLIC,
                        null,
                        null,
                        Limits.NONE,
                        false,
                        false),
                new UseCase(
                        "licht", "light", "-", 1, false, words, words, words, words, words, words, words, words,
                        List.of()),
                List.of(),
                new Station.Point(8.58, 50.77),
                true,
                null);
    }
}
