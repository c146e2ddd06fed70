package org.allmende.services.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.region.Office;
import org.allmende.region.Region;
import org.allmende.region.Regions;
import org.allmende.region.Slug;
import org.allmende.region.Tenant;
import org.allmende.services.Identification;
import org.allmende.services.Land;
import org.allmende.services.Law;
import org.allmende.services.Offer;
import org.allmende.services.Offers;
import org.allmende.services.Outcome;
import org.allmende.services.PrintedForm;
import org.allmende.services.Way;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The page of each service, whichever way one gets it, and its form to print. */
@Controller
class ServicePages {

    private final Regions regions;
    private final Offers offers;
    private final PrintedForm printed;
    private final Configuration configuration;

    ServicePages(Regions regions, Offers offers, PrintedForm printed, Configuration configuration) {
        this.regions = regions;
        this.offers = offers;
        this.printed = printed;
        this.configuration = configuration;
    }

    @Public
    @GetMapping("/{tenant}/leistungen/{service}")
    View service(
            Page page,
            @PathVariable String tenant,
            @PathVariable String service,
            @RequestParam(defaultValue = "") String plan) {
        return page.show(
                "services/service", describe(page, offers.find(tenant, service).orElseThrow(NotFound::new), plan));
    }

    /** What the page of a service says, in a portal or in a preview. */
    ServicePage describe(Page page, Offer offer) {
        return describe(page, offer, "");
    }

    private ServicePage describe(Page page, Offer offer, String plan) {
        var profile = offer.profile();
        var description = profile.description();
        var lang = page.lang();
        return new ServicePage(
                description.title().in(lang),
                description.summary().in(lang),
                description.about().in(lang),
                description.applicants().in(lang),
                description.duration().in(lang),
                lang.equals("de") ? description.easy() : List.of(),
                fee(page, offer),
                Cards.state(page, offer.way()),
                profile.documents().stream()
                        .map(one -> new ServicePage.Need(
                                one.name().in(lang), one.hint().in(lang)))
                        .toList(),
                faq(offer, lang),
                Land.findByName(regions.current().land())
                        .map(land -> Law.in(profile.law(), land))
                        .orElse(profile.law())
                        .stream()
                        .map(one ->
                                new ServicePage.Law(one.provision(), one.about().in(lang)))
                        .toList(),
                here(page, offer, plan),
                offer.way() instanceof Way.Elsewhere elsewhere
                        ? new ServicePage.Elsewhere(
                                elsewhere.operator().in(lang), elsewhere.link().toString())
                        : null,
                profile.office().isEmpty() ? null : place(offer),
                note(offer, lang),
                isPrinted(offer) ? path(offer) + "/vordruck.pdf" : "");
    }

    private static List<ServicePage.Faq> faq(Offer offer, String lang) {
        if (offer.way() instanceof Way.Online here) {
            return here.service().listFaq(lang).stream()
                    .map(one -> new ServicePage.Faq(one.question(), one.answer()))
                    .toList();
        }
        return offer.profile().description().faq().stream()
                .map(one -> new ServicePage.Faq(
                        one.question().in(lang), one.answer().in(lang)))
                .toList();
    }

    private static String note(Offer offer, String lang) {
        return switch (offer.way()) {
            case Way.Online here -> here.service().note(lang);
            case Way.Paper paper -> paper.note().in(lang);
            case Way.Elsewhere ignored -> "";
        };
    }

    /** The questions as lines and boxes, for those who would rather write by hand, and where it is not online yet. */
    @Public
    @GetMapping("/{tenant}/leistungen/{service}/vordruck.pdf")
    ResponseEntity<byte[]> print(Page page, @PathVariable String tenant, @PathVariable String service) {
        var offer = offers.find(tenant, service).filter(ServicePages::isPrinted).orElseThrow(NotFound::new);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header("Content-Disposition", "inline; filename=\"%s.pdf\"".formatted(offer.name()))
                .body(printed.render(offer, decider(offer), offers.findOffice(offer), page.lang()));
    }

    private static boolean isPrinted(Offer offer) {
        return !(offer.way() instanceof Way.Elsewhere);
    }

    private static String path(Offer offer) {
        return "/%s/leistungen/%s".formatted(offer.tenant(), offer.name());
    }

    /** A municipality that does not offer it online has not said what it costs there. */
    private static String fee(Page page, Offer offer) {
        if (offer.profile().fee().isEmpty()) {
            return page.t("services.service.fee.none");
        }
        if (offer.way() instanceof Way.Online here) {
            return here.service().feeNote(page.lang());
        }
        var note = offer.profile().fee().in(page.lang());
        return note.contains("{{") ? page.t("services.service.fee.ask") : note;
    }

    private ServicePage.@Nullable Here here(Page page, Offer offer, String plan) {
        return offer.way() instanceof Way.Online here
                ? new ServicePage.Here(
                        here.service().pack().outcome().kind() != Outcome.Kind.NONE,
                        page.t("services.outcome."
                                + here.service().pack().outcome().kind().name().toLowerCase(Locale.ROOT)),
                        login(page, here.service().pack().identification()),
                        path(offer) + "/beginnen",
                        plan,
                        "/%s/antrag".formatted(offer.tenant()))
                : null;
    }

    private String login(Page page, Identification needed) {
        var word = needed == Identification.NONE || configuration.identifiesCitizens()
                ? needed.name().toLowerCase(Locale.ROOT)
                : "office";
        return page.t("services.service.login." + word);
    }

    private Tenant decider(Offer offer) {
        var region = regions.current();
        return region.get(
                offer.decider(region.countyOf(new Slug(offer.tenant())).value()));
    }

    private ServicePage.Place place(Offer offer) {
        var it = decider(offer);
        var office = offers.findOffice(offer);
        var contact = office.map(Office::contact).orElse(it.contact());
        return ServicePage.Place.of(
                officeName(regions.current(), it, office),
                offer.way() instanceof Way.Online here ? here.service().contact(contact) : contact);
    }

    private static String officeName(Region region, Tenant tenant, Optional<Office> office) {
        return office.isEmpty() || region.listOffices(tenant.slug()).isEmpty()
                ? tenant.name()
                : office.get().name() + ", " + tenant.name();
    }
}
