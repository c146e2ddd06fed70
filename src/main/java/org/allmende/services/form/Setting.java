package org.allmende.services.form;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.allmende.platform.feel.Scope;
import org.allmende.region.OpenPlans.OpenPlan;

/**
 * What a form knows besides the answers: the day, the municipalities of the region that take part, the county, and the parameters of
 * who offers the service. Made once per request or once per day; shared freely.
 */
public final class Setting {

    /** A place of the region where an office may be responsible. */
    public record Municipality(String tenant, String name) {}

    private final LocalDate today;
    private final List<Municipality> municipalities;
    private final Optional<String> county;
    private final Map<String, Object> parameters;
    private final Supplier<List<OpenPlan>> plans;

    /** @param county the tenant of the county whose office decides, if it is the county's to decide */
    public Setting(
            LocalDate today,
            List<Municipality> municipalities,
            Optional<String> county,
            Map<String, Object> parameters) {
        this(today, municipalities, county, parameters, List::of);
    }

    /** @param plans that are laid open today */
    public Setting(
            LocalDate today,
            List<Municipality> municipalities,
            Optional<String> county,
            Map<String, Object> parameters,
            Supplier<List<OpenPlan>> plans) {
        this.plans = plans;
        this.today = today;
        this.county = county;
        this.municipalities = List.copyOf(municipalities);
        this.parameters = Map.copyOf(parameters);
    }

    public LocalDate today() {
        return today;
    }

    public List<Municipality> municipalities() {
        return municipalities;
    }

    public Optional<String> county() {
        return county;
    }

    public Map<String, Object> parameters() {
        return parameters;
    }

    /** Plans that are laid open in municipalities that take part. */
    public List<OpenPlan> plans() {
        return plans.get().stream()
                .filter(plan -> findMunicipality(plan.tenant()).isPresent())
                .toList();
    }

    public Optional<Municipality> findMunicipality(String tenant) {
        return municipalities.stream()
                .filter(municipality -> municipality.tenant().equals(tenant))
                .findFirst();
    }

    /** The names that every expression of a package may use: {@code today} and {@code parameter.…}. */
    public Scope scope() {
        return new Scope().put("today", today).put("parameter", parameters);
    }
}
