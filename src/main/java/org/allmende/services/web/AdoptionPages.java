package org.allmende.services.web;

import static java.util.stream.Collectors.toMap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.allmende.platform.html.Faces;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.region.Office;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.allmende.services.Adoption;
import org.allmende.services.AdoptionRefused;
import org.allmende.services.Adoptions;
import org.allmende.services.Land;
import org.allmende.services.Offer;
import org.allmende.services.Parameter;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;
import org.allmende.services.Variation;
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
    private final Services services;
    private final ServicePages pages;
    private final Faces faces;

    AdoptionPages(
            Regions regions,
            Adoptions adoptions,
            AdoptionStates states,
            AdoptionChanges changes,
            Services services,
            ServicePages pages,
            Faces faces) {
        this.regions = regions;
        this.adoptions = adoptions;
        this.states = states;
        this.changes = changes;
        this.services = services;
        this.pages = pages;
        this.faces = faces;
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
        var it = AdoptionStates.tenant(staff, regions.current(), tenant);
        var pack = pack(service);
        var proposal = AdoptionProposals.of(regions.current(), it, pack, adoptions.find(tenant, pack.name()));
        return show(page, it, pack, proposal, Map.of(), null, erledigt);
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
        var it = AdoptionStates.tenant(staff, regions.current(), tenant);
        var pack = pack(service);
        var typed = typed(pack, sent);
        var region = regions.current();
        var land = Land.findByName(region.land());
        if (land.isEmpty() || states.findObstacle(page, region, it, pack).isPresent()) {
            return show(page, it, pack, typed, Map.of(), null, "");
        }
        try {
            changes.adopt(staff, tenant, pack, land.get(), typed);
        } catch (AdoptionRefused refused) {
            var errors = new LinkedHashMap<String, String>();
            refused.misfits().forEach(misfit -> put(page, errors, misfit));
            var reason = refused.reason().isEmpty() ? null : refused.reason().in(page.lang());
            return show(page, it, pack, typed, errors, reason, "");
        }
        return SeeOther.at(LIST + "/" + pack.name() + "/" + tenant + "?erledigt=angeboten");
    }

    /** How the portal would show it as it is now, or with what is proposed. */
    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping(LIST + "/{service}/{tenant}/vorschau")
    View preview(Page page, Staff staff, @PathVariable String service, @PathVariable String tenant) {
        var it = AdoptionStates.tenant(staff, regions.current(), tenant);
        var pack = pack(service);
        return preview(
                page, it, pack, AdoptionProposals.of(regions.current(), it, pack, adoptions.find(tenant, service)));
    }

    /** How the portal would show it with what was typed; {@code zurueck} leads back to the form with it. */
    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping(LIST + "/{service}/{tenant}/vorschau")
    View previewTyped(
            Page page,
            Staff staff,
            @PathVariable String service,
            @PathVariable String tenant,
            @RequestParam Map<String, String> sent) {
        var it = AdoptionStates.tenant(staff, regions.current(), tenant);
        var pack = pack(service);
        var typed = typed(pack, sent);
        var errors = new LinkedHashMap<String, String>();
        pack.parameters()
                .forEach(parameter -> parameter
                        .check(typed.getOrDefault(parameter.id(), ""))
                        .ifPresent(misfit -> put(page, errors, misfit)));
        return sent.containsKey("zurueck") || !errors.isEmpty()
                ? show(page, it, pack, typed, errors, null, "")
                : preview(page, it, pack, typed);
    }

    private View preview(Page page, Tenant it, ServicePackage pack, Map<String, String> parameters) {
        var slug = it.slug().value();
        var adoption = adoptions.find(slug, pack.name());
        var variation = adoption.map(Adoption::variation).orElse(Variation.NONE);
        var hidden = new LinkedHashMap<String, String>();
        pack.parameters().forEach(one -> hidden.put(FIELD + one.id(), parameters.getOrDefault(one.id(), "")));
        var offered = adoption.filter(Adoption::active).isPresent();
        return page.as(faces.find(slug).orElse(page.face()))
                .show(
                        "services/preview",
                        new AdoptionPreview(
                                pages.describe(page, Offer.of(services.preview(slug, pack, parameters, variation))),
                                page.t("services.preview.typed"),
                                AdoptionStates.href(pack, it),
                                hidden,
                                page.t(offered ? "services.adoption.save" : "services.adoption.adopt"),
                                null,
                                AdoptionStates.href(pack, it) + "/vorschau"));
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping(LIST + "/{service}/{tenant}/ende")
    View end(Staff staff, @PathVariable String service, @PathVariable String tenant) {
        AdoptionStates.tenant(staff, regions.current(), tenant);
        var pack = pack(service);
        if (adoptions.find(tenant, pack.name()).filter(Adoption::active).isPresent()) {
            changes.end(staff, tenant, pack.name());
        }
        return SeeOther.at(LIST + "/" + pack.name() + "/" + tenant + "?erledigt=beendet");
    }

    private static Map<String, String> typed(ServicePackage pack, Map<String, String> sent) {
        var typed = new LinkedHashMap<String, String>();
        pack.parameters()
                .forEach(parameter -> typed.put(
                        parameter.id(),
                        sent.getOrDefault(FIELD + parameter.id(), "")
                                .replaceAll("\\p{Cntrl}+", " ")
                                .strip()));
        return typed;
    }

    private static void put(Page page, Map<String, String> errors, Parameter.Misfit misfit) {
        errors.put(
                FIELD + misfit.parameter().id(),
                misfit.parameter().label().in(page.lang()) + ": "
                        + misfit.message().in(page.lang()));
    }

    private ServicePackage pack(String name) {
        return states.listNewest().stream()
                .filter(pack -> pack.name().equals(name))
                .findFirst()
                .orElseThrow(NotFound::new);
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
        var offered = adoption.filter(Adoption::active);
        var obstacle = states.findObstacle(page, region, it, pack);
        var options = AdoptionProposals.offices(region, it, pack).stream()
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
                        AdoptionStates.href(pack, it),
                        "/%s/leistungen/%s".formatted(slug, pack.name()),
                        states.cell(page, region, it, pack, adoption),
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
