package org.allmende.dashboard.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.dashboard.Reading;
import org.allmende.dashboard.Station;
import org.allmende.dashboard.StationNews.News;
import org.allmende.platform.html.PageResolver;
import org.allmende.platform.html.Templates;
import org.allmende.sensing.Observation;
import org.allmende.sensing.editions.Terms;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes what a station says as JSON: its numbers for programs, and the pieces of pages that change, as the pages have them. */
@Component
class LiveWriter {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Tiles tiles;
    private final Templates templates;
    private final PageResolver pages;

    LiveWriter(Tiles tiles, Templates templates, PageResolver pages) {
        this.tiles = tiles;
        this.templates = templates;
        this.pages = pages;
    }

    byte[] write(News it, String language) {
        return write(it.station(), it.reading(), it.values(), language);
    }

    /** {@code values}: what is new, the oldest first. */
    byte[] write(Station station, Optional<Reading> reading, List<Observation> values, String language) {
        var page = pages.page(language);
        var words = tiles.words(page);
        var tile = tiles.tile(0, new Tiles.Seen(station, reading), words, true);
        var json = JSON.createObjectNode()
                .put("station", station.id())
                .put("name", station.name())
                .put("path", station.path())
                .put("unit", station.unit());
        reading.ifPresent(it -> {
            json.put("time", it.time().toString());
            if (it.isFew()) {
                json.put("value", words.figure(it));
            } else {
                json.put("value", it.value());
            }
            json.put("freshness", it.freshness().name());
        });
        json.put("state", tile.state()).put("badge", tile.badge());
        var rows = json.putArray("values");
        values.forEach(it -> {
            var row = rows.addArray().add(it.time().toString());
            Terms.below(it)
                    .ifPresentOrElse(below -> row.add(page.t("dashboard.few", below)), () -> row.add(it.result()));
        });
        json.put("said", page.t("dashboard.map.station", tile.name(), tile.value(), tile.unit(), tile.state()));
        json.put(
                "html",
                templates.render(
                        "dashboard/live",
                        Map.of(
                                "page",
                                page,
                                "it",
                                tile,
                                "says",
                                words.sentences(reading),
                                "moment",
                                words.measured(reading))));
        return JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
    }
}
