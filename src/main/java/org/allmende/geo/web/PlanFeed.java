package org.allmende.geo.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.allmende.geo.Atlas;
import org.allmende.geo.Atlases;
import org.allmende.geo.Life.Phase;
import org.allmende.geo.Plan;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.crs.Position;
import org.allmende.platform.html.AtomFeed;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What has become of plans, for feed readers: Atom (RFC 4287), one entry for each step of a plan, all or those near a place. */
@Controller
class PlanFeed {

    private static final int ENTRIES = 50;
    private static final int FARTHEST_METRES = 20_000;
    private static final GeometryFactory POINTS = new GeometryFactory();

    private final Regions regions;
    private final Atlases atlases;
    private final Clock clock;

    PlanFeed(Regions regions, Atlases atlases, Clock clock) {
        this.regions = regions;
        this.atlases = atlases;
        this.clock = clock;
    }

    private record Entry(Plan plan, Phase phase) {}

    /**
     * Of the whole region.
     *
     * @param umkreis metres round {@code lat} and {@code lon}
     */
    @Public
    @GetMapping("/karte/feed.atom")
    ResponseEntity<String> region(
            Page page,
            @RequestParam(defaultValue = "") String lat,
            @RequestParam(defaultValue = "") String lon,
            @RequestParam(defaultValue = "") String umkreis)
            throws XMLStreamException {
        var atlas = atlases.ever();
        var place = MapPages.place(lat + " " + lon);
        var path = place.isEmpty()
                ? "/karte/feed.atom"
                : "/karte/feed.atom?lat=%s&lon=%s&umkreis=%d"
                        .formatted(place.get().y(), place.get().x(), metres(umkreis));
        return answer(
                page,
                path,
                "/karte",
                regions.current().name(),
                entries(atlas, atlas.plans(), place.map(PlanFeed::point).orElse(null), metres(umkreis)));
    }

    /** Of one municipality. */
    @Public
    @GetMapping("/{tenant}/karte/feed.atom")
    ResponseEntity<String> municipality(Page page, @PathVariable String tenant) throws XMLStreamException {
        var atlas = atlases.ever();
        return answer(
                page,
                "/%s/karte/feed.atom".formatted(tenant),
                "/%s/karte".formatted(tenant),
                regions.current().get(tenant).name(),
                entries(atlas, atlas.plansOf(tenant), null, 0));
    }

    private static int metres(String typed) {
        return typed.matches("\\d{1,5}") ? Math.min(FARTHEST_METRES, Integer.parseInt(typed)) : 500;
    }

    private static Point point(Position degrees) {
        var place = Crs.EPSG25832.fromLonLat(degrees.x(), degrees.y());
        return POINTS.createPoint(new Coordinate(place.x(), place.y()));
    }

    private List<Entry> entries(Atlas atlas, List<Plan> plans, @Nullable Point place, int metres) {
        var today = GermanDates.today(clock);
        return plans.stream()
                .filter(plan -> plan.kind() != Plan.Kind.LAYER)
                .filter(plan -> place == null
                        || atlas.outlines(plan).stream()
                                .anyMatch(outline -> outline.geometry().isWithinDistance(place, metres)))
                .flatMap(plan -> plan.life().phases().stream().map(phase -> new Entry(plan, phase)))
                .filter(entry -> !entry.phase().from().isAfter(today)
                        && !entry.phase().from().equals(LocalDate.MIN))
                .sorted(Comparator.comparing((Entry entry) -> entry.phase().from())
                        .reversed()
                        .thenComparing(entry -> entry.plan().id()))
                .limit(ENTRIES)
                .toList();
    }

    private ResponseEntity<String> answer(Page page, String path, String about, String whose, List<Entry> entries)
            throws XMLStreamException {
        var newest = entries.isEmpty()
                ? GermanDates.today(clock)
                : entries.getFirst().phase().from();
        return new AtomFeed(
                        path,
                        page.t("geo.map.title", whose),
                        path,
                        about,
                        whose,
                        time(newest),
                        entries.stream().map(entry -> entry(page, entry)).toList())
                .answer(page);
    }

    private static AtomFeed.Entry entry(Page page, Entry entry) {
        var plan = entry.plan();
        var from = entry.phase().from();
        return new AtomFeed.Entry(
                plan.path() + "#" + from,
                page.t(
                        "geo.feed.title",
                        plan.name(),
                        page.t("geo.standing." + entry.phase().standing().key()),
                        GermanDates.date(from, page.lang())),
                time(from),
                plan.path(),
                PlanRow.kind(page, plan));
    }

    private static Instant time(LocalDate day) {
        return day.atStartOfDay(GermanDates.BERLIN).toInstant();
    }
}
