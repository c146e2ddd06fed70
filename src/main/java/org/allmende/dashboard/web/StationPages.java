package org.allmende.dashboard.web;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.dashboard.Burning;
import org.allmende.dashboard.Histories;
import org.allmende.dashboard.Histories.Episode;
import org.allmende.dashboard.Reading;
import org.allmende.dashboard.Span;
import org.allmende.dashboard.Station;
import org.allmende.dashboard.Stations;
import org.allmende.measures.Notice;
import org.allmende.measures.PublicNotices;
import org.allmende.platform.html.Framing;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.Battery;
import org.allmende.sensing.quality.Flag;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.View;

/** One station: its value, what it means, and what it was. */
@Controller
class StationPages {

    private static final int PAST = 6;
    private static final int ODD = 8;

    private final Stations stations;
    private final Histories histories;
    private final Tiles tiles;
    private final LiveValues live;
    private final PublicNotices notices;
    private final Clock clock;

    StationPages(
            Stations stations, Histories histories, Tiles tiles, LiveValues live, PublicNotices notices, Clock clock) {
        this.stations = stations;
        this.histories = histories;
        this.tiles = tiles;
        this.live = live;
        this.notices = notices;
        this.clock = clock;
    }

    @Public
    @GetMapping("/{tenant}/daten/{station}")
    View station(
            Page page,
            @PathVariable String tenant,
            @PathVariable String station,
            @RequestParam(defaultValue = "") String zeit,
            @RequestParam(defaultValue = "") String bis) {
        var it = Asked.station(stations, tenant, station);
        var listening = "/daten/live?messstelle=%d&seit=%s".formatted(it.id(), live.position());
        var today = GermanDates.today(clock);
        var asked = Asked.of(zeit, bis, today);
        var window = asked.span().until(asked.last(), clock.instant());
        var history = histories.history(it, window);
        var reading = histories.reading(it);
        var words = tiles.words(page);
        boolean empty = history.points().isEmpty();
        return page.show(
                "dashboard/station",
                new StationPage(
                        tiles.tile(1, new Tiles.Seen(it, reading), words, false),
                        it.useCase().title().in(page.lang()),
                        "/daten/" + it.useCase().id(),
                        it.useCase().aim().in(page.lang()),
                        it.useCase().measures().in(page.lang()),
                        it.demonstration(),
                        words.sentences(reading),
                        words.terms(it),
                        odd(it, words),
                        words.measured(reading),
                        listening,
                        notices.shown().stream()
                                .filter(one -> one.datastream() == it.id()
                                        && one.tenant().equals(tenant))
                                .map(Notice::text)
                                .toList(),
                        spans(page, it, asked, today),
                        page.t("dashboard.window", words.date(window.firstDay()), words.date(window.lastDay())),
                        it.path() + asked.move(-1).query(today),
                        asked.last().isBefore(today) ? it.path() + asked.move(1).query(today) : null,
                        empty ? null : Chart.of(history.with(240), 720, 320, words, Columns.of(window, page, false)),
                        empty ? null : Chart.of(history.with(120), 360, 280, words, Columns.of(window, page, true)),
                        words.story(history, histories, asked.last().isBefore(today) ? Optional.empty() : reading),
                        page.t(
                                "dashboard.caption",
                                it.name(),
                                words.date(window.firstDay()),
                                words.date(window.lastDay())),
                        Columns.rows(history, words),
                        stages(it, reading, words),
                        histories.episodes(it).stream()
                                .limit(PAST)
                                .map(one -> past(it, one, words))
                                .toList(),
                        health(it, reading, words),
                        histories.burning(it).map(one -> lamp(one, words)).orElse(null),
                        ThresholdPages.levels(it).isEmpty() ? null : ThresholdPages.path(it),
                        it.path() + "/werte.csv" + asked.query(today),
                        it.path() + "/werte.geojson" + asked.query(today),
                        page.url(it.path() + "/werte.csv" + asked.dated()),
                        Framing.line(page.url(it.path() + "/einbetten"), it.name(), 380, 640)));
    }

    private static List<StationPage.Choice> spans(Page page, Station it, Asked asked, LocalDate today) {
        return Stream.of(Span.values())
                .map(span -> new StationPage.Choice(
                        page.t("dashboard.span." + span.key()),
                        it.path() + new Asked(span, asked.last()).query(today),
                        span == asked.span()))
                .toList();
    }

