package org.allmende.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.DemoCounty;
import org.allmende.geo.xplan.PlanArchive;
import org.allmende.geo.xplan.Report;
import org.allmende.platform.database.Tenancy;
import org.junit.jupiter.api.Test;

/** Plans in the database of the demo county, each test with a plan of its own. */
class PlansTest {

    private static final DemoCounty COUNTY = DemoCounty.county();
    private static final Plans PLANS = COUNTY.bean(Plans.class);
    private static final PlanFiles FILES = COUNTY.bean(PlanFiles.class);
    private static final Tenancy TENANCY = COUNTY.bean(Tenancy.class);
    private static final Atlases ATLASES = COUNTY.bean(Atlases.class);

    private static UUID add(String tenant, byte[] file) {
        return TENANCY.as(tenant, () -> {
            try {
                var report = new Report();
                var document = PlanArchive.read(new ByteArrayInputStream(file), report);
                return PLANS.add(document, report, "plan.zip", new ByteArrayInputStream(file));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
    }

    private static boolean release(String tenant, UUID id) {
        return TENANCY.as(tenant, () -> PLANS.release(id));
    }

    @Test
    void theFileGoesOutAsItCameIn() throws IOException {
        var file = SamplePlan.of("hinaus", 25).gml();
        assertThat(file.length).as("several parts").isGreaterThan(2 << 20);
        var id = add("angelburg", file);
        release("angelburg", id);
        var plan = ATLASES.refresh().findPlan("angelburg", id).orElseThrow();

        var out = new ByteArrayOutputStream();
        FILES.copy(plan, out);

        assertThat(out.toByteArray()).isEqualTo(file);
        assertThat(FILES.open(plan).readAllBytes()).isEqualTo(file);
        assertThat(plan.size()).isEqualTo(file.length);
    }

    @Test
    void aDraftIsSeenByItsMunicipalityAlone() {
        var id = add("steffenberg", SamplePlan.of("Entwurf").zip());

        assertThat(ATLASES.refresh().findPlan("steffenberg", id)).isEmpty();
        assertThat(TENANCY.as("angelburg", () -> PLANS.find(id))).isEmpty();
        assertThat(release("angelburg", id)).as("another's plan").isFalse();
        assertThat(TENANCY.as("angelburg", () -> PLANS.remove(id))).isFalse();
        assertThat(TENANCY.as("steffenberg", () -> PLANS.find(id)))
                .get()
                .satisfies(plan -> assertThat(plan.about().attachments()).containsExactly("Begründung.pdf"));
    }

    @Test
    void whatIsReleasedIsInTheAtlasUntilItIsWithdrawn() {
        var id = add("steffenberg", SamplePlan.of("Freigabe").zip());
        long before = ATLASES.current().revision();
        assertThat(release("steffenberg", id)).isTrue();
        assertThat(release("steffenberg", id)).as("twice").isFalse();

        var atlas = ATLASES.refresh();
        assertThat(atlas.revision()).isGreaterThan(before);
        var plan = atlas.findPlan("steffenberg", id).orElseThrow();
        assertThat(atlas.outlines(plan)).hasSize(1);
        assertThat(TENANCY.as("steffenberg", () -> PLANS.remove(id)))
                .as("it is public")
                .isFalse();

        assertThat(TENANCY.as("steffenberg", () -> PLANS.withdraw(id))).isTrue();
        assertThat(ATLASES.refresh().findPlan("steffenberg", id)).isEmpty();
        assertThat(atlas.findPlan("steffenberg", id))
                .as("an atlas never changes")
                .isPresent();
    }

    @Test
    void aPlanWithErrorsIsNotReleased() {
        var wrong = SamplePlan.of("falsch").with("<xplan:planArt>10001</xplan:planArt>", "");
        var id = add("steffenberg", wrong.gml());

        assertThat(release("steffenberg", id)).isFalse();
        assertThat(TENANCY.as("steffenberg", () -> PLANS.report(id)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.arguments()).isEqualTo(List.of("planArt", "BP_Plan")));
    }

    @Test
    void packedObjectsAreTheSameWhenUnpacked() {
        var id = add("steffenberg", SamplePlan.of("gepackt", 3).gml());
        release("steffenberg", id);
        var atlas = ATLASES.refresh();
        var plan = atlas.findPlan("steffenberg", id).orElseThrow();
        var features = atlas.featuresOf(plan);

        var again = PackedFeatures.unpack(plan, PackedFeatures.pack(features), new java.util.HashMap<>(Map.of()));

        assertThat(again).hasSameSizeAs(features);
        for (int i = 0; i < again.size(); i++) {
            assertThat(again.get(i).values()).isEqualTo(features.get(i).values());
            assertThat(again.get(i).geometry().equalsExact(features.get(i).geometry()))
                    .isTrue();
        }
    }
}
