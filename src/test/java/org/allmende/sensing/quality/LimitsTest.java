package org.allmende.sensing.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.allmende.sensing.quality.Limits.Last;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LimitsTest {

    private static final String LEVEL = "https://qudt.org/vocab/quantitykind/WaterLevel";
    private static final long MINUTE = 60_000_000L;
    private static final Limits LIMITS = of("""
            {"low": 0, "high": 700, "step": 50, "stuck": "PT2H", "gap": "PT1H", "late": "PT30M"}
            """);

    private static Limits of(String said) {
        return Limits.of(LEVEL, "cm", JsonMapper.shared().readTree(said));
    }

    private static List<Flag> check(Last last, long minute, double value) {
        return Flag.in(LIMITS.check(last, minute * MINUTE, value, false, minute * MINUTE));
    }

    @Test
    void whatCannotBeOrJumpsOrStandsStillIsOdd() {
        var last = new Last(0, 100, 0);
        assertThat(check(last, 15, 120)).isEmpty();
        assertThat(check(last, 15, -1)).containsExactly(Flag.RANGE, Flag.STEP);
        assertThat(check(last, 15, 701)).containsExactly(Flag.RANGE, Flag.STEP);
        assertThat(check(last, 15, 151)).containsExactly(Flag.STEP);
        assertThat(check(last, 15, 150)).isEmpty();
        assertThat(check(last, 61, 300)).as("after a silence a jump is none").containsExactly(Flag.GAP);
        assertThat(check(null, 15, 300)).as("the first one").isEmpty();
        var still = last;
        for (int minute = 15; minute < 120; minute += 15) {
            assertThat(check(still, minute, 100)).isEmpty();
            still = still.then(minute * MINUTE, 100);
        }
        assertThat(check(still, 120, 100)).containsExactly(Flag.STUCK);
        assertThat(check(still.then(120 * MINUTE, 101), 135, 101))
                .as("it moves again")
                .isEmpty();
    }

    @Test
    void whatComesLateTwiceOrOutOfOrderIsKnown() {
        var last = new Last(60 * MINUTE, 100, 0);
        assertThat(Flag.in(LIMITS.check(last, 75 * MINUTE, 100, false, 106 * MINUTE)))
                .containsExactly(Flag.LATE);
        assertThat(Flag.in(LIMITS.check(last, 60 * MINUTE, 100, true, 60 * MINUTE)))
                .containsExactly(Flag.DUPLICATE);
        assertThat(check(last, 30, 300)).as("older than the newest: no step").isEmpty();
        assertThat(check(last, 75, Double.NaN)).as("no number").isEmpty();
    }

    @Test
    void aDatastreamChangesWhatIsUsual() {
        assertThat(Limits.of(LEVEL, "cm", null).high()).isEqualTo(2_000);
        assertThat(Limits.of(LEVEL, "m", null))
                .as("in another unit nothing is usual")
                .isEqualTo(Limits.NONE);
        assertThat(of("{\"high\": 10}").high()).isEqualTo(10);
        assertThat(of("{\"high\": 10}").low()).isEqualTo(-500);
        assertThat(of("{\"high\": null}").high()).isNaN();
        for (var unreadable : List.of(
                "[]",
                "5",
                "{\"gap\": \"bald\"}",
                "{\"gap\": 5}",
                "{\"gap\": \"-PT1H\"}",
                "{\"gap\": \"PT99999999999H\"}",
                "{\"low\": \"x\"}")) {
            assertThat(of(unreadable)).as(unreadable).isEqualTo(Limits.of(LEVEL, "cm", null));
        }
    }
}
