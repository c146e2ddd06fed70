package org.allmende.services.web;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Contact;
import org.allmende.region.Office;
import org.allmende.region.Region;
import org.allmende.region.Regions;
import org.allmende.region.Tenant;
import org.allmende.region.Topic;
import org.allmende.services.Service;
import org.allmende.services.Services;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The region's front page, the tenants' portals, and the page of each service. Made from memory: only a search asks the database. */
@Controller
class PortalPages {

    /** What most people come for. */
    private static final Set<String> OFTEN = Set.of(
            "eheurkunde", "fuehrerschein-umtauschen", "hundesteuer", "sperrmuell-anmelden", "wohngeld-mietzuschuss");

    /** The office that everybody may walk into. */
    private static final String COUNTER = "buergerbuero";

    private final Regions regions;
    private final Services services;
    private final Listings listings;
    private final Clock clock;

    PortalPages(Regions regions, Services services, Listings listings, Clock clock) {
        this.regions = regions;
        this.services = services;
        this.listings = listings;
        this.clock = clock;
    }

    @Public
    @GetMapping("/")
    View front(
            Page page,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String ort,
            @RequestParam(defaultValue = "") String thema) {
        var region = regions.current();
        var today = GermanDates.today(clock);
        var municipalities = region.listMunicipalities(today);
        var places = new ArrayList<FrontPage.Place>();
        var areas = new ArrayList<FrontPage.Area>();
        for (var tenant : municipalities) {
            var slug = tenant.slug().value();
            places.add(new FrontPage.Place(places.size() + 1, slug, tenant.shortName()));
            region.map().areas().stream()
                    .filter(area -> area.slug().equals(tenant.slug()))
                    .forEach(area -> areas.add(new FrontPage.Area(
                            places.size(), slug, tenant.shortName(), area.path(), area.labelX(), area.labelY())));
        }
        var place = region.find(ort).filter(tenant -> tenant.activeOn(today));
        var offered =
                place.map(tenant -> services.list(tenant.slug().value())).orElseGet(() -> ofRegion(municipalities));
        return page.show(
                "services/front",
                new FrontPage(
                        region.name(),
                        municipalities.size(),
                        q.strip(),
                        ort,
                        places,
                        often(page, offered),
                        listings.list(
                                page,
                                place.map(PortalPages::home).orElse("/"),
                                offered,
                                Listings.Asked.of(q, thema),
                                service -> place.isPresent() ? decider(region, service) : page.t("services.where.all")),
                        region.map().width(),
                        region.map().height(),
                        areas,
                        region.sources()));
    }

    /** Each service once; it leads to a page that asks for the place, which is that of the first who offers it. */
    private List<Service> ofRegion(List<Tenant> tenants) {
        var byName = new TreeMap<String, Service>();
        tenants.forEach(tenant -> services.list(tenant.slug().value())
                .forEach(service -> byName.putIfAbsent(service.pack().name(), service)));
        return List.copyOf(byName.values());
    }

    private static List<FrontPage.Often> often(Page page, List<Service> services) {
        return services.stream()
                .filter(service -> OFTEN.contains(service.pack().name()))
                .map(service -> new FrontPage.Often(
                        service.pack().description().title().in(page.lang()),
                        "/%s/leistungen/%s"
                                .formatted(service.tenant(), service.pack().name())))
                .toList();
    }

    private static String home(Tenant tenant) {
        return "/%s/".formatted(tenant.slug());
    }

    private static String decider(Region region, Service service) {
        return region.get(service.county().orElse(service.tenant())).shortName();
    }

