package org.allmende.measures.web;

import java.text.NumberFormat;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.allmende.measures.Rounds;
import org.allmende.measures.Rules;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Messages;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/** The round that a driver takes: where a rule holds now, as an ordered list with a map. */
@Controller
class RoundPages {

    private static final double SMALLEST = 60;
    private static final double MARGIN = 1.5;

    private final Rules rules;
    private final Rounds rounds;
    private final Seen seen;
    private final Regions regions;
    private final Tenancy tenancy;
    private final Clock clock;

    RoundPages(Rules rules, Rounds rounds, Seen seen, Regions regions, Tenancy tenancy, Clock clock) {
        this.rules = rules;
        this.rounds = rounds;
        this.seen = seen;
        this.regions = regions;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping(RuleForms.PATH + "/{rule}/runde")
    View show(Page page, Staff staff, @PathVariable UUID rule) {
        var it = tenancy.as(staff.tenant(), () -> rules.find(rule)).orElseThrow(NotFound::new);
        var round = tenancy.as(staff.tenant(), () -> rounds.of(it));
        var stations = seen.of(staff.tenant());
        var numbers = NumberFormat.getNumberInstance(Messages.locale(page.lang()));
        numbers.setMaximumFractionDigits(1);
        var map = regions.current().map();
        var stops = new ArrayList<RoundPage.Stop>();
        for (var one : round) {
            var place = one.place();
            stops.add(new RoundPage.Stop(
                    stops.size() + 1,
                    stations.name(one.datastream()),
                    Double.isNaN(one.value())
                            ? "–"
                            : (numbers.format(one.value()) + " " + stations.unit(one.datastream())).strip(),
                    one.metres() == 0 ? "–" : page.t("measures.round.way", numbers.format(one.metres() / 1000)),
                    String.format(Locale.ROOT, "geo:%.5f,%.5f", place.lat(), place.lon()),
                    Math.round(map.frame().x(place.lon())),
                    Math.round(map.frame().y(place.lat()))));
        }
        double metres = round.stream().mapToDouble(Rounds.Stop::metres).sum();
        return page.show(
                "measures/round",
                new RoundPage(
                        RuleForms.PATH + "/" + rule,
                        it.name(),
                        page.t(
                                "measures.round.lead",
                                stops.size(),
                                numbers.format(metres / 1000),
                                GermanDates.moment(clock.instant())),
                        stops,
                        box(stops),
                        size(stops) / 32,
                        map.areas().stream().map(area -> area.path()).toList(),
                        stops.stream().map(stop -> stop.x() + "," + stop.y()).collect(Collectors.joining(" "))));
    }

    private static double size(List<RoundPage.Stop> stops) {
        var xs = stops.stream().mapToLong(RoundPage.Stop::x).summaryStatistics();
        var ys = stops.stream().mapToLong(RoundPage.Stop::y).summaryStatistics();
        return stops.isEmpty()
                ? SMALLEST
                : Math.max(SMALLEST, Math.max(xs.getMax() - xs.getMin(), ys.getMax() - ys.getMin()) * MARGIN);
    }

    private static String box(List<RoundPage.Stop> stops) {
        var xs = stops.stream().mapToLong(RoundPage.Stop::x).summaryStatistics();
        var ys = stops.stream().mapToLong(RoundPage.Stop::y).summaryStatistics();
        long size = Math.round(size(stops));
        return stops.isEmpty()
                ? "0 0 1 1"
                : "%d %d %d %d"
                        .formatted(
                                (xs.getMin() + xs.getMax() - size) / 2,
                                (ys.getMin() + ys.getMax() - size) / 2,
                                size,
                                size);
    }
}
