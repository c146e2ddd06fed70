package org.allmende.dashboard.web;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.dashboard.FieldOfAction;
import org.allmende.dashboard.Histories;
import org.allmende.dashboard.Level;
import org.allmende.dashboard.Reading;
import org.allmende.dashboard.Station;
import org.allmende.dashboard.UseCase;
import org.allmende.platform.html.Page;
import org.allmende.region.Region;
import org.allmende.region.Regions;
import org.springframework.stereotype.Component;

/** Stations at a glance, from what is in memory. */
@Component
class Tiles {

    private final Regions regions;
    private final Histories histories;
    private final Clock clock;

    Tiles(Regions regions, Histories histories, Clock clock) {
        this.regions = regions;
        this.histories = histories;
        this.clock = clock;
    }

    /** A station with what it says now. */
    record Seen(Station station, Optional<Reading> reading) {

        /** What matters comes first, what is silent last; within that by name. */
        static final Comparator<Seen> ORDER =
                Comparator.comparing(Seen::reports).thenComparing(Seen::weight).reversed();

        private Level.Weight weight() {
            return reading.flatMap(Reading::level).map(Level::weight).orElse(Level.Weight.INFO);
        }

        boolean reports() {
            return reading.filter(it -> it.freshness() != Reading.Freshness.SILENT)
                    .isPresent();
        }

        boolean matters() {
            return reading.filter(Reading::matters).isPresent();
        }
    }

    DataWords words(Page page) {
        return new DataWords(page, clock.instant());
    }

    List<Seen> see(List<Station> stations) {
        return stations.stream().map(it -> new Seen(it, histories.reading(it))).toList();
    }

    Tile tile(int number, Seen it, DataWords words, boolean drawn) {
        var region = regions.current();
        return Tile.of(
                number,
                it.station(),
                it.reading().orElse(null),
                region.get(it.station().tenant()).shortName(),
                words,
                drawn
                        ? Chart.spark(
                                histories.latest(it.station()),
                                8 * it.station().useCase().tolerance())
                        : "",
                spot(region, it.station()));
    }

    private static Tile.Spot spot(Region region, Station it) {
        var frame = region.map().frame();
        return new Tile.Spot(
                Math.rint(frame.x(it.point().lon()) * 10) / 10,
                Math.rint(frame.y(it.point().lat()) * 10) / 10);
    }

    /** The first {@code shown} are drawn, numbered from {@code from} on. */
    OverviewPage.Case useCase(UseCase it, List<Seen> seen, int shown, int from, String href, DataWords words) {
        var lang = words.language();
        var sorted = seen.stream().sorted(Seen.ORDER).toList();
        var tiles = new ArrayList<Tile>();
        for (var one : sorted.subList(0, Math.min(shown, sorted.size()))) {
            tiles.add(tile(from + tiles.size(), one, words, true));
        }
        return new OverviewPage.Case(
                it.id(),
                it.icon(),
                it.title().in(lang),
                it.aim().in(lang),
                it.sensors().in(lang),
                it.measures().in(lang),
                href,
                seen.size(),
                counts(sorted, words),
                tiles);
    }

    private static List<OverviewPage.Count> counts(List<Seen> sorted, DataWords words) {
        Map<OverviewPage.Count, Integer> counted = new LinkedHashMap<>();
        for (var one : sorted) {
            var state = one.reports()
                    ? new OverviewPage.Count(
                            0,
                            words.level(one.reading().orElseThrow()),
                            DataWords.badge(one.reading().orElseThrow()))
                    : new OverviewPage.Count(0, words.page().t("dashboard.silent"), "mute");
            counted.merge(state, 1, Integer::sum);
        }
        return counted.entrySet().stream()
                .map(it -> new OverviewPage.Count(
                        it.getValue(), it.getKey().state(), it.getKey().badge()))
                .toList();
    }

    static String field(List<FieldOfAction> fields, UseCase of, DataWords words) {
        return fields.stream()
                .filter(it -> it.useCases().contains(of))
                .map(it -> it.title().in(words.language()))
                .findFirst()
                .orElse("");
    }
}
