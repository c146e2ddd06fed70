package org.allmende.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.allmende.geo.PlanComparison.Change;
import org.allmende.geo.PlanComparison.Kind;
import org.allmende.geo.xplan.PlanArchive;
import org.allmende.geo.xplan.Report;
import org.junit.jupiter.api.Test;

class PlanComparisonTest {

    private static final SamplePlan OLD = SamplePlan.of("Vergleich", 3);

    private static List<Feature> features(SamplePlan sample) {
        try {
            var reading = new PlanReading(PlanArchive.read(new ByteArrayInputStream(sample.gml()), new Report()));
            return reading.features(new Plan(
                    "angelburg",
                    new UUID(0, 1),
                    Plan.State.DRAFT,
                    reading.kind(),
                    reading.name(),
                    reading.number(),
                    reading.standing(),
                    reading.version(),
                    reading.about(),
                    "plan.gml",
                    0,
                    0,
                    0,
                    0,
                    Instant.EPOCH,
                    null,
                    Plan.Origin.NONE,
                    List.of(),
                    null));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static PlanComparison compare(SamplePlan young) {
        return PlanComparison.of(features(OLD), features(young));
    }

    @Test
    void theSameFileHasNoDifference() {
        assertThat(compare(OLD).differences()).isEmpty();
    }

    @Test
    void objectsWithOtherIdsAreTheSameWhenTheyLieThere() {
        assertThat(compare(OLD.with("gml:id=\"GML_", "gml:id=\"NEU_").with("#GML_", "#NEU_"))
                        .differences())
                .isEmpty();
    }

    @Test
    void whatAnAttributeSaysInsteadIsNamed() {
        assertThat(compare(OLD.with("<xplan:GRZ>0.4<", "<xplan:GRZ>0.5<")).differences())
                .isNotEmpty()
                .allSatisfy(one -> {
                    assertThat(one.kind()).isEqualTo(Kind.CHANGED);
                    assertThat(one.moved()).isFalse();
                    assertThat(one.changes()).containsExactly(new Change("GRZ", "0.4", "0.5"));
                });
        assertThat(compare(OLD.with("<xplan:nummer>12</xplan:nummer>", "")).differences())
                .singleElement()
                .satisfies(one -> assertThat(one.changes()).containsExactly(new Change("nummer", "12", "")));
    }

    @Test
    void whatComesAndGoesIsToldBothWays() {
        var all = features(OLD);
        var fewer = all.stream()
                .filter(feature -> !feature.type().equals("SO_Strassenverkehr"))
                .toList();
        assertThat(PlanComparison.of(all, fewer).differences())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.kind()).isEqualTo(Kind.WENT));
        assertThat(PlanComparison.of(fewer, all).differences())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.kind()).isEqualTo(Kind.CAME));
    }
}
