package org.allmende.demo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.allmende.geo.Atlases;
import org.allmende.geo.LayingOpen;
import org.allmende.geo.Life.Step;
import org.allmende.geo.Plan;
import org.allmende.geo.PlanSteps;
import org.allmende.geo.Plans;
import org.allmende.geo.xplan.PlanArchive;
import org.allmende.geo.xplan.PlanGenerator;
import org.allmende.geo.xplan.PlanGenerator.InForce;
import org.allmende.geo.xplan.PlanGenerator.LaidOpen;
import org.allmende.geo.xplan.PlanGenerator.Prepared;
import org.allmende.geo.xplan.PlanGenerator.Stage;
import org.allmende.geo.xplan.PlanGenerator.Wanted;
import org.allmende.geo.xplan.Report;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.WorkingDays;
import org.allmende.region.Boundaries;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.springframework.stereotype.Component;

/** Invented Bebauungspläne, three in each municipality and one of them laid open now; in one town also those that came before and will come. Every name says that they are invented. */
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

    private static final Pattern RING =
            Pattern.compile("(?s)(<xplan:BP_BaugebietsTeilFlaeche .*?<gml:posList>)([^<]+)");

    private static final Pattern POINT = Pattern.compile("\\S+ \\S+");

    private static final String MARK = "Demonstration: Dieser Plan ist erfunden.";

    /** On each side of a plan. */
    private static final List<Integer> BLOCKS = List.of(4, 2, 3);

    private final Regions regions;
    private final Boundaries boundaries;
    private final Plans plans;
    private final PlanSteps steps;
    private final Atlases atlases;
    private final Tenancy tenancy;
    private final DemoLayers layers;
    private final Clock clock;

    DemoPlans(
            Regions regions,
            Boundaries boundaries,
            Plans plans,
            PlanSteps steps,
            Atlases atlases,
            Tenancy tenancy,
            DemoLayers layers,
            Clock clock) {
        this.regions = regions;
        this.boundaries = boundaries;
        this.plans = plans;
        this.steps = steps;
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
                    var files = new ArrayList<byte[]>();
                    for (int number = 1; number <= BLOCKS.size(); number++) {
                        files.add(add(tenant, generator, number, today));
                    }
                    if (tenant.slug().equals(Place.ofTour(regions.current()).slug())) {
                        addLife(tenant, generator, files.getFirst(), today);
                    }
                });
            }
        }
        regions.current().listMunicipalities(today).stream()
                .min(Comparator.comparing((Tenant tenant) -> !tenant.name().contains(WITH_LAYERS)))
                .ifPresent(layers::ensure);
        atlases.refresh();
    }

    /** Gives the file. */
    private byte[] add(Tenant tenant, PlanGenerator generator, int number, LocalDate today) {
        var name = NAMES.get(Math.floorMod(tenant.slug().value().hashCode() + 3 * number, NAMES.size()));
        var file = write(generator, name, number, BLOCKS.get(number - 1), stage(number, today));
        tenancy.run(tenant.slug().value(), () -> plans.release(read(file)));
        return file;
    }

    private static byte[] write(PlanGenerator generator, String name, int number, int blocks, Stage stage) {
        var out = new ByteArrayOutputStream();
        generator.write(
                new Wanted("%s (Demonstration)".formatted(name), String.valueOf(number), MARK, blocks, stage), out);
        return out.toByteArray();
    }

    /** In the town of the tour a plan is changed, another repealed, and a draft waits for its planner. */
    private void addLife(Tenant tenant, PlanGenerator generator, byte[] first, LocalDate today) {
        tenancy.run(tenant.slug().value(), () -> {
            var since = today.minusMonths(3);
            var old = plans.list().stream()
                    .filter(plan -> plan.number().equals("1"))
                    .findFirst()
                    .orElseThrow();
            var changed = text(first)
                    .replace("<xplan:GRZ>0.3<", "<xplan:GRZ>0.4<")
                    .replace("<xplan:GRZ>0.6<", "<xplan:GRZ>0.8<")
                    .replace("(Demonstration)</xplan:name>", "– 1. Änderung (Demonstration)</xplan:name>")
                    .replaceFirst("(<xplan:satzungsbeschlussDatum>)[^<]+", "$1" + since.minusDays(30))
                    .replaceFirst("(<xplan:inkrafttretensDatum>)[^<]+", "$1" + since)
                    .replaceFirst("(<xplan:aufstellungsbeschlussDatum>)[^<]+", "$1" + since.minusYears(1));
            var young = read(changed.getBytes(StandardCharsets.UTF_8));
            plans.follow(young, old.id(), Plan.Relation.CHANGE);
            plans.release(young);
        });
        var repealed = write(generator, "Alter Schlachthof", 8, 2, new InForce(today.minusYears(30)));
        tenancy.run(tenant.slug().value(), () -> {
            var plan = read(repealed);
            plans.release(plan);
            steps.add(plan, Step.Kind.REPEALED, today.minusMonths(8), null);
        });
        var draft = write(generator, "Neue Gärten", 9, 3, new Prepared(today.minusDays(100)));
        tenancy.run(tenant.slug().value(), () -> read(spoiled(text(draft)).getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.UTF_8);
    }

    /** A ring that runs the wrong way, one that is not closed, and a point six millimetres beside its neighbours. */
    private static String spoiled(String gml) {
        var number = new AtomicInteger();
        return RING.matcher(gml).replaceAll(found -> {
            var points = POINT.matcher(found.group(2))
                    .results()
                    .map(MatchResult::group)
                    .toList();
            var wrong = switch (number.incrementAndGet()) {
                case 1 -> points.reversed();
                case 3 -> points.subList(0, points.size() - 1);
                case 5 -> moved(points);
                default -> points;
            };
            return found.group(1) + String.join(" ", wrong);
        });
    }

    private static List<String> moved(List<String> points) {
        var at = points.get(1).split(" ");
        var moved = new ArrayList<>(points);
        moved.set(1, String.format(Locale.ROOT, "%.3f %s", Double.parseDouble(at[0]) + 0.006, at[1]));
        return moved;
    }

    private Stage stage(int number, LocalDate today) {
        var first = today.minusDays(10);
        var calendar = new WorkingDays(regions.current().lead().ags());
        return number == BLOCKS.size()
                ? new LaidOpen(first, LayingOpen.on(first).lastDay(first, calendar))
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
