package org.allmende.geo.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.allmende.geo.Atlases;
import org.allmende.geo.PlanNews;
import org.allmende.geo.Surroundings;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.crs.Position;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.allmende.platform.subscription.Wanted;
import org.allmende.platform.subscription.web.SubscriptionOrders;
import org.allmende.region.Regions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** "E-Mail, wenn ein Plan in der Nähe seinen Stand ändert": the form for it. */
@Controller
class PlanNewsPages {

    private static final String PATH = "/karte/abonnement";
    private static final int USUAL_METRES = 500;

    private final Regions regions;
    private final Atlases atlases;
    private final SubscriptionOrders orders;

    PlanNewsPages(Regions regions, Atlases atlases, SubscriptionOrders orders) {
        this.regions = regions;
        this.atlases = atlases;
        this.orders = orders;
    }

    /**
     * A place of the region.
     *
     * @param degrees WGS 84
     * @param tenant in whose area it lies
     */
    private record Spot(Position degrees, Position metres, String tenant) {

        String lat() {
            return String.format(Locale.ROOT, "%.5f", degrees.y());
        }

        String lon() {
            return String.format(Locale.ROOT, "%.5f", degrees.x());
        }

        String here() {
            return "/karte/hier?lat=%s&lon=%s".formatted(lat(), lon());
        }
    }

    /** The path of the form for the place of which {@code /karte/hier} tells; empty where there is none. */
    static String path(String here) {
        int query = here.indexOf('?');
        return query < 0 ? "" : PATH + here.substring(query);
    }

    @Public
    @GetMapping("/karte/abonnement")
    View form(Page page, @RequestParam(defaultValue = "") String lat, @RequestParam(defaultValue = "") String lon) {
        return spot(lat, lon)
                .map(it -> show(page, it, String.valueOf(USUAL_METRES), "", Map.of()))
                .orElseGet(() -> SeeOther.at("/karte"));
    }

    @Public
    @PostMapping("/karte/abonnement")
    View order(
            Page page,
            @RequestParam(defaultValue = "") String lat,
            @RequestParam(defaultValue = "") String lon,
            @RequestParam(defaultValue = "") String umkreis,
            @RequestParam(defaultValue = "") String email,
            HttpServletRequest request) {
        var found = spot(lat, lon);
        if (found.isEmpty()) {
            return SeeOther.at("/karte");
        }
        var it = found.get();
        var metres = Surroundings.METRES.stream()
                .filter(one -> String.valueOf(one).equals(umkreis))
                .findFirst();
        var errors = new LinkedHashMap<String, String>();
        if (metres.isEmpty()) {
            errors.put("umkreis", page.t("geo.news.missing"));
        }
        errors.putAll(SubscriptionOrders.errors(page, email));
        if (!errors.isEmpty()) {
            return show(page, it, umkreis, email, errors);
        }
        var wanted = new Wanted(
                PlanNews.KIND,
                new Surroundings(it.metres(), metres.get()).topic(),
                page.t("geo.news.subscription", distance(page, metres.get()), place(page, it)),
                it.here());
        return orders.order(page, request, it.tenant(), wanted, email);
    }

    private Optional<Spot> spot(String lat, String lon) {
        return MapPages.place(HerePages.withDecimals(lat) + " " + HerePages.withDecimals(lon))
                .flatMap(typed -> {
                    var metres = Crs.EPSG25832.fromLonLat(typed.x(), typed.y());
                    return atlases.current().municipalityAt(metres).map(tenant -> new Spot(typed, metres, tenant));
                });
    }

    private String place(Page page, Spot it) {
        return page.t(
                        "geo.here.place",
                        String.format(Locale.GERMANY, "%.5f", it.degrees().y()),
                        String.format(Locale.GERMANY, "%.5f", it.degrees().x()))
                + ", "
                + regions.current().get(it.tenant()).name();
    }

    private static String distance(Page page, int metres) {
        return metres < 1000
                ? page.t("geo.news.metres", String.valueOf(metres))
                : page.t("geo.news.kilometres", String.valueOf(metres / 1000));
    }

    private View show(Page page, Spot it, String distance, String email, Map<String, String> errors) {
        var distances = new LinkedHashMap<String, String>();
        Surroundings.METRES.forEach(one -> distances.put(String.valueOf(one), distance(page, one)));
        return page.show(
                "geo/plannews",
                new PlanNewsPage(it.lat(), it.lon(), place(page, it), it.here(), distances, distance, email, errors));
    }
}