    private static List<StationPage.Stage> stages(Station it, Optional<Reading> reading, DataWords words) {
        return it.levels().stream()
                .map(level -> new StationPage.Stage(
                        words.page().t(level.above() ? "dashboard.from" : "dashboard.to", words.value(it, level.at())),
                        level.name().in(words.language()),
                        level.meaning().in(words.language()),
                        DataWords.kind(level),
                        reading.filter(one -> one.freshness() != Reading.Freshness.SILENT)
                                .flatMap(Reading::level)
                                .filter(level::equals)
                                .isPresent()))
                .toList();
    }

    /** The week that shows it best: the worst day is in its middle. */
    private static StationPage.Past past(Station it, Episode one, DataWords words) {
        return new StationPage.Past(
                one.first().equals(one.last())
                        ? words.date(one.first())
                        : words.page().t("dashboard.window", words.date(one.first()), words.date(one.last())),
                words.value(it, one.worst()),
                one.level().name().in(words.language()),
                DataWords.badge(Optional.of(one.level())),
                it.path() + new Asked(Span.WOCHE, one.peak().plusDays(4)).dated() + "#verlauf");
    }

    private StationPage.Health health(Station it, Optional<Reading> reading, DataWords words) {
        var page = words.page();
        if (reading.isEmpty()) {
            return new StationPage.Health(
                    "mute", page.t("dashboard.never"), "", "–", "–", "–", "", battery(it, words), power(it));
        }
        var now = reading.get();
        var complete = now.every().map(every -> histories.completeness(it, every));
        var state = switch (now.freshness()) {
            case FRESH -> complete.filter(all -> all.part() < 0.9).isPresent() ? "gaps" : "fine";
            case LATE -> "late";
            case SILENT -> "silent";
        };
        return new StationPage.Health(
                state.equals("fine") ? "success" : state.equals("silent") ? "danger" : "warning",
                page.t("dashboard.health." + state),
                state.equals("silent") || state.equals("late")
                        ? page.t("dashboard.silent.since", words.moment(now.time()))
                        : "",
                words.age(now.time()),
                now.every()
                        .map(every -> page.t("dashboard.every", words.lasting(rounded(every))))
                        .orElseGet(() -> page.t("dashboard.every.change")),
                complete.map(all -> page.t("dashboard.percent", words.number(Math.floor(all.part() * 1000) / 10)))
                        .orElse("–"),
                complete.map(all -> page.t("dashboard.missing", all.missing())).orElse(""),
                battery(it, words),
                power(it));
    }

    private String battery(Station it, DataWords words) {
        return histories
                .battery(it)
                .map(one -> words.page().t("dashboard.battery.left", words.number(one.result()), words.age(one.time())))
                .orElseGet(() -> words.page().t("dashboard.battery.unknown"));
    }

    private String power(Station it) {
        return histories
                .battery(it)
                .map(one -> Battery.isWeak(Objects.requireNonNull(it.battery()), one.result()) ? "warning" : "success")
                .orElse("");
    }

    private List<StationPage.Odd> odd(Station it, DataWords words) {
        return histories.odd(it).stream()
                .limit(ODD)
                .map(one -> new StationPage.Odd(
                        words.moment(one.time()),
                        Double.isNaN(one.result()) ? "–" : words.value(it, one.result()),
                        Flag.in(one.flags()).stream().map(words::odd).toList()))
                .toList();
    }

    private static StationPage.Lamp lamp(Burning it, DataWords words) {
        var page = words.page();
        var since = it.since();
        var unknown = it.unknown(Integer.MAX_VALUE);
        return new StationPage.Lamp(
                since == null ? page.t("dashboard.lamp.off") : page.t("dashboard.lamp.on", words.moment(since)),
                hours(it.lit(1), page),
                hours(it.lit(7), page),
                hours(it.lit(Integer.MAX_VALUE), page),
                unknown.toMinutes() == 0 ? "" : page.t("dashboard.lamp.unknown", hours(unknown, page)));
    }

    /** 12 Std. 5 Min., rounded down. */
    private static String hours(Duration it, Page page) {
        return page.t("dashboard.lamp.hours", it.toHours(), it.toMinutesPart());
    }

    private static Duration rounded(Duration every) {
        return Duration.ofMinutes(Math.max(1, Math.round(every.toSeconds() / 60.0)));
    }
}
