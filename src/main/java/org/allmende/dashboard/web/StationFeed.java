package org.allmende.dashboard.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.stream.XMLStreamException;
import org.allmende.dashboard.Histories;
import org.allmende.dashboard.Histories.Episode;
import org.allmende.dashboard.Reading;
import org.allmende.dashboard.Span;
import org.allmende.dashboard.Station;
import org.allmende.dashboard.Stations;
import org.allmende.platform.html.AtomFeed;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** When a station, or one of a Handlungsfeld, reached a level that matters: Atom (RFC 4287), one entry for each time. */
@Controller
class StationFeed {

    private static final int ENTRIES = 30;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Stations stations;
    private final Histories histories;
    private final Tiles tiles;
    private final Clock clock;
    private final Map<String, Collected> fields = new ConcurrentHashMap<>();

    StationFeed(Stations stations, Histories histories, Tiles tiles, Clock clock) {
        this.stations = stations;
        this.histories = histories;
        this.tiles = tiles;
        this.clock = clock;
    }

    /** One time that a station reached a level. */
    private record Entry(Station station, Episode episode) {}

    /** Entries of a Handlungsfeld, which cost a question for each of its stations. */
    private record Collected(Instant at, List<Station> of, List<Entry> entries) {}

    @Public
    @GetMapping("/{tenant}/daten/{station}/feed.atom")
    ResponseEntity<String> feed(Page page, @PathVariable String tenant, @PathVariable String station)
            throws XMLStreamException {
        var it = Asked.station(stations, tenant, station);
        return answer(page, it.name(), it.path(), it.path() + "/feed.atom", entries(it));
    }

    @Public
    @GetMapping("/daten/felder/{field}/feed.atom")
    ResponseEntity<String> field(Page page, @PathVariable String field) throws XMLStreamException {
        var known = stations.current();
        var it = known.arrangement().fields().stream()
                .filter(one -> one.id().equals(field))
                .findFirst()
                .orElseThrow(NotFound::new);
        var of = it.useCases().stream()
                .flatMap(useCase -> known.of(useCase).stream())
                .filter(one ->
                        one.levels().stream().anyMatch(level -> level.weight().matters()))
                .toList();
        var now = clock.instant();
        var collected = fields.compute(
                field,
                (same, before) -> before != null
                                && before.at().plus(KEPT).isAfter(now)
                                && before.of().equals(of)
                        ? before
                        : new Collected(now, of, entries(of)));
        return answer(
                page,
                it.title().in(page.lang()),
                "/daten#" + it.id(),
                "/daten/felder/%s/feed.atom".formatted(it.id()),
                collected.entries());
    }

    private List<Entry> entries(List<Station> all) {
        return all.stream()
                .flatMap(it -> entries(it).stream())
                .sorted(Comparator.comparing((Entry it) -> it.episode().peak()).reversed())
                .limit(ENTRIES)
                .toList();
    }

    private List<Entry> entries(Station of) {
        return histories.episodes(of).stream()
                .limit(ENTRIES)
                .map(it -> new Entry(of, it))
                .toList();
    }

    private ResponseEntity<String> answer(Page page, String title, String path, String self, List<Entry> entries)
            throws XMLStreamException {
        var words = tiles.words(page);
        return new AtomFeed(
                        path,
                        title,
                        self,
                        path,
                        page.face().name(),
                        entries.stream()
                                .map(this::updated)
                                .max(Instant::compareTo)
                                .orElseGet(clock::instant),
                        entries.stream().map(it -> entry(page, words, it)).toList())
                .answer(page);
    }

    private AtomFeed.Entry entry(Page page, DataWords words, Entry entry) {
        var it = entry.station();
        var one = entry.episode();
        return new AtomFeed.Entry(
                // what it is called stays, also when the water goes on rising
                it.path() + "#" + one.first(),
                page.t(
                        "dashboard.feed.title",
                        it.name(),
                        one.level().name().in(page.lang()),
                        words.value(it, one.worst()),
                        words.date(one.peak())),
                updated(entry),
                it.path() + new Asked(Span.WOCHE, one.peak().plusDays(4)).dated(),
                one.level().meaning().in(page.lang()));
    }

    /** What lasts changes with each value. */
    private Instant updated(Entry it) {
        return it.episode().last().isBefore(GermanDates.today(clock))
                ? it.episode()
                        .last()
                        .plusDays(1)
                        .atStartOfDay(GermanDates.BERLIN)
                        .toInstant()
                : histories.reading(it.station()).map(Reading::time).orElseGet(clock::instant);
    }
}
