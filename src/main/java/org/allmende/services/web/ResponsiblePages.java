package org.allmende.services.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Office;
import org.allmende.region.Regions;
import org.allmende.region.Whereabouts;
import org.allmende.services.Offer;
import org.allmende.services.Offers;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** "Who is responsible for me?": asks for municipality, Ortsteil or postal code, and answers with offices and services. */
@Controller
class ResponsiblePages {

    private static final int LONGEST = 100;

    private final Regions regions;
    private final Offers offers;
    private final Clock clock;

    ResponsiblePages(Regions regions, Offers offers, Clock clock) {
        this.regions = regions;
        this.offers = offers;
        this.clock = clock;
    }

    @Public
    @GetMapping("/zustaendig")
    View responsible(
            Page page, @RequestParam(defaultValue = "") String ort, @RequestParam(defaultValue = "") String leistung) {
        var typed = ort.strip().substring(0, Math.min(LONGEST, ort.strip().length()));
        var service = offers.list().stream()
                .filter(offer -> offer.name().equals(leistung))
                .findFirst();
        var found = find(typed);
        var choices = found.size() == 1
                ? List.<ResponsiblePage.Choice>of()
                : found.stream().map(where -> choice(where, service)).toList();
        return page.show(
                "services/responsible",
                new ResponsiblePage(
                        typed,
                        service.map(Offer::name).orElse(""),
                        service.map(offer ->
                                        offer.profile().description().title().in(page.lang()))
                                .orElse(""),
                        choices,
                        found.isEmpty() && !typed.isEmpty(),
                        found.size() == 1 ? town(page, found.getFirst(), service) : null));
    }

    /** A choice leads back with the municipality's slug. */
    private List<Whereabouts> find(String typed) {
        var region = regions.current();
        var today = GermanDates.today(clock);
        var chosen = region.listMunicipalities(today).stream()
                .filter(tenant -> tenant.slug().value().equals(typed))
                .findFirst();
        return chosen.isPresent() ? List.of(new Whereabouts(chosen.get(), "")) : Whereabouts.find(region, typed, today);
    }

    private static ResponsiblePage.Choice choice(Whereabouts where, Optional<Offer> service) {
        var name = where.tenant().shortName() + (where.district().isEmpty() ? "" : " (%s)".formatted(where.district()));
        return new ResponsiblePage.Choice(
                name,
                "/zustaendig?ort=" + where.tenant().slug()
                        + service.map(offer -> "&leistung=" + URLEncoder.encode(offer.name(), StandardCharsets.UTF_8))
                                .orElse(""));
    }

    private ResponsiblePage.Town town(Page page, Whereabouts where, Optional<Offer> service) {
        var tenant = where.tenant();
        var slug = tenant.slug().value();
        var german = Collator.getInstance(Messages.locale(page.lang()));
        var byOffice = new LinkedHashMap<String, List<Offer>>();
        var places = new LinkedHashMap<String, ServicePage.Place>();
        offers.list(slug).stream()
                .sorted(Comparator.comparing((Offer offer) -> offer.profile().countys())
                        .thenComparing(
                                offer -> offer.profile().description().title().in(page.lang()), german))
                .forEach(offer -> {
                    var office = offers.findOffice(offer);
                    var name = office.map(this::name).orElseGet(() -> page.t("services.state.elsewhere"));
                    office.ifPresent(one -> places.putIfAbsent(name, ServicePage.Place.of(name, one.contact())));
                    byOffice.computeIfAbsent(name, one -> new ArrayList<>()).add(offer);
                });
        var offices = byOffice.entrySet().stream()
                .map(one -> new ResponsiblePage.Office(
                        one.getKey(),
                        places.get(one.getKey()),
                        one.getValue().stream().map(offer -> card(page, offer)).toList()))
                .sorted(Comparator.comparing(office -> office.place() == null))
                .toList();
        return new ResponsiblePage.Town(
                tenant.name(),
                where.district(),
                "/%s/".formatted(slug),
                ServicePage.Place.of(tenant.name(), tenant.contact()),
                service.flatMap(offer -> offers.find(slug, offer.name()))
                        .map(offer -> card(page, offer))
                        .orElse(null),
                offices);
    }

    private String name(Office office) {
        return office.name() + ", "
                + regions.current().get(office.tenant().value()).shortName();
    }

    private ServiceCard card(Page page, Offer offer) {
        return Cards.of(
                page,
                offer,
                "/%s/leistungen/%s".formatted(offer.tenant(), offer.name()),
                offers.findOffice(offer).map(this::name).orElse(""));
    }
}
