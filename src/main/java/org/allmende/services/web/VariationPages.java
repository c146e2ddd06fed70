package org.allmende.services.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.platform.html.Faces;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Contact;
import org.allmende.region.Office;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.allmende.services.Adoption;
import org.allmende.services.AdoptionRefused;
import org.allmende.services.Adoptions;
import org.allmende.services.Offer;
import org.allmende.services.ServicePackage;
import org.allmende.services.Services;
import org.allmende.services.Variation;
import org.allmende.services.VariationChanged;
import org.allmende.services.Variations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Where a tenant writes what it says differently about a service: draft, preview, publish, and back again. */
@Controller
class VariationPages {

    private static final String PATH = AdoptionStates.LIST + "/{service}/{tenant}/texte";

    private final Regions regions;
    private final Services services;
    private final Adoptions adoptions;
    private final Variations variations;
    private final AdoptionChanges changes;
    private final ServicePages pages;
    private final Faces faces;

    VariationPages(
            Regions regions,
            Services services,
            Adoptions adoptions,
            Variations variations,
            AdoptionChanges changes,
            ServicePages pages,
            Faces faces) {
        this.regions = regions;
        this.services = services;
        this.adoptions = adoptions;
        this.variations = variations;
        this.changes = changes;
        this.pages = pages;
        this.faces = faces;
    }

    /** A service that a tenant offers, and what it says about it. */
    private record Edited(Tenant tenant, ServicePackage pack, Contact office, Variations.Stand stand) {

        String path() {
            return AdoptionStates.href(pack, tenant) + "/texte";
        }
    }

    /** What of the page somebody looks at. */
    private record Looking(String part, String language) {

        static Looking of(Map<String, String> query) {
            return new Looking(
                    VariationForm.FORM.equals(query.get("teil")) ? VariationForm.FORM : VariationForm.PAGE,
                    "en".equals(query.get("sprache")) ? "en" : "de");
        }

        String query() {
            return "?teil=%s&sprache=%s".formatted(part, language);
        }
    }

