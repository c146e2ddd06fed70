package org.allmende.geo.web;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allmende.geo.Atlas;
import org.allmende.geo.Atlases;
import org.allmende.geo.Look;
import org.allmende.geo.Plan;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.crs.Position;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.allmende.platform.text.Spelling;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.allmende.region.Whereabouts;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** Plans of the region and of a municipality: searched by place or name, listed, drawn. All of it works without a script. */
@Controller
class MapPages {

    private static final int LONGEST = 100;
    private static final int MOST_PLANS = 100;
    private static final Envelope GERMANY = new Envelope(6, 15, 47.3, 55);

    /** {@code 50.77, 8.58}: as maps and telephones give a place. */
    private static final Pattern PLACE =
            Pattern.compile("\\s*(\\d{1,3}[.,]\\d{1,12})\\s*°?\\s*[N;,/ ]+\\s*(\\d{1,3}[.,]\\d{1,12})\\s*°?\\s*E?\\s*");

    private final Regions regions;
    private final Atlases atlases;
    private final Clock clock;

    MapPages(Regions regions, Atlases atlases, Clock clock) {
        this.regions = regions;
        this.atlases = atlases;
        this.clock = clock;
    }

    @Public
    @GetMapping("/karte")
    View region(Page page, @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String am) {
        var typed = cut(q);
        var asked = AskedDay.of(am, GermanDates.today(clock));
        var place = place(typed);
        if (place.isPresent()) {
            return SeeOther.at("/karte/hier?lat=%s&lon=%s%s"
                    .formatted(place.get().y(), place.get().x(), asked.suffix("&")));
        }
        var atlas = atlases.on(asked.day());
        var plans = typed.isEmpty() ? List.<Plan>of() : find(atlas.plans(), typed);
        var places = places(atlas, typed, asked);
        return page.show(
                "geo/map",
                new MapPage(
                        regions.current().name(),
                        typed,
                        plans.isEmpty() && places.isEmpty(),
                        rows(page, plans, asked),
                        places,
                        extent(regions.current().listMunicipalities(GermanDates.today(clock)).stream()
                                .flatMap(tenant ->
                                        atlas.findBoundary(tenant.slug().value()).stream())),
                        drawRegion(atlas),
                        "/karte",
                        asked.value(),
                        asked.note(page),
                        "/karte/druck" + asked.suffix("?"),
                        List.of()));
    }

    @Public
    @GetMapping("/{tenant}/karte")
    View municipality(
            Page page,
            @PathVariable String tenant,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String am) {
        var typed = cut(q);
        var asked = AskedDay.of(am, GermanDates.today(clock));
        var atlas = atlases.on(asked.day());
        var own = atlas.plansOf(tenant);
        var plans = typed.isEmpty() ? own : find(own, typed);
        return page.show(
                "geo/map",
                new MapPage(
                        regions.current().get(tenant).shortName(),
                        typed,
                        plans.isEmpty() && !typed.isEmpty(),
                        rows(page, plans, asked),
                        List.of(),
                        extent(atlas.findBoundary(tenant).stream()),
                        draw(atlas, tenant, own),
                        "/%s/karte".formatted(tenant),
                        asked.value(),
                        asked.note(page),
                        print(page, atlas, tenant, asked),
                        typed.isEmpty() ? rows(page, atlas.othersOf(tenant), asked) : List.of()));
    }

    private String print(Page page, Atlas atlas, String tenant, AskedDay asked) {
        var title = page.t("geo.map.title", regions.current().get(tenant).shortName());
        return atlas.findBoundary(tenant)
                .map(area -> PrintPages.path(area.getEnvelopeInternal(), title, asked))
                .orElse("/karte/druck");
    }

    private static String cut(String typed) {
        return typed.strip().substring(0, Math.min(LONGEST, typed.strip().length()));
    }

    /** Longitude and latitude, when that is what was typed; the larger number is the latitude here. */
    static Optional<Position> place(String typed) {
        var found = PLACE.matcher(typed.toUpperCase(Locale.ROOT));
        if (!found.matches()) {
            return Optional.empty();
        }
        double one = Double.parseDouble(found.group(1).replace(',', '.'));
        double other = Double.parseDouble(found.group(2).replace(',', '.'));
        return Optional.of(new Position(Math.min(one, other), Math.max(one, other)));
    }

    private static List<Plan> find(List<Plan> plans, String typed) {
        var words = Spelling.fold(typed);
        return plans.stream()
                .filter(plan -> !words.isEmpty()
                        && Spelling.fold(plan.name() + " " + plan.number()).contains(words))
                .limit(MOST_PLANS)
                .toList();
    }

    private List<MapPage.PlaceRow> places(Atlas atlas, String typed, AskedDay asked) {
        var region = regions.current();
        var today = GermanDates.today(clock);
        var tenants = typed.isEmpty()
                ? region.listMunicipalities(today)
                : Whereabouts.find(region, typed, today).stream()
                        .map(Whereabouts::tenant)
                        .toList();
        return tenants.stream()
                .map(tenant -> new MapPage.PlaceRow(
                        tenant.shortName(),
                        "/%s/karte%s".formatted(tenant.slug(), asked.suffix("?")),
                        atlas.plansOf(tenant.slug().value()).size()))
                .toList();
    }

    private static List<PlanRow> rows(Page page, List<Plan> plans, AskedDay asked) {
        return plans.stream()
                .limit(MOST_PLANS)
                .map(plan -> PlanRow.of(page, plan, asked.day(), plan.path()))
                .toList();
    }

    private static String extent(Stream<Geometry> areas) {
        var box = new Envelope();
        areas.forEach(area -> box.expandToInclude(area.getEnvelopeInternal()));
        var degrees = box.isNull() ? GERMANY : Crs.EPSG25832.to(Crs.CRS84, box);
        return String.format(
                Locale.ROOT,
                "%.4f,%.4f,%.4f,%.4f",
                degrees.getMinX(),
                degrees.getMinY(),
                degrees.getMaxX(),
                degrees.getMaxY());
    }

    /** The municipalities, each leading to its own map, and where there are plans. */
    private Drawing drawRegion(Atlas atlas) {
        var today = GermanDates.today(clock);
        var towns = regions.current().listMunicipalities(today).stream()
                .flatMap(tenant -> atlas.findBoundary(tenant.slug().value()).stream()
                        .map(area -> new Drawing.Item(
                                area, Look.TOWN, "/%s/karte".formatted(tenant.slug()), tenant.shortName())));
        var drawn = atlas.plans().stream()
                .limit(MOST_PLANS * 2L)
                .flatMap(plan -> atlas.outlines(plan).stream().limit(1))
                .map(outline -> new Drawing.Item(outline.geometry().getInteriorPoint(), Look.POINT, "", ""));
        return Drawing.of(Stream.concat(towns, drawn).toList());
    }

    private static Drawing draw(Atlas atlas, String tenant, List<Plan> plans) {
        var town = atlas.findBoundary(tenant).map(area -> new Drawing.Item(area, Look.TOWN, "", "")).stream();
        var drawn = plans.stream()
                .flatMap(plan -> atlas.outlines(plan).stream()
                        .map(outline -> new Drawing.Item(outline.geometry(), look(plan), plan.path(), plan.name())));
        return Drawing.of(Stream.concat(town, drawn).toList());
    }

    private static Look look(Plan plan) {
        var chosen = plan.about().look();
        return chosen != null ? chosen : plan.kind() == Plan.Kind.BP ? Look.HOUSING : Look.NATURE;
    }
}