    @Public
    @GetMapping("/{tenant}/")
    View portal(
            Page page,
            @PathVariable String tenant,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String thema) {
        var region = regions.current();
        var it = region.get(tenant);
        var office = region.listOffices(it.slug()).stream()
                .filter(one -> one.kind().equals(COUNTER))
                .findFirst();
        var contact = office.map(Office::contact).orElse(it.contact());
        var now = LocalDateTime.now(clock.withZone(GermanDates.BERLIN));
        return page.show(
                "services/portal",
                new PortalPage(
                        it.name(),
                        it.shortName(),
                        people(page, it),
                        q.strip(),
                        office.map(Office::name).orElse(it.name()),
                        open(page, contact, now),
                        contact.hours().openAt(now).isPresent(),
                        hours(page, contact, now.getDayOfWeek()),
                        contact.address(),
                        contact.phone(),
                        phoneLink(contact),
                        contact.email(),
                        listings.list(
                                page,
                                home(it),
                                services.list(tenant),
                                Listings.Asked.of(q, thema),
                                service -> decider(region, service)),
                        region.participates(it.slug(), Topic.ONLINE_SERVICES, now.toLocalDate())));
    }

    private static String people(Page page, Tenant tenant) {
        var place = tenant.place();
        if (place == null) {
            return tenant.name();
        }
        return page.t(
                "services.portal.people",
                NumberFormat.getIntegerInstance(Messages.locale(page.lang())).format(place.inhabitants()));
    }

    private static String open(Page page, Contact contact, LocalDateTime now) {
        var open = contact.hours().openAt(now);
        if (open.isPresent()) {
            return page.t("services.portal.until", open.get().until());
        }
        return contact.hours()
                .nextOpening(now)
                .map(next -> page.t(
                        "services.portal.opens",
                        next.getDayOfWeek().getDisplayName(TextStyle.FULL, Messages.locale(page.lang())),
                        next.toLocalTime()))
                .orElse("");
    }

    private static List<PortalPage.Hours> hours(Page page, Contact contact, DayOfWeek today) {
        var rows = new ArrayList<PortalPage.Hours>();
        for (var day : DayOfWeek.values()) {
            var times = contact.hours().spans().stream()
                    .filter(span -> span.day() == day)
                    .map(span -> span.from() + "–" + span.until())
                    .collect(Collectors.joining(", "));
            if (!times.isEmpty()) {
                rows.add(new PortalPage.Hours(
                        day.getDisplayName(TextStyle.FULL, Messages.locale(page.lang())), times, day == today));
            }
        }
        return rows;
    }

    private static String phoneLink(Contact contact) {
        return "tel:" + contact.phone().replaceAll("[^0-9+]", "");
    }

    @Public
    @GetMapping("/{tenant}/leistungen/{service}")
    View service(Page page, @PathVariable String tenant, @PathVariable String service) {
        var found = services.find(tenant, service).orElseThrow(NotFound::new);
        var region = regions.current();
        var it = region.get(found.county().orElse(tenant));
        var pack = found.pack();
        var lang = page.lang();
        var kind = pack.responsibility().office();
        var office = region.listOffices(it.slug()).stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst();
        var contact = office.map(Office::contact).orElse(it.contact());
        var description = pack.description();
        return page.show(
                "services/service",
                new ServicePage(
                        pack.name(),
                        description.title().in(lang),
                        description.summary().in(lang),
                        description.about().in(lang),
                        description.applicants().in(lang),
                        description.duration().in(lang),
                        pack.fee().note().isEmpty() ? page.t("services.service.fee.none") : found.feeNote(lang),
                        page.t("services.outcome."
                                + pack.outcome().kind().name().toLowerCase(Locale.ROOT)),
                        pack.documents().stream()
                                .map(one -> new ServicePage.Need(
                                        one.name().in(lang), one.hint().in(lang)))
                                .toList(),
                        description.faq().stream()
                                .map(one -> new ServicePage.Faq(
                                        one.question().in(lang), one.answer().in(lang)))
                                .toList(),
                        pack.law().stream()
                                .map(one -> new ServicePage.Law(
                                        one.provision(), one.about().in(lang)))
                                .toList(),
                        officeName(region, it, office.map(Office::name).orElse("")),
                        contact.address(),
                        contact.phone(),
                        phoneLink(contact),
                        contact.email(),
                        contact.hours().toString(),
                        "/%s/leistungen/%s/beginnen".formatted(tenant, service),
                        "/%s/antrag".formatted(tenant)));
    }

    private static String officeName(Region region, Tenant tenant, String office) {
        return office.isEmpty() || region.listOffices(tenant.slug()).isEmpty()
                ? tenant.name()
                : office + ", " + tenant.name();
    }
}
