package org.allmende.dashboard.web;

import java.util.ArrayList;
import java.util.List;
import org.allmende.dashboard.Station;
import org.allmende.dashboard.Stations;
import org.allmende.measures.PublicNotices;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.region.Regions;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** What is measured in the region and in each municipality, by Handlungsfeld; and all stations of a use case on a map. */
@Controller
class DataPages {

    /** So many of a use case are drawn; the others are behind a link. */
    private static final int DRAWN_FOR_ALL = 4;

    private static final int DRAWN_FOR_ONE = 8;
    private static final int ON_ONE_MAP = 40;
    private static final int LISTED = 300;

    private final Regions regions;
    private final Stations stations;
    private final PublicNotices notices;
    private final Tiles tiles;
    private final LiveValues live;

    DataPages(Regions regions, Stations stations, PublicNotices notices, Tiles tiles, LiveValues live) {
        this.regions = regions;
        this.stations = stations;
        this.notices = notices;
        this.tiles = tiles;
        this.live = live;
    }

    @Public
    @GetMapping("/daten")
    View region(Page page) {
        return overview(page, stations.current(), "");
    }

    @Public
    @GetMapping("/{tenant}/daten")
    View tenant(Page page, @PathVariable String tenant) {
        return overview(page, stations.current().only(stations.around(tenant)), tenant);
    }

    private View overview(Page page, Stations.Known known, String tenant) {
        var listening = "/daten/live?ort=%s&seit=%s".formatted(tenant, live.position());
        var words = tiles.words(page);
        var fields = new ArrayList<OverviewPage.Field>();
        var alerts = new ArrayList<Tile>();
        var shown = new ArrayList<Tile>();
        int reporting = 0;
        boolean few = known.stations().size() <= ON_ONE_MAP;
        for (var field : known.arrangement().fields()) {
            var cases = new ArrayList<OverviewPage.Case>();
            int before = alerts.size();
            for (var useCase : field.useCases()) {
                var seen = tiles.see(known.of(useCase));
                reporting += (int) seen.stream().filter(Tiles.Seen::reports).count();
                if (!seen.isEmpty()) {
                    var it = tiles.useCase(
                            useCase,
                            seen,
                            few ? DRAWN_FOR_ONE : DRAWN_FOR_ALL,
                            shown.size() + 1,
                            "/daten/%s%s".formatted(useCase.id(), tenant.isEmpty() ? "" : "?ort=" + tenant),
                            words);
                    cases.add(it);
                    shown.addAll(it.tiles());
                    it.tiles().stream()
                            .filter(tile -> useCase.alarms() && tile.badge().equals("danger"))
                            .limit(1)
                            .forEach(alerts::add);
                }
            }
            if (!cases.isEmpty()) {
                fields.add(OverviewPage.Field.of(
                        field.id(),
                        field.title().in(page.lang()),
                        field.text().in(page.lang()),
                        cases,
                        few || fields.isEmpty() || alerts.size() > before));
            }
        }
        var region = regions.current();
        return page.show(
                "dashboard/overview",
                new OverviewPage(
                        tenant.isEmpty() ? region.name() : region.get(tenant).shortName(),
                        known.stations().stream().anyMatch(Station::demonstration),
                        reporting,
                        known.stations().size(),
                        alerts,
                        notices(known),
                        fields,
                        listening,
                        few && !shown.isEmpty() ? StationMap.of(region, shown, false) : null));
    }

    private List<OverviewPage.Notice> notices(Stations.Known known) {
        return notices.shown().stream()
                .flatMap(it -> known.find(it.tenant(), it.datastream()).stream()
                        .map(station -> new OverviewPage.Notice(station.name(), station.path(), it.text())))
                .toList();
    }

    @Public
    @GetMapping("/daten/{useCase}")
    View useCase(Page page, @PathVariable String useCase, @RequestParam(defaultValue = "") String ort) {
        var position = live.position();
        var known = stations.current();
        var it = known.arrangement().find(useCase).orElseThrow(NotFound::new);
        var region = regions.current();
        boolean whole = region.find(ort).isEmpty();
        var of = whole ? known.of(it) : known.only(stations.around(ort)).of(it);
        var words = tiles.words(page);
        var seen = tiles.see(of).stream().sorted(Tiles.Seen.ORDER).limit(LISTED).toList();
        var listed = new ArrayList<Tile>();
        seen.forEach(one -> listed.add(tiles.tile(listed.size() + 1, one, words, false)));
        var geoJson = "/daten/%s/stationen.geojson".formatted(it.id());
        return page.show(
                "dashboard/usecase",
                new UseCasePage(
                        tiles.useCase(it, seen, 0, 1, "", words),
                        Tiles.field(known.arrangement().fields(), it, words),
                        of.stream().anyMatch(Station::demonstration),
                        StationMap.of(region, List.copyOf(listed), whole),
                        region.sources(),
                        geoJson,
                        page.url(geoJson),
                        "/daten/live?fall=%s&ort=%s&seit=%s".formatted(it.id(), whole ? "" : ort, position)));
    }
}