    private Edited find(Staff staff, String service, String slug) {
        var region = regions.current();
        var tenant = AdoptionStates.tenant(staff, region, slug);
        var pack = services.findAdopted(slug, service).orElseThrow(NotFound::new);
        var office = AdoptionProposals.offices(region, tenant, pack).stream()
                .findFirst()
                .map(Office::contact)
                .orElse(tenant.contact());
        return new Edited(tenant, pack, office, variations.find(slug, service).orElseThrow(NotFound::new));
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping(PATH)
    View edit(
            Page page,
            Staff staff,
            @PathVariable String service,
            @PathVariable String tenant,
            @RequestParam Map<String, String> query) {
        return show(
                page,
                find(staff, service, tenant),
                Looking.of(query),
                Map.of(),
                Map.of(),
                false,
                null,
                query.getOrDefault("erledigt", ""));
    }

    /** Keeps what was typed as a draft; {@code original} and {@code behalten} name a text of which the original or the own one shall hold. */
    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping(PATH)
    View save(
            Page page,
            Staff staff,
            @PathVariable String service,
            @PathVariable String tenant,
            @RequestParam Map<String, String> sent) {
        var it = find(staff, service, tenant);
        var view = Looking.of(sent);
        var mark = sent.getOrDefault("stand", "");
        var form = new VariationForm(page, it.pack(), it.office(), it.stand().edited(), view.language(), sent);
        var draft = form.read();
        if (!form.errors().isEmpty()) {
            return show(page, it, view, sent, form.errors(), false, null, "");
        }
        for (var act : List.of("original", "behalten")) {
            var key = sent.getOrDefault(act, "");
            if (!key.isEmpty()) {
                draft = new VariationForm(page, it.pack(), it.office(), draft, view.language(), Map.of())
                        .settle(key, act.equals("behalten"));
            }
        }
        try {
            variations.save(tenant, service, mark, draft, staff.name());
        } catch (VariationChanged faster) {
            return show(page, find(staff, service, tenant), view, sent, Map.of(), true, null, "");
        }
        return SeeOther.at(
                sent.getOrDefault("weiter", "").equals("vorschau")
                        ? it.path() + "/vorschau"
                        : it.path() + view.query() + "&erledigt=gespeichert");
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @GetMapping(PATH + "/vorschau")
    View preview(Page page, Staff staff, @PathVariable String service, @PathVariable String tenant) {
        var it = find(staff, service, tenant);
        var parameters =
                adoptions.find(tenant, service).map(Adoption::parameters).orElse(Map.of());
        var shown = services.preview(tenant, it.pack(), parameters, it.stand().edited());
        var isDraft = it.stand().draft().isPresent();
        return page.as(faces.find(tenant).orElse(page.face()))
                .show(
                        "services/preview",
                        new AdoptionPreview(
                                pages.describe(page, Offer.of(shown)),
                                page.t(isDraft ? "services.preview.draft" : "services.preview.published"),
                                it.path() + "/veroeffentlichen",
                                Map.of("stand", it.stand().mark()),
                                isDraft ? page.t("services.variation.publish") : null,
                                it.path(),
                                null));
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping(PATH + "/veroeffentlichen")
    View publish(
            Page page,
            Staff staff,
            @PathVariable String service,
            @PathVariable String tenant,
            @RequestParam(defaultValue = "") String stand) {
        var it = find(staff, service, tenant);
        return change(
                page,
                staff,
                it,
                "veroeffentlicht",
                () -> changes.publish(staff, it.tenant(), it.pack(), it.stand().edited(), stand));
    }

    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping(PATH + "/verwerfen")
    View discard(
            Page page,
            Staff staff,
            @PathVariable String service,
            @PathVariable String tenant,
            @RequestParam(defaultValue = "") String stand) {
        var it = find(staff, service, tenant);
        return change(page, staff, it, "verworfen", () -> variations.discard(tenant, service, stand));
    }

    /** @param nummer of what was out then; 0 for the original */
    @Allowed({Role.ADMIN, Role.COMPETENCE_CENTER})
    @PostMapping(PATH + "/zurueck")
    View restore(
            Page page,
            Staff staff,
            @PathVariable String service,
            @PathVariable String tenant,
            @RequestParam(defaultValue = "") String stand,
            @RequestParam(defaultValue = "") String nummer) {
        var it = find(staff, service, tenant);
        var number = nummer.matches("\\d{1,6}") ? Integer.parseInt(nummer) : 0;
        return change(page, staff, it, "zurueck", () -> changes.restore(staff, it.tenant(), it.pack(), stand, number));
    }

    private View change(Page page, Staff staff, Edited it, String done, Runnable act) {
        var first = new Looking(VariationForm.PAGE, "de");
        var slug = it.tenant().slug().value();
        try {
            act.run();
        } catch (VariationChanged faster) {
            return show(page, find(staff, it.pack().name(), slug), first, Map.of(), Map.of(), true, null, "");
        } catch (AdoptionRefused refused) {
            return show(
                    page, it, first, Map.of(), Map.of(), false, refused.reason().in(page.lang()), "");
        }
        return SeeOther.at(it.path() + "?erledigt=" + done);
    }

    private View show(
            Page page,
            Edited it,
            Looking view,
            Map<String, String> sent,
            Map<String, String> errors,
            boolean conflict,
            @Nullable String refused,
            String done) {
        var stand = it.stand();
        var edited = stand.edited();
        var form = new VariationForm(page, it.pack(), it.office(), edited, view.language(), sent);
        form.errors().putAll(errors);
        var history = stand.history();
        return page.show(
                "services/variation",
                new VariationPage(
                        it.pack().description().title().in(page.lang()),
                        it.tenant().name(),
                        it.path(),
                        AdoptionStates.href(it.pack(), it.tenant()),
                        "/%s/leistungen/%s"
                                .formatted(it.tenant().slug(), it.pack().name()),
                        stand.mark(),
                        view.part(),
                        view.language(),
                        errors,
                        conflict,
                        stand.draft()
                                .map(one ->
                                        page.t("services.variation.draft.by", one.by(), GermanDates.moment(one.at())))
                                .orElse(null),
                        refused,
                        form.sections(view.part()),
                        unfitting(it.pack(), edited, view.language()),
                        past(page, stand),
                        undo(history),
                        switch (done) {
                            case "gespeichert" -> page.t("services.variation.done.saved");
                            case "veroeffentlicht" -> page.t("services.variation.done.published");
                            case "verworfen" -> page.t("services.variation.done.discarded");
                            case "zurueck" -> page.t("services.variation.done.restored");
                            default -> null;
                        }));
    }

    private static List<VariationPage.Unfitting> unfitting(ServicePackage pack, Variation edited, String language) {
        return edited.listUnfitting(pack).stream()
                .filter(one -> one.language().equals(language))
                .map(one -> new VariationPage.Unfitting(one.path(), one.text()))
                .toList();
    }

    /** What was out before the last publication; null when it was the original, and is. */
    private static @Nullable Integer undo(List<Variations.Publication> history) {
        if (history.isEmpty()) {
            return null;
        }
        return history.size() > 1 ? history.get(1).number() : 0;
    }

    private static List<VariationPage.Past> past(Page page, Variations.Stand stand) {
        var past = new java.util.ArrayList<VariationPage.Past>();
        for (var one : stand.history()) {
            var label = Optional.ofNullable(one.restored())
                    .map(number -> number == 0
                            ? page.t("services.variation.past.original", one.number())
                            : page.t("services.variation.past.restored", one.number(), number))
                    .orElseGet(() -> page.t("services.variation.past", one.number()));
            past.add(new VariationPage.Past(
                    one.number(),
                    label,
                    page.t("services.variation.draft.by", one.by(), GermanDates.moment(one.at())),
                    one.number() == stand.number()));
        }
        past.add(new VariationPage.Past(
                0,
                page.t("services.variation.past.package"),
                "",
                stand.history().isEmpty()));
        return past;
    }
}
