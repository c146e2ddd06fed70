package org.allmende.geo.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.allmende.geo.AddressBook;
import org.allmende.geo.Atlas;
import org.allmende.geo.Atlases;
import org.allmende.geo.Look;
import org.allmende.geo.Plan;
import org.allmende.geo.base.BaseMap;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.crs.Position;
import org.allmende.platform.html.Framing;
import org.allmende.platform.html.Page;
import org.allmende.platform.html.SeeOther;
import org.allmende.platform.login.Public;
import org.allmende.platform.text.Spelling;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.PlanStatements;
import org.allmende.region.Regions;
import org.allmende.region.Whereabouts;
import org.jspecify.annotations.Nullable;
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
    private static final int MOST_ADDRESSES = 20;
    private static final Envelope GERMANY = new Envelope(6, 15, 47.3, 55);

    /** {@code 50.77, 8.58}: as maps and telephones give a place. */
    private static final Pattern PLACE =
            Pattern.compile("\\s*(\\d{1,3}[.,]\\d{1,12})\\s*°?\\s*[N;,/ ]+\\s*(\\d{1,3}[.,]\\d{1,12})\\s*°?\\s*E?\\s*");

    private final Regions regions;
    private final Atlases atlases;
    private final AddressBook addresses;
    private final BaseMap baseMap;
    private final PlanStatements statements;
    private final Clock clock;

    MapPages(
            Regions regions,
            Atlases atlases,
            AddressBook addresses,
            BaseMap baseMap,
            PlanStatements statements,
            Clock clock) {
        this.regions = regions;
        this.atlases = atlases;
        this.addresses = addresses;
        this.baseMap = baseMap;
        this.statements = statements;
        this.clock = clock;
    }

    @Public
    @GetMapping("/karte")
    View region(
            Page page,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String am,
            @RequestParam Map<String, String> shown) {
        var typed = cut(q);
        var asked = AskedDay.of(am, GermanDates.today(clock));
        var place = place(typed);
        if (place.isPresent()) {
            return SeeOther.at(HerePages.path(place.get(), asked));
        }
        var atlas = atlases.on(asked.day());
        var plans = typed.isEmpty() ? List.<Plan>of() : find(atlas.plans(), typed);
        var places = places(atlas, typed, asked);
        var found = addresses(typed, null, "/karte", asked);
        return show(
                page,
                "/karte",
                typed,
                found.isEmpty() && plans.isEmpty() && places.isEmpty(),
                found,
                rows(page, plans, asked),
                places,
                drawRegion(atlas, MapView.of(shown, asked), asked),
                asked,
                "/karte/druck" + asked.suffix("?"),
                List.of());
    }

    @Public
    @GetMapping("/{tenant}/karte")
    View municipality(
            Page page,
            @PathVariable String tenant,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String am,
            @RequestParam Map<String, String> shown) {
        var typed = cut(q);
        var asked = AskedDay.of(am, GermanDates.today(clock));
        var atlas = atlases.on(asked.day());
        var own = atlas.plansOf(tenant);
        var plans = typed.isEmpty() ? own : find(own, typed);
        var base = "/%s/karte".formatted(tenant);
        var found = addresses(typed, tenant, base, asked);
        return show(
                page,
                base,
                typed,
                found.isEmpty() && plans.isEmpty() && !typed.isEmpty(),
                found,
                rows(page, plans, asked),
                List.of(),
                draw(atlas, tenant, own, MapView.of(shown, asked), asked),
                asked,
                print(page, atlas, tenant, asked),
                typed.isEmpty() ? rows(page, atlas.othersOf(tenant), asked) : List.of());
    }

    /** For others' pages. */
    @Public
    @GetMapping("/karte/einbetten")
    View framedRegion(
            Page page,
            HttpServletResponse response,
            @RequestParam(defaultValue = "") String am,
            @RequestParam Map<String, String> shown) {
        var asked = AskedDay.of(am, GermanDates.today(clock));
        var map = drawRegion(atlases.on(asked.day()), MapView.of(shown, asked), asked);
        return framed(page, response, map, "/karte", asked);
    }

    @Public
    @GetMapping("/{tenant}/karte/einbetten")
    View framedMunicipality(
            Page page,
            HttpServletResponse response,
            @PathVariable String tenant,
            @RequestParam(defaultValue = "") String am,
            @RequestParam Map<String, String> shown) {
        var asked = AskedDay.of(am, GermanDates.today(clock));
        var atlas = atlases.on(asked.day());
        var map = draw(atlas, tenant, atlas.plansOf(tenant), MapView.of(shown, asked), asked);
        return framed(page, response, map, "/%s/karte".formatted(tenant), asked);
    }

    private static View framed(
            Page page, HttpServletResponse response, MapPage.Drawn map, String base, AskedDay asked) {
        Framing.open(response);
        return page.show(
                "geo/framed",
                new MapPage.Framed(
                        map.withoutLinks(),
                        asked.note(page),
                        page.url(base + map.view().query())));
    }

    private static View show(
            Page page,
            String base,
            String typed,
            boolean unknown,
            List<MapPage.AddressRow> addresses,
            List<MapPage.ListedPlan> plans,
            List<MapPage.PlaceRow> places,
            MapPage.Drawn map,
            AskedDay asked,
            String print,
            List<MapPage.ListedPlan> others) {
        var framed = base + "/einbetten" + map.view().query();
        var layers = new LinkedHashMap<String, String>();
        MapView.LAYERS.forEach(layer -> layers.put(layer, page.t("geo.map.layer." + layer)));
        return page.show(
                "geo/map",
                new MapPage(
                        map.title(),
                        typed,
                        unknown,
                        addresses,
                        plans,
                        places,
                        map,
                        base,
                        asked.value(),
                        asked.note(page),
                        print,
                        page.url(base + map.view().query()),
                        Framing.line(page.url(framed), page.t("geo.map.title", map.title()), 600, 560),
                        framed,
                        layers,
                        others));
    }

    private List<MapPage.AddressRow> addresses(String typed, @Nullable String tenant, String base, AskedDay asked) {
        return addresses.current().search(typed, tenant, MOST_ADDRESSES).stream()
                .map(hit -> new MapPage.AddressRow(
                        hit.name(),
                        hit.place(),
                        hit.invented(),
                        HerePages.path(hit.where(), asked),
                        base
                                + String.format(
                                        Locale.ROOT,
                                        "?mitte=%.5f,%.5f&zoom=18%s",
                                        hit.where().y(),
                                        hit.where().x(),
                                        asked.suffix("&"))))
                .toList();
    }

    private String print(Page page, Atlas atlas, String tenant, AskedDay asked) {
        var title = page.t("geo.map.title", regions.current().get(tenant).shortName());
        return atlas.findBoundary(tenant)
                .map(area -> PrintPages.path(area.getEnvelopeInternal(), title, asked))
                .orElse("/karte/druck");
    }

    static String cut(String typed) {
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

    static List<Plan> find(List<Plan> plans, String typed) {
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

    private List<MapPage.ListedPlan> rows(Page page, List<Plan> plans, AskedDay asked) {
        return plans.stream()
                .limit(MOST_PLANS)
                .map(plan -> new MapPage.ListedPlan(
                        PlanRow.of(page, plan, asked.day(), plan.path()),
                        PlanPage.Statement.of(page, plan, asked, statements)))
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
    private MapPage.Drawn drawRegion(Atlas atlas, MapView view, AskedDay asked) {
        var today = GermanDates.today(clock);
        var towns = regions.current().listMunicipalities(today).stream()
                .flatMap(tenant -> atlas.findBoundary(tenant.slug().value()).stream()
                        .map(area -> new Drawing.Item(
                                area, Look.TOWN, "/%s/karte".formatted(tenant.slug()), tenant.shortName())));
        var drawn = atlas.plans().stream()
                .limit(MOST_PLANS * 2L)
                .flatMap(plan -> atlas.outlines(plan).stream().limit(1))
                .map(outline -> new Drawing.Item(outline.geometry().getInteriorPoint(), Look.POINT, "", ""));
        return new MapPage.Drawn(
                regions.current().name(),
                extent(regions.current().listMunicipalities(today).stream()
                        .flatMap(tenant -> atlas.findBoundary(tenant.slug().value()).stream())),
                Drawing.of(Stream.concat(towns, drawn).toList()),
                view,
                asked.value(),
                ground(),
                baseMap.attribution());
    }

    private MapPage.Drawn draw(Atlas atlas, String tenant, List<Plan> plans, MapView view, AskedDay asked) {
        var town = atlas.findBoundary(tenant).map(area -> new Drawing.Item(area, Look.TOWN, "", "")).stream();
        var drawn = plans.stream()
                .flatMap(plan -> atlas.outlines(plan).stream()
                        .map(outline -> new Drawing.Item(outline.geometry(), look(plan), plan.path(), plan.name())));
        return new MapPage.Drawn(
                regions.current().get(tenant).shortName(),
                extent(atlas.findBoundary(tenant).stream()),
                Drawing.of(Stream.concat(town, drawn).toList()),
                view,
                asked.value(),
                ground(),
                baseMap.attribution());
    }

    private String ground() {
        return baseMap.zooms()
                .map(zooms ->
                        "%s %d %d".formatted(baseMap.isVector() ? "vector" : "raster", zooms.least(), zooms.most()))
                .orElse("");
    }

    private static Look look(Plan plan) {
        var chosen = plan.about().look();
        return chosen != null ? chosen : plan.kind() == Plan.Kind.BP ? Look.HOUSING : Look.NATURE;
    }
}
