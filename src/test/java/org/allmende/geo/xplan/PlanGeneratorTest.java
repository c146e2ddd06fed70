package org.allmende.geo.xplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class PlanGeneratorTest {

    private static final Geometry TOWN =
            new GeometryFactory().toGeometry(new Envelope(470_000, 476_000, 5_620_000, 5_626_000));

    private static byte[] plan(long seed, int blocks) {
        var out = new ByteArrayOutputStream();
        new PlanGenerator(TOWN, "Musterstadt", "06534999", seed)
                .write(
                        new PlanGenerator.Wanted(
                                "Am Anger & Bach",
                                "7",
                                "Demonstration",
                                blocks,
                                new PlanGenerator.InForce(LocalDate.of(2020, 5, 4))),
                        out);
        return out.toByteArray();
    }

    @Test
    void whatItDrawsIsValidWhateverTheSeed() throws IOException {
        for (int seed = 0; seed < 20; seed++) {
            var report = new Report();
            var document = PlanArchive.read(new ByteArrayInputStream(plan(seed, 1 + seed % 7)), report);

            assertThat(report.list()).as("plan of seed %d", seed).isEmpty();
            assertThat(document.plans())
                    .singleElement()
                    .satisfies(plan -> assertThat(plan.text("name")).isEqualTo("Am Anger & Bach"));
        }
    }

    @Test
    void theSameSeedDrawsTheSamePlan() {
        assertThat(plan(4, 3)).isEqualTo(plan(4, 3)).isNotEqualTo(plan(5, 3));
    }

    @Test
    void itDrawsWhatIsBuiltOnAndWhatIsNot() throws IOException {
        var document = PlanArchive.read(new ByteArrayInputStream(plan(1, 6)), new Report());

        assertThat(document.objects().stream().map(one -> one.type().name()).collect(Collectors.toSet()))
                .contains(
                        "BP_BaugebietsTeilFlaeche",
                        "BP_UeberbaubareGrundstuecksFlaeche",
                        "BP_BauGrenze",
                        "BP_GruenFlaeche",
                        "SO_Strassenverkehr",
                        "BP_AnpflanzungBindungErhaltung");
    }
}
