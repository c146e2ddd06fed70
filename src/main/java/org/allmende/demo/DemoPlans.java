package org.allmende.demo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.allmende.geo.Atlases;
import org.allmende.geo.Plans;
import org.allmende.geo.xplan.PlanArchive;
import org.allmende.geo.xplan.PlanGenerator;
import org.allmende.geo.xplan.PlanGenerator.InForce;
import org.allmende.geo.xplan.PlanGenerator.LaidOpen;
import org.allmende.geo.xplan.PlanGenerator.Stage;
import org.allmende.geo.xplan.PlanGenerator.Wanted;
import org.allmende.geo.xplan.Report;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Boundaries;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.springframework.stereotype.Component;

/** Invented Bebauungspläne, three in each municipality and one of them laid open now. Every name says that they are invented. */
@OnlyInDemo
@Component
class DemoPlans {

    private static final List<String> NAMES = List.of(
            "Am Anger",
            "Mühlwiese",
            "Hinter der Kirche",
            "Oberes Feld",
            "Am Bahndamm",
            "Lindenhof",
            "Sonnenhang",
            "Alte Ziegelei");

    /** Where reserves are shown as well, if the region has it. */
    private static final String WITH_LAYERS = "Gladenbach";

    private static final String MARK = "Demonstration: Dieser Plan ist erfunden.";

    /** On each side of a plan. */
    private static final List<Integer> BLOCKS = List.of(4, 2, 3);

    private final Regions regions;
    private final Boundaries boundaries;
    private final Plans plans;
    private final Atlases atlases;
    private final Tenancy tenancy;
    private final DemoLayers layers;
    private final Clock clock;

    DemoPlans(
            Regions regions,
            Boundaries boundaries,
            Plans plans,
            Atlases atlases,
            Tenancy tenancy,
            DemoLayers layers,
            Clock clock) {
        this.regions = regions;
        this.boundaries = boundaries;
        this.plans = plans;
        this.atlases = atlases;
        this.tenancy = tenancy;
        this.layers = layers;
        this.clock = clock;
    }

    /** Once for each municipality; whoever has removed them has no others. */
    void ensure() {
        var today = GermanDates.today(clock);
        for (var tenant : regions.current().listMunicipalities(today)) {
            if (tenancy.as(tenant.slug().value(), plans::list).isEmpty()) {
                boundaries.find(tenant.slug()).ifPresent(boundary -> {
                    var generator = new PlanGenerator(
                            Atlases.area(boundary),
                            tenant.name(),
                            tenant.ags(),
                            tenant.slug().value().hashCode());
                    for (int number = 1; number <= BLOCKS.size(); number++) {
                        add(tenant, generator, number, today);
                    }
                });
            }
        }
        regions.current().listMunicipalities(today).stream()
                .min(Comparator.comparing((Tenant tenant) -> !tenant.name().contains(WITH_LAYERS)))
                .ifPresent(layers::ensure);
        atlases.refresh();
    }

    private void add(Tenant tenant, PlanGenerator generator, int number, LocalDate today) {
        var name = NAMES.get(Math.floorMod(tenant.slug().value().hashCode() + 3 * number, NAMES.size()));
        var out = new ByteArrayOutputStream();
        generator.write(
                new Wanted(
                        "%s (Demonstration)".formatted(name),
                        String.valueOf(number),
                        MARK,
                        BLOCKS.get(number - 1),
                        stage(number, today)),
                out);
        tenancy.run(tenant.slug().value(), () -> plans.release(read(out.toByteArray())));
    }

    private static Stage stage(int number, LocalDate today) {
        return number == BLOCKS.size()
                ? new LaidOpen(today.minusDays(10), today.plusDays(20))
                : new InForce(today.minusYears(4L * number).withDayOfMonth(12));
    }

    private UUID read(byte[] file) {
        try {
            var report = new Report();
            var document = PlanArchive.read(new ByteArrayInputStream(file), report);
            return plans.add(document, report, "demonstration.gml", new ByteArrayInputStream(file));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
