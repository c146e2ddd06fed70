package org.allmende.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.allmende.sensing.Datastream;
import org.allmende.sensing.Described;
import org.allmende.sensing.Unit;
import org.allmende.sensing.Visibility;
import org.allmende.sensing.quality.Limits;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WaterMarksTest {

    private static Datastream gauge(String properties) {
        return new Datastream(
                "angelburg",
                1,
                1,
                1,
                1,
                new Described(
                        "Pegel Bonn, Rhein", "Wasserstand", JsonMapper.shared().readTree(properties)),
                Datastream.MEASUREMENT,
                new Unit("Zentimeter", "cm", "ucum:cm"),
                null,
                Visibility.PUBLIC,
                null,
                null,
                Limits.NONE,
                false,
                false);
    }

    @Test
    void whatCameWithTheGaugeIsExplainedMildestFirst() {
        var levels = WaterMarks.of(gauge("""
                {"thresholds": [
                  {"name": "HHW", "value": 1013}, {"name": "MHW", "value": 735.0}, {"name": "MNW", "value": 147.0},
                  {"name": "MW", "value": 290}, {"name": "M_I", "value": 620}, {"name": "XYZ", "value": 1},
                  {"name": "HSW", "value": "hoch"}]}
                """));
        assertThat(levels)
                .extracting(it -> it.name().de() + (it.above() ? " ab " : " bis ") + it.at())
                .containsExactly(
                        "Mittleres Niedrigwasser (MNW) bis 147.0",
                        "Mittelwasser (MW) ab 290.0",
                        "Hochwassermarke I ab 620.0",
                        "Mittleres Hochwasser (MHW) ab 735.0",
                        "Höchster bekannter Wasserstand (HHW) ab 1013.0");
        assertThat(levels).allSatisfy(it -> assertThat(it.meaning().en()).isNotBlank());
        assertThat(Level.reached(levels, 700).orElseThrow().name().de()).isEqualTo("Hochwassermarke I");
        assertThat(Level.reached(levels, 100).orElseThrow().name().en()).isEqualTo("Mean low water (MNW)");
        assertThat(Level.reached(levels, 200)).isEmpty();
        assertThat(WaterMarks.normal(levels)).map(Words::de).hasValue("Üblicher Wasserstand");
    }

    @Test
    void whereNothingCameNothingIsClaimed() {
        assertThat(WaterMarks.of(gauge("{}"))).isEmpty();
        assertThat(WaterMarks.of(gauge("{\"thresholds\": \"viele\"}"))).isEmpty();
        assertThat(WaterMarks.normal(
                        Arrangement.standard().find("container").orElseThrow().levels()))
                .isEmpty();
    }
}
