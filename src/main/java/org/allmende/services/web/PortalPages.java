package org.allmende.services.web;

import java.text.NumberFormat;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Contact;
import org.allmende.region.Office;
import org.allmende.region.Region;
import org.allmende.region.Regions;
import org.allmende.region.Slug;
import org.allmende.region.Tenant;
import org.allmende.region.Topic;
import org.allmende.services.Offer;
import org.allmende.services.Offers;
import org.allmende.services.PortalLink;
import org.allmende.services.Way;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** The region's front page, the tenants' portals, and their catalogues. Made from memory: only a search asks the database. */
@Controller
class PortalPages {

    /** What most people come for. */
    private static final Set<String> OFTEN = Set.of(
            "eheurkunde", "fuehrerschein-umtauschen", "hundesteuer", "sperrmuell-anmelden", "wohngeld-mietzuschuss");

    /** The office that everybody may walk into. */
    private static final String COUNTER = "buergerbuero";

    private final Regions regions;
    private final Offers offers;
    private final Listings listings;
    private final List<PortalLink> links;
    private final Clock clock;

    PortalPages(Regions regions, Offers offers, Listings listings, List<PortalLink> links, Clock clock) {
        this.regions = regions;
        this.offers = offers;
        this.listings = listings;
        this.links = links;
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
        var offered = place.map(tenant -> offers.list(tenant.slug().value())).orElseGet(offers::list);
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
                                card(page, region, place.isPresent()),
                                null),
                        region.map().width(),
                        region.map().height(),
                        areas,
                        region.sources()));
    }

    private static List<FrontPage.Often> often(Page page, Collection<Offer> offered) {
        return offered.stream()
                .filter(offer -> OFTEN.contains(offer.name()))
                .map(offer -> new FrontPage.Often(
                        offer.profile().description().title().in(page.lang()), path(offer)))
                .toList();
    }

    private static String home(Tenant tenant) {
        return "/%s/".formatted(tenant.slug());
    }

    private static String path(Offer offer) {
        return "/%s/leistungen/%s".formatted(offer.tenant(), offer.name());
    }

    /**
     * In a municipality's catalogue a card names who decides and leads to the municipality's page. In the region's what is online
     * leads to the page of the first who offers it, since the form asks for the place; for what is on paper people say first where
     * they live.
     */
    private static Function<Offer, ServiceCard> card(Page page, Region region, boolean local) {
        var lead = region.lead();
        return offer -> {
            var decider = region.get(
                    offer.decider(region.countyOf(new Slug(offer.tenant())).value()));
            return switch (offer.way()) {
                case Way.Online here ->
                    Cards.of(page, offer, path(offer), local ? decider.shortName() : page.t("services.where.all"));
                case Way.Elsewhere elsewhere ->
                    Cards.of(
                            page,
                            offer,
                            local ? path(offer) : "/%s/leistungen/%s".formatted(lead.slug(), offer.name()),
                            elsewhere.operator().in(page.lang()));
                case Way.Paper paper ->
                    local || offer.profile().countys()
                            ? Cards.of(page, offer, path(offer), decider.shortName())
                            : Cards.of(
                                    page, offer, "/zustaendig?leistung=" + offer.name(), page.t("services.where.town"));
            };
        };
    }

    /** All from A to Z, those for one Lebenslage, those for companies and associations. */
    @Public
    @GetMapping("/leistungen")
    View catalogue(
            Page page, @RequestParam(defaultValue = "") String lage, @RequestParam(defaultValue = "") String fuer) {
        return page.show(
                "services/catalogue",
                listings.page(page, "/", offers.list(), lage, fuer, card(page, regions.current(), false)));
    }

    @Public
    @GetMapping("/{tenant}/leistungen")
    View catalogue(
            Page page,
            @PathVariable String tenant,
            @RequestParam(defaultValue = "") String lage,
            @RequestParam(defaultValue = "") String fuer) {
        var it = regions.current().get(tenant);
        return page.show(
                "services/catalogue",
                listings.page(page, home(it), offers.list(tenant), lage, fuer, card(page, regions.current(), true)));
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
                                offers.list(tenant),
                                Listings.Asked.of(q, thema),
                                card(page, region, true),
                                ServicePage.Place.of(office.map(Office::name).orElse(it.name()), contact)),
                        links.stream().flatMap(one -> one.of(tenant).stream()).toList(),
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

    static String phoneLink(Contact contact) {
        return "tel:" + contact.phone().replaceAll("[^0-9+]", "");
    }
}
