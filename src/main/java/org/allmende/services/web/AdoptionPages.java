package org.allmende.services.web;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.allmende.platform.html.Face;
import org.allmende.platform.html.Faces;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Office;
import org.allmende.region.Region;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.allmende.services.Adoption;
import org.allmende.services.AdoptionRefused;
import org.allmende.services.Adoptions;
import org.allmende.services.Land;
import org.allmende.services.Parameter;
import org.allmende.services.ServicePackage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where services are adopted: by the Kompetenzcenter for every tenant, by a tenant's administrator for the own one. */
@Controller
class AdoptionPages {

    private static final String LIST = AdoptionStates.LIST;
    private static final String FIELD = "angabe.";

    private final Regions regions;
    private final Adoptions adoptions;
    private final AdoptionStates states;
    private final AdoptionChanges changes;
    private final Faces faces;
    private final Clock clock;

    AdoptionPages(
            Regions regions,
            Adoptions adoptions,
            AdoptionStates states,
            AdoptionChanges changes,
            Faces faces,
            Clock clock) {
        this.regions = regions;
        this.adoptions = adoptions;
        this.states = states;
        this.changes = changes;
        this.faces = faces;
        this.clock = clock;
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping(LIST)
    View list(Page page, Staff staff) {
        var region = regions.current();
        var newest = states.listNewest();
        var byService = adoptions.list().stream()
                .collect(groupingBy(Adoption::service, toMap(Adoption::tenant, adoption -> adoption)));
        if (!staff.isOneOf(Role.COMPETENCE_CENTER)) {
            return page.show("services/adoptions", own(page, region, region.get(staff.tenant()), newest, byService));
        }
        var rows = region.tenants().values().stream()
                .filter(tenant -> tenant.activeOn(GermanDates.today(clock)))
                .map(tenant -> new AdoptionListPage.Row(
                        tenant.name(),
                        "",
                        faces.find(tenant.slug().value()).map(Face::crest).orElse(""),
                        newest.stream()
                                .map(pack ->
                                        states.cell(page, region, tenant, pack, of(byService, pack), title(page, pack)))
                                .toList()))
                .toList();
        return page.show(
                "services/adoptions",
                new AdoptionListPage(
                        page.t("services.adoptions.lead.all"),
                        page.t("services.adoptions.tenant"),
                        newest.stream().map(pack -> title(page, pack)).toList(),
                        rows));
    }

    private AdoptionListPage own(
            Page page,
            Region region,
            Tenant tenant,
            Collection<ServicePackage> newest,
            Map<String, Map<String, Adoption>> byService) {
        var state = page.t("services.adoptions.state");
        return new AdoptionListPage(
                page.t("services.adoptions.lead.own", tenant.name()),
                page.t("services.adoptions.service"),
                List.of(state),
                newest.stream()
                        .map(pack -> new AdoptionListPage.Row(
                                title(page, pack),
                                pack.description().summary().in(page.lang()),
                                "",
                                List.of(states.cell(page, region, tenant, pack, of(byService, pack), state))))
                        .toList());
    }

    private static Map<String, Adoption> of(Map<String, Map<String, Adoption>> byService, ServicePackage pack) {
        return byService.getOrDefault(pack.name(), Map.of());
    }

    private static String title(Page page, ServicePackage pack) {
        return pack.description().title().in(page.lang());
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping(LIST + "/{service}/{tenant}")
    View show(
            Page page,
            Staff staff,
            @PathVariable String service,
            @PathVariable String tenant,
            @RequestParam(defaultValue = "") String erledigt) {
        var it = tenant(staff, tenant);
        var pack = pack(service);
        return show(page, it, pack, proposal(it, pack), Map.of(), null, erledigt);
    }

    /** Adopts the newest version, or changes the parameters of one that is offered. */
    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping(LIST + "/{service}/{tenant}")
    View adopt(
            Page page,
            Staff staff,
            @PathVariable String service,
            @PathVariable String tenant,
            @RequestParam Map<String, String> sent) {
        var it = tenant(staff, tenant);
        var pack = pack(service);
        var typed = new LinkedHashMap<String, String>();
        pack.parameters()
                .forEach(parameter -> typed.put(
                        parameter.id(),
                        sent.getOrDefault(FIELD + parameter.id(), "")
                                .replaceAll("\\p{Cntrl}+", " ")
                                .strip()));
        var region = regions.current();
        var land = Land.findByName(region.land());
        if (land.isEmpty() || states.findObstacle(page, region, it, pack).isPresent()) {
            return show(page, it, pack, typed, Map.of(), null, "");
        }
        try {
            changes.adopt(staff, tenant, pack, land.get(), typed);
        } catch (AdoptionRefused refused) {
            var errors = new LinkedHashMap<String, String>();
            refused.misfits()
                    .forEach(misfit -> errors.put(
                            FIELD + misfit.parameter().id(),
                            misfit.parameter().label().in(page.lang()) + ": "
                                    + misfit.message().in(page.lang())));
            var reason = refused.reason().isEmpty() ? null : refused.reason().in(page.lang());
            return show(page, it, pack, typed, errors, reason, "");
        }
        return SeeOther.at(LIST + "/" + pack.name() + "/" + tenant + "?erledigt=angeboten");
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping(LIST + "/{service}/{tenant}/ende")
    View end(Staff staff, @PathVariable String service, @PathVariable String tenant) {
        tenant(staff, tenant);
        var pack = pack(service);
        if (adoptions.find(tenant, pack.name()).filter(Adoption::active).isPresent()) {
            changes.end(staff, tenant, pack.name());
        }
        return SeeOther.at(LIST + "/" + pack.name() + "/" + tenant + "?erledigt=beendet");
    }

    private Tenant tenant(Staff staff, String slug) {
        if (!staff.isOneOf(Role.COMPETENCE_CENTER) && !staff.tenant().equals(slug)) {
            throw new Forbidden();
        }
        return regions.current().find(slug).orElseThrow(NotFound::new);
    }

    private ServicePackage pack(String name) {
        return states.listNewest().stream()
                .filter(pack -> pack.name().equals(name))
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** What was filled in last; for a service that is new here the contact of its office. */
    private Map<String, String> proposal(Tenant tenant, ServicePackage pack) {
        var adoption = adoptions.find(tenant.slug().value(), pack.name());
        if (adoption.isPresent()) {
            return adoption.get().parameters();
        }
        var office = offices(tenant, pack).stream().findFirst();
        var contact = office.map(Office::contact).orElse(tenant.contact());
        var values = new LinkedHashMap<String, String>();
        for (var parameter : pack.parameters()) {
            values.put(
                    parameter.id(),
                    switch (parameter.kind()) {
                        case EMAIL -> contact.email();
                        case PHONE -> contact.phone();
                        case HOURS -> contact.hours().toString();
                        case OFFICE -> office.map(Office::id).orElse("");
                        case MONEY, TEXT -> parameter.standard().orElse("");
                    });
        }
        return values;
    }

    private List<Office> offices(Tenant tenant, ServicePackage pack) {
        return regions.current().listOffices(tenant.slug()).stream()
                .filter(office -> office.kind().equals(pack.responsibility().office()))
                .toList();
    }

    private View show(
            Page page,
            Tenant it,
            ServicePackage pack,
            Map<String, String> values,
            Map<String, String> errors,
            @Nullable String reason,
            String done) {
        var region = regions.current();
        var slug = it.slug().value();
        var adoption = adoptions.find(slug, pack.name());
        var known = new LinkedHashMap<String, Adoption>();
        adoption.ifPresent(one -> known.put(slug, one));
        var offered = adoption.filter(Adoption::active);
        var obstacle = states.findObstacle(page, region, it, pack);
        var options = offices(it, pack).stream()
                .collect(toMap(Office::id, Office::name, (one, other) -> one, LinkedHashMap::new));
        var fields = new ArrayList<AdoptionPage.Field>();
        for (var parameter : pack.parameters()) {
            fields.add(field(page, parameter, values.getOrDefault(parameter.id(), ""), errors, options));
        }
        return page.show(
                "services/adoption",
                new AdoptionPage(
                        title(page, pack),
                        pack.description().summary().in(page.lang()),
                        it.name(),
                        LIST + "/" + pack.name() + "/" + slug,
                        "/%s/leistungen/%s".formatted(slug, pack.name()),
                        states.cell(page, region, it, pack, known, ""),
                        fields,
                        errors,
                        obstacle.orElse(reason),
                        obstacle.isEmpty(),
                        offered.isPresent(),
                        offered.isPresent() && states.isResting(region, it),
                        offered.map(Adoption::version).orElse(pack.version()).toString(),
                        offered.filter(one -> one.version().compareTo(pack.version()) < 0)
                                .map(one -> pack.version().toString())
                                .orElse(""),
                        switch (done) {
                            case "angeboten" -> page.t("services.adoption.done.adopted");
                            case "beendet" -> page.t("services.adoption.done.ended");
                            default -> null;
                        }));
    }

    private static AdoptionPage.Field field(
            Page page, Parameter parameter, String value, Map<String, String> errors, Map<String, String> offices) {
        var name = FIELD + parameter.id();
        var hint = parameter.hint().in(page.lang());
        return new AdoptionPage.Field(
                name,
                parameter.kind().name().toLowerCase(Locale.ROOT),
                parameter.label().in(page.lang()),
                hint.isEmpty() ? null : hint,
                value,
                parameter
                        .standard()
                        .map(standard -> parameter.show(standard, page.lang()))
                        .orElse(""),
                errors.get(name),
                offices);
    }
}
