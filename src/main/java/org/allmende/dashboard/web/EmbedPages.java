package org.allmende.dashboard.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.allmende.dashboard.Histories;
import org.allmende.dashboard.Stations;
import org.allmende.platform.html.Framing;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** A station for others' pages. Only this address may stand in a frame: it has no form, no cookie and no act in it. */
@Controller
class EmbedPages {

    private final Stations stations;
    private final Histories histories;
    private final Tiles tiles;
    private final LiveValues live;
    private final Clock clock;

    EmbedPages(Stations stations, Histories histories, Tiles tiles, LiveValues live, Clock clock) {
        this.stations = stations;
        this.histories = histories;
        this.tiles = tiles;
        this.live = live;
        this.clock = clock;
    }

    @Public
    @GetMapping("/{tenant}/daten/{station}/einbetten")
    View embed(
            Page page,
            HttpServletResponse response,
            @PathVariable String tenant,
            @PathVariable String station,
            @RequestParam(defaultValue = "") String zeit) {
        var it = Asked.station(stations, tenant, station);
        var listening = "/daten/live?messstelle=%d&seit=%s".formatted(it.id(), live.position());
        var today = GermanDates.today(clock);
        var window = Asked.of(zeit, "", today).span().until(today, clock.instant());
        var history = histories.history(it, window);
        var reading = histories.reading(it);
        var words = tiles.words(page);
        Framing.open(response);
        return page.show(
                "dashboard/embed",
                new EmbedPage(
                        tiles.tile(1, new Tiles.Seen(it, reading), words, false),
                        it.useCase().title().in(page.lang()),
                        it.demonstration(),
                        words.sentences(reading),
                        words.terms(it),
                        words.measured(reading),
                        listening,
                        history.points().isEmpty()
                                ? null
                                : Chart.of(history.with(120), 360, 280, words, Columns.of(window, page, true)),
                        words.story(history, histories, reading),
                        page.t(
                                "dashboard.caption",
                                it.name(),
                                words.date(window.firstDay()),
                                words.date(window.lastDay())),
                        page.url(it.path())));
    }
}
