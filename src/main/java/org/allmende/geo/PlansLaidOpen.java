package org.allmende.geo;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.allmende.region.OpenPlans;
import org.springframework.stereotype.Component;

/** Tells forms which plans are laid open. */
@Component
class PlansLaidOpen implements OpenPlans {

    private final Atlases atlases;

    PlansLaidOpen(Atlases atlases) {
        this.atlases = atlases;
    }

    @Override
    public List<OpenPlan> on(LocalDate day) {
        return atlases.on(day).plans().stream()
                .filter(plan -> plan.laidOpenOn(day))
                .map(plan -> new OpenPlan(
                        plan.tenant(),
                        plan.id().toString(),
                        plan.name(),
                        plan.life().until(day).orElse(LocalDate.MAX)))
                .sorted(Comparator.comparing(OpenPlan::tenant).thenComparing(OpenPlan::name))
                .toList();
    }
}
