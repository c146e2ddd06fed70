package org.allmende.geo.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.geo.Atlases;
import org.allmende.geo.Feature;
import org.allmende.geo.Look;
import org.allmende.geo.Plan;
import org.allmende.geo.PlanComparison;
import org.allmende.geo.PlanComparison.Change;
import org.allmende.geo.PlanComparison.Difference;
import org.allmende.geo.PlanComparison.Kind;
import org.allmende.geo.Plans;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Public;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.View;

/** Two versions of a plan side by side: drawn, and in words what came, went and changed. */
@Controller
class ComparePages {

    /** Whoever has more differences has another plan. */
    private static final int MOST = 200;

    private final Atlases atlases;
    private final Plans plans;
    private final Tenancy tenancy;
    private final Clock clock;

    ComparePages(Atlases atlases, Plans plans, Tenancy tenancy, Clock clock) {
        this.atlases = atlases;
        this.plans = plans;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** With the version before, for everybody. */
    @Public
    @GetMapping("/{tenant}/plaene/{plan}/vergleich")
    View compare(Page page, @PathVariable String tenant, @PathVariable String plan) {
        var atlas = atlases.current();
        var young = atlas.findPlan(tenant, id(plan)).orElseThrow(NotFound::new);
        var earlier = young.origin().earlier();
        if (earlier == null) {
            throw new NotFound();
        }
        var old = atlas.findPlan(tenant, earlier).orElseThrow(NotFound::new);
        return page.show(
                "geo/compare", of(page, old, young, atlas.featuresOf(old), atlas.featuresOf(young), young.path()));
    }

    /** With the version before, for planners: also a draft. */
    @Allowed({Role.CLERK, Role.LEAD, Role.ADMIN})
    @GetMapping("/arbeitsplatz/plaene/{plan}/vergleich")
    View compare(Page page, Staff staff, @PathVariable String plan) {
        return tenancy.as(staff.tenant(), () -> {
            var young = plans.find(id(plan)).orElseThrow(NotFound::new);
            var earlier = young.origin().earlier();
            if (earlier == null) {
                throw new NotFound();
            }
            var old = plans.find(earlier).orElseThrow(NotFound::new);
            return page.show(
                    "geo/comparedesk",
                    of(
                            page,
                            old,
                            young,
                            plans.features(old),
                            plans.features(young),
                            "/arbeitsplatz/plaene/" + young.id()));
        });
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw new NotFound();
        }
    }

    private ComparePage of(Page page, Plan old, Plan young, List<Feature> before, List<Feature> after, String back) {
        var today = GermanDates.today(clock);
        var all = PlanComparison.of(before, after).differences();
        return new ComparePage(
                PlanRow.of(page, old, today, old.path()),
                PlanRow.of(page, young, today, back),
                rows(page, all),
                draw(page, before, after, all),
                legend(page));
    }

    /** What is the same for several objects is said once. */
    private static List<ComparePage.Row> rows(Page page, List<Difference> differences) {
        var types = new TypeWords(page);
        var said = new LinkedHashMap<List<String>, Integer>();
        for (var one : differences) {
            var type = types.name(one.feature().type());
            if (one.kind() != Kind.CHANGED) {
                said.merge(List.of(one.kind().key(), type, ""), 1, Integer::sum);
            }
            if (one.moved()) {
                said.merge(List.of("moved", type, ""), 1, Integer::sum);
            }
            for (var change : one.changes()) {
                said.merge(List.of("changed", type, words(page, change)), 1, Integer::sum);
            }
        }
        var rows = new ArrayList<ComparePage.Row>();
        for (var one : said.entrySet()) {
            if (rows.size() < MOST) {
                rows.add(new ComparePage.Row(
                        tag(page, one.getKey().getFirst()),
                        tone(one.getKey().getFirst()),
                        page.t("geo.compare.of", one.getKey().get(1), one.getValue()),
                        one.getKey().get(2)));
            }
        }
        return rows;
    }

    private static String tag(Page page, String what) {
        return page.t("geo.compare." + what);
    }

    private static String tone(String what) {
        return switch (what) {
            case "came" -> "success";
            case "went" -> "danger";
            default -> "warning";
        };
    }

    private static String words(Page page, Change change) {
        var nothing = page.t("geo.compare.nothing");
        return page.t(
                "geo.compare.words",
                change.name(),
                change.before().isEmpty() ? nothing : decimal(change.before()),
                change.after().isEmpty() ? nothing : decimal(change.after()));
    }

    /** Numbers as Germans write them; everything else stays. */
    private static String decimal(String text) {
        return text.matches("-?\\d+\\.\\d+") ? text.replace('.', ',') : text;
    }

    private static final Map<Kind, Look> LOOKS =
            Map.of(Kind.CAME, Look.WOOD, Kind.WENT, Look.SPECIAL, Kind.CHANGED, Look.WATER);

    private static Drawing draw(Page page, List<Feature> before, List<Feature> after, List<Difference> differences) {
        var items = new ArrayList<Drawing.Item>();
        for (var feature : after) {
            if (feature.type().endsWith("_Plan")) {
                items.add(Drawing.Item.of(feature, ""));
            } else if (feature.geometry().getDimension() == 2 && !feature.type().endsWith("_Bereich")) {
                items.add(new Drawing.Item(feature.geometry(), Look.TOWN, "", ""));
            }
        }
        for (var feature : before) {
            if (feature.type().endsWith("_Plan")) {
                items.add(Drawing.Item.of(feature, ""));
            }
        }
        var types = new TypeWords(page);
        for (var one : differences) {
            if (!one.feature().type().endsWith("_Plan")) {
                items.add(new Drawing.Item(
                        one.feature().geometry(),
                        LOOKS.getOrDefault(one.kind(), Look.OTHER),
                        "",
                        types.name(one.feature().type())));
            }
        }
        return Drawing.of(items);
    }

    private static List<PlanPage.Legend> legend(Page page) {
        var legend = new ArrayList<PlanPage.Legend>();
        for (var kind : Kind.values()) {
            var look = LOOKS.getOrDefault(kind, Look.OTHER);
            legend.add(new PlanPage.Legend(tag(page, kind.key()), look.fill(), look.stroke()));
        }
        return legend;
    }
}
