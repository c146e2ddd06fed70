package org.allmende.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.platform.feel.NotFeel;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Described;
import org.allmende.sensing.Micros;
import org.allmende.sensing.Unit;
import org.allmende.sensing.Visibility;
import org.allmende.sensing.quality.Limits;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final int GAUGE = 1025;
    private static final int RAIN = 1026;
    private static final Instant BEGIN = Instant.parse("2026-02-03T05:00:00Z");

    private static Watch watch(String fires, String ends, double hours) throws NotFeel {
        var definition = new Definition(
                Definition.Kind.FREE,
                Map.of(),
                List.of(GAUGE),
                Map.of("regen", RAIN),
                hours,
                null,
                fires,
                ends,
                List.of());
        var rule =
                new Rule("marburg", UUID.randomUUID(), "R", Rule.State.ACTIVE, 1, 1, 1, BEGIN, definition, null, BEGIN);
        var station = new Datastream(
                "marburg",
                GAUGE,
                1,
                1,
                1,
                new Described("Pegel", "Pegel"),
                Datastream.MEASUREMENT,
                new Unit("Zentimeter", "cm", "ucum:cm"),
                null,
                Visibility.PUBLIC,
                null,
                null,
                Limits.NONE,
                false,
                false);
        var stages = List.of(new Stages.Stage("1", 200, true), new Stages.Stage("2", 300, true));
        return new Watch(rule, station, stages, 400.0, false, Micros.of(BEGIN), Micros.of(BEGIN));
    }

    /** Values every quarter of an hour; gives the minutes at which it changes, the ends negative. */
    private static List<Long> changes(Watch watch, double... values) {
        var all = new ArrayList<Long>();
        for (int i = 0; i < values.length; i++) {
            watch.take(GAUGE, micros(15L * (i + 1)), values[i]).ifPresent(it -> all.add(minutes(it)));
        }
        return all;
    }

    private static long micros(long minutes) {
        return Micros.of(BEGIN.plus(Duration.ofMinutes(minutes)));
    }

    private static long minutes(Watch.Change it) {
        long minutes = Duration.between(BEGIN, Micros.toInstant(it.micros())).toMinutes();
        return it.fired() ? minutes : -minutes;
    }

    @Test
    void aLimitWithHysteresisDoesNotFlutter() throws NotFeel {
        assertThat(changes(watch("wert >= 300", "wert < 280", 1), 290, 300, 299, 301, 280, 279, 300))
                .containsExactly(30L, -90L, 105L);
    }

    @Test
    void aRiseCountsWithinItsHoursOnly() throws NotFeel {
        // four an hour: 10 each quarter is 40 in an hour, and 30 between its first and last value after three quarters
        assertThat(changes(watch("anstieg >= 35", "anstieg < 10", 1), 0, 10, 20, 30, 40, 40, 40, 40, 40))
                .containsExactly(75L, -135L);
        assertThat(changes(watch("anstieg <= -35", "anstieg > -10", 1), 0, -5, -10, -15, -20, -25))
                .isEmpty();
    }

    @Test
    void aStageIsOverOnceItWasNotReachedForSomeHours() throws NotFeel {
        assertThat(changes(watch("stufe >= 1", "hoechststufe < 1", 0.5), 190, 200, 190, 210, 190, 190, 190))
                .containsExactly(30L, -105L);
    }

    @Test
    void silenceIsNoticedByTheClockAndOverWithTheNextValue() throws NotFeel {
        var watch = watch("alter >= 60", "alter < 60", 1);
        assertThat(changes(watch, 1, 2)).isEmpty();
        assertThat(watch.look(micros(89))).isEmpty();
        assertThat(watch.look(micros(90))).map(WatchTest::minutes).contains(90L);
        assertThat(watch.look(micros(200))).isEmpty();
        assertThat(watch.take(GAUGE, micros(201), 3)).map(WatchTest::minutes).contains(-201L);
    }

    @Test
    void aScheduleIsInGermanTime() throws NotFeel {
        // 05:00 UTC is six o'clock in a German winter
        var watch = watch("wert > 0 and jetzt.stunde >= 7 and jetzt.wochentag = 2", "not(wert > 0)", 1);
        assertThat(changes(watch, 1, 1, 1, 1, 1)).containsExactly(60L);
    }

    @Test
    void severalStationsArePartOfOneRule() throws NotFeel {
        var watch = watch("wert >= 200 and regen.wert > 5 and entfernung < 500", "wert < 200", 1);
        assertThat(changes(watch, 210, 220)).isEmpty();
        assertThat(watch.take(RAIN, micros(31), 6)).map(WatchTest::minutes).contains(31L);
    }

    @Test
    void whatIsLateOrTheSameChangesNothing() throws NotFeel {
        var watch = watch("wert >= 300", "wert < 280", 1);
        assertThat(changes(watch, 290, 310)).containsExactly(30L);
        assertThat(watch.take(GAUGE, micros(20), 100)).isEmpty();
        assertThat(watch.take(GAUGE, micros(30), 100)).isEmpty();
        assertThat(watch.take(GAUGE, micros(31), 100)).isPresent();
    }

    @Test
    void anEndIsNeverBeforeItsBeginning() throws NotFeel {
        var watch = watch("alter >= 60", "alter < 60", 1);
        changes(watch, 1);
        var fired = watch.look(micros(90)).orElseThrow();
        var ended = watch.take(GAUGE, micros(80), 2).orElseThrow();
        assertThat(ended.micros()).isEqualTo(fired.micros() + 1);
    }
}
