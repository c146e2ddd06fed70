package org.allmende.geo.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.allmende.geo.Plan;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;

/** How a plan came about and what became of it, in words. */
final class PlanHistory {

    private PlanHistory() {}

    static List<PlanPage.Phase> phases(Page page, Plan plan, LocalDate today) {
        var phases = plan.life().phases();
        var now = plan.life().on(today);
        var list = new ArrayList<PlanPage.Phase>();
        for (int i = 0; i < phases.size(); i++) {
            var phase = phases.get(i);
            boolean always = phase.from().equals(LocalDate.MIN);
            var from = always ? "" : GermanDates.date(phase.from(), page.lang());
            list.add(new PlanPage.Phase(
                    now.filter(phase::equals).isPresent() ? "now" : phase.from().isAfter(today) ? "next" : "done",
                    page.t("geo.standing." + phase.standing().key()),
                    phase.standing() == Plan.Standing.LAID_OPEN && i + 1 < phases.size()
                            ? page.t(
                                    "geo.life.span",
                                    from,
                                    GermanDates.date(phases.get(i + 1).from().minusDays(1), page.lang()))
                            : always ? "" : page.t("geo.life.from", from),
                    always ? "" : phase.from().toString()));
        }
        return list;
    }

    static List<PlanPage.Version> versions(Page page, List<Plan> versions, Plan shown, LocalDate today) {
        if (versions.size() < 2) {
            return List.of();
        }
        return versions.stream()
                .map(version -> {
                    var row = PlanRow.of(page, version, today, version.path());
                    return new PlanPage.Version(
                            row.name(),
                            row.href(),
                            "%s %s".formatted(row.standing(), row.since()).strip(),
                            version.id().equals(shown.id()));
                })
                .toList();
    }
}
