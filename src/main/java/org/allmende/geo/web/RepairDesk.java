package org.allmende.geo.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.allmende.geo.Plan;
import org.allmende.geo.PlanFiles;
import org.allmende.geo.Plans;
import org.allmende.geo.xplan.PlanArchive;
import org.allmende.geo.xplan.Repairs;
import org.allmende.geo.xplan.Repairs.Proposal;
import org.allmende.geo.xplan.Report;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Shows what could be put right in a draft, before and after; what the planner chooses becomes a new version of the file. */
@Controller
class RepairDesk {

    private static final String PATH = "/arbeitsplatz/plaene/{plan}/reparieren";

    /** More pictures than this nobody looks at. */
    private static final int SHOWN = 40;

    private final Plans plans;
    private final PlanFiles files;
    private final Tenancy tenancy;
    private final Clock clock;

    /** A large plan takes memory while it is read: one after the other. */
    private final Semaphore reading = new Semaphore(1, true);

    RepairDesk(Plans plans, PlanFiles files, Tenancy tenancy, Clock clock) {
        this.plans = plans;
        this.files = files;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping(PATH)
    View show(Page page, Staff staff, @PathVariable String plan) {
        return show(page, staff, find(staff, plan), null);
    }

    private View show(Page page, Staff staff, Plan plan, @Nullable String error) {
        return tenancy.as(staff.tenant(), () -> {
            var proposals = propose(plan);
            var features = plans.features(plan);
            return page.show(
                    "geo/repair",
                    new RepairPage(
                            PlanRow.of(page, plan, GermanDates.today(clock), plan.path()),
                            "/arbeitsplatz/plaene/" + plan.id(),
                            proposals.stream()
                                    .limit(SHOWN)
                                    .map(one -> new RepairPage.Row(
                                            one.key(),
                                            sentence(page, one),
                                            page.t("geo.repair.place", one.line(), one.id()),
                                            RepairDrawing.of(one, one.before(), features),
                                            RepairDrawing.of(one, one.after(), features)))
                                    .toList(),
                            Math.max(0, proposals.size() - SHOWN),
                            error));
        });
    }

    private static String sentence(Page page, Proposal one) {
        var key = "geo.repair." + one.kind().key();
        return switch (one.kind()) {
            case TURN -> page.t(key);
            case SNAP -> page.t(key, one.points(), String.format(Locale.GERMANY, "%.1f", one.metres() * 1000));
            case CLOSE -> page.t(key, String.format(Locale.GERMANY, "%.2f", one.metres()));
        };
    }

    private List<Proposal> propose(Plan plan) {
        reading.acquireUninterruptibly();
        try (var file = files.open(plan)) {
            return Repairs.propose(file);
        } catch (PlanArchive.Refused tooLarge) {
            return List.of();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            reading.release();
        }
    }

    /** @param wahl keys of the proposals that are taken over */
    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @PostMapping(PATH)
    View repair(
            Page page,
            Staff staff,
            @PathVariable String plan,
            @RequestParam(required = false) @Nullable Set<String> wahl) {
        var found = find(staff, plan);
        if (wahl == null || wahl.isEmpty()) {
            return show(page, staff, found, page.t("geo.repair.none-chosen"));
        }
        reading.acquireUninterruptibly();
        try {
            var id = tenancy.as(staff.tenant(), () -> repaired(staff, found, wahl));
            return SeeOther.at("/arbeitsplatz/plaene/%s?erledigt=repariert".formatted(id));
        } finally {
            reading.release();
        }
    }

    private UUID repaired(Staff staff, Plan plan, Set<String> chosen) {
        try (InputStream file = files.open(plan)) {
            var changed = new ByteArrayOutputStream();
            Repairs.apply(file, chosen, changed);
            var bytes = changed.toByteArray();
            var report = new Report();
            var document = PlanArchive.read(new ByteArrayInputStream(bytes), report);
            return plans.add(
                    document,
                    report,
                    plan.file().replaceFirst("(?:-repariert)?(\\.\\w+)?$", "-repariert$1"),
                    new ByteArrayInputStream(bytes),
                    new Plan.Origin(staff.account(), plan.id(), Plan.Relation.CORRECTION));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** A plan in XPlanGML that is not released. */
    private Plan find(Staff staff, String plan) {
        try {
            var id = UUID.fromString(plan);
            return tenancy.as(staff.tenant(), () -> plans.find(id))
                    .filter(one -> one.state() == Plan.State.DRAFT && one.kind() != Plan.Kind.LAYER)
                    .orElseThrow(NotFound::new);
        } catch (IllegalArgumentException noId) {
            throw new NotFound();
        }
    }
}
