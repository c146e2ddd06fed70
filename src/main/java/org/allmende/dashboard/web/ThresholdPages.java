package org.allmende.dashboard.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.allmende.dashboard.Level;
import org.allmende.dashboard.Station;
import org.allmende.dashboard.Stations;
import org.allmende.dashboard.Threshold;
import org.allmende.dashboard.ThresholdLetters;
import org.allmende.dashboard.ThresholdNews;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.subscription.Wanted;
import org.allmende.platform.subscription.web.SubscriptionOrders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** "E-Mail, wenn die Lahn über Meldestufe 1 steigt": the form for it. */
@Controller
class ThresholdPages {

    private final Stations stations;
    private final ThresholdLetters letters;
    private final SubscriptionOrders orders;

    ThresholdPages(Stations stations, ThresholdLetters letters, SubscriptionOrders orders) {
        this.stations = stations;
        this.letters = letters;
        this.orders = orders;
    }

    /** Those that matter to somebody who passes by. */
    static List<Level> levels(Station of) {
        return of.levels().stream().filter(it -> it.weight().matters()).toList();
    }

    static String path(Station of) {
        return of.path() + "/abonnement";
    }

    @Public
    @GetMapping("/{tenant}/daten/{station}/abonnement")
    View form(Page page, @PathVariable String tenant, @PathVariable String station) {
        var it = find(tenant, station);
        return show(page, it, levels(it).getFirst().name().de(), "", Map.of());
    }

    @Public
    @PostMapping("/{tenant}/daten/{station}/abonnement")
    View order(
            Page page,
            @PathVariable String tenant,
            @PathVariable String station,
            @RequestParam(defaultValue = "") String stufe,
            @RequestParam(defaultValue = "") String email,
            HttpServletRequest request) {
        var it = find(tenant, station);
        var level =
                levels(it).stream().filter(one -> one.name().de().equals(stufe)).findFirst();
        var errors = new LinkedHashMap<String, String>();
        if (level.isEmpty()) {
            errors.put("stufe", page.t("dashboard.threshold.missing"));
        }
        errors.putAll(SubscriptionOrders.errors(page, email));
        if (!errors.isEmpty()) {
            return show(page, it, stufe, email, errors);
        }
        var wanted = new Wanted(
                ThresholdNews.KIND,
                Threshold.of(it, level.get()).topic(),
                "%s: %s".formatted(it.name(), letters.name(it, level.get(), page.lang())),
                it.path());
        return orders.order(page, request, tenant, wanted, email);
    }

    /** One with a level of which somebody could want to hear. */
    private Station find(String tenant, String station) {
        var it = Asked.station(stations, tenant, station);
        if (levels(it).isEmpty()) {
            throw new NotFound();
        }
        return it;
    }

    private View show(Page page, Station it, String level, String email, Map<String, String> errors) {
        return page.show(
                "dashboard/threshold",
                new ThresholdPage(
                        it.name(),
                        it.path(),
                        it.demonstration(),
                        byName(it, one -> letters.name(it, one, page.lang())),
                        byName(it, one -> one.meaning().in(page.lang())),
                        level,
                        email,
                        errors));
    }

    private static Map<String, String> byName(Station of, Function<Level, String> words) {
        var named = new LinkedHashMap<String, String>();
        levels(of).forEach(it -> named.put(it.name().de(), words.apply(it)));
        return named;
    }
}
