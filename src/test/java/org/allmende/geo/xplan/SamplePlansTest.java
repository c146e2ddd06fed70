package org.allmende.geo.xplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The samples of the standard's own tests, when their folder is there; {@code CI=true} insists on it. */
class SamplePlansTest {

    private static final Path FOLDER = Path.of("../shared/data/geo/xplan");

    @BeforeAll
    static void findThem() {
        boolean there = Files.isDirectory(FOLDER);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as("the folder of sample plans").isTrue();
        }
        Assumptions.assumeTrue(there, "The folder of sample plans is missing: they are not read here.");
    }

    private record Read(PlanDocument document, Report report) {
        static Read of(String name) {
            var report = new Report();
            try (var file = Files.newInputStream(FOLDER.resolve(name))) {
                return new Read(PlanArchive.read(file, report), report);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BP_5.0.zip, 5.0, 3, 1, 1, 2",
        "BP_5.2_MultipleBereiche.zip, 5.2, 129, 1, 2, 4",
        "BP_5.3.zip, 5.3, 79, 1, 1, 2",
        "BP_6.0.2_valide.zip, 6.0, 15, 1, 1, 0",
        "BP_6.0_21kB.gml, 6.0, 14, 1, 1, 0",
        "BPlan003_6-0.zip, 6.0, 63, 1, 1, 3",
        "FP_6.0.2_valide.zip, 6.0, 15, 1, 1, 0"
    })
    void validPlansComeInWithoutAFinding(
            String name, String version, int objects, int plans, int areas, int attachments) {
        var read = Read.of(name);

        assertThat(read.report().list()).isEmpty();
        assertThat(read.document().objects()).hasSize(objects);
        assertThat(read.document().plans())
                .hasSize(plans)
                .allSatisfy(plan -> assertThat(plan.schema().version()).isEqualTo(version));
        assertThat(read.document().areas()).hasSize(areas);
        assertThat(read.document().attachments()).hasSize(attachments);
    }

    @Test
    void ringsInTheWrongDirectionAreFoundWhereTheyStand() {
        var read = Read.of("BP_5.2_Laufrichtungsfehler_INVALID.zip");

        assertThat(read.report().list())
                .extracting(one -> "%s, Zeile %d, %s, %s"
                        .formatted(one.rule(), one.line(), one.id(), String.join(" ", one.arguments())))
                .containsExactly(
                        "DIRECTION, Zeile 136, Gml_C891FBAA-62BC-490C-B548-DC631A1E70AB, outer",
                        "DIRECTION, Zeile 136, Gml_C891FBAA-62BC-490C-B548-DC631A1E70AB, inner");
        assertThat(read.report().list().getFirst().spot()).hasToString("Position[x=572166.1978, y=5938665.1405]");
    }

    @Test
    void aRegionalPlanOfSevenMegabytesIsReadObjectByObject() {
        var read = Read.of("RP_5.1_1.8MB.zip");

        assertThat(read.document().objects()).hasSize(2885);
        assertThat(read.report().list().stream().map(Finding::rule).collect(Collectors.toSet()))
                .as("drawn clockwise throughout, and nothing else")
                .containsExactlyInAnyOrder(Rule.DIRECTION, Rule.MORE);
    }
}
