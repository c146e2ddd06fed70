package org.allmende.dashboard.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.dashboard.Histories;
import org.allmende.dashboard.History;
import org.allmende.dashboard.Level;
import org.allmende.dashboard.Numbers;
import org.allmende.dashboard.Reading;
import org.allmende.dashboard.Station;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.editions.Terms;
import org.allmende.sensing.quality.Flag;

/** Says measurements in the words of a page's language. */
record DataWords(Page page, Instant now) {

    String language() {
        return page.lang();
    }

    /** Badges and lines of a level: info, warning, danger. */
    static String kind(Level level) {
        return level.weight().name().toLowerCase(Locale.ROOT);
    }

    String number(double value) {
        return Numbers.of(value, page.lang());
    }

    /** With the unit, which does not leave its number at the end of a line. */
    String value(Station station, double value) {
        return station.unit().isEmpty() ? number(value) : number(value) + '\u00a0' + station.unit();
    }

    /** As it is told: of a small number only that it is small. */
    String figure(Reading it) {
        return it.isFew() ? page.t("dashboard.few", it.below()) : number(it.value());
    }

    String value(Reading it) {
        return it.isFew() ? figure(it) : value(it.station(), it.value());
    }

    /** Das Wasser steht 304 cm über dem Pegelnullpunkt. */
    String says(Reading it) {
        return it.station().useCase().says().in(page.lang()).replace("{0}", value(it));
    }

    /** How its values differ from what was measured; nothing if they do not. */
    List<String> terms(Station of) {
        var said = new ArrayList<String>();
        of.terms().ifPresent(it -> {
            if (!it.delay().isZero()) {
                said.add(page.t("dashboard.terms.delay", lasting(it.delay())));
            }
            switch (it.step()) {
                case HOUR -> said.add(page.t("dashboard.terms.hour"));
                case DAY -> said.add(page.t("dashboard.terms.day"));
                case EACH -> {
                    // every value is told
                }
            }
            if (it.least() > 0) {
                said.add(page.t("dashboard.terms.least", it.least()));
            }
            if (it.digits() != null) {
                said.add(page.t("dashboard.terms.place"));
            }
        });
        return said;
    }

    /** What is odd about a value, in words of a page. */
    String odd(Flag flag) {
        return page.t("dashboard.odd." + flag.key());
    }

    String level(Reading it) {
        return it.level()
                .map(level -> level.name().in(page.lang()))
                .orElseGet(() -> it.station().normal().in(page.lang()));
    }

    /** The kind of a badge: nothing that matters is a success. */
    static String badge(Reading it) {
        return badge(it.level());
    }

    static String badge(Optional<Level> level) {
        return level.map(it -> it.weight().matters() ? kind(it) : "").orElse("success");
    }

    /** 12 Minuten; from two hours on in hours. */
    String lasting(Duration it) {
        return it.toHours() >= 2
                ? page.t("dashboard.hours", it.toHours())
                : page.t("dashboard.minutes", it.toMinutes());
    }

    /** vor 12 Minuten */
    String age(Instant time) {
        var age = Duration.between(time, now);
        if (age.toMinutes() < 1) {
            return page.t("dashboard.justNow");
        }
        return age.toDays() >= 2 ? page.t("dashboard.days", age.toDays()) : page.t("dashboard.ago", lasting(age));
    }

    String date(LocalDate day) {
        return GermanDates.date(day, page.lang());
    }

    /** 5. Februar 2026, 14:15 */
    String moment(Instant time) {
        return page.t("dashboard.moment", date(GermanDates.dayOf(time)), GermanDates.time(time));
    }

    /** How far it is to the next level, and how fast it comes; empty where there are none. */
    List<String> outlook(Reading it) {
        var said = new ArrayList<String>();
        it.level()
                .filter(level -> level.weight().matters())
                .ifPresent(level -> said.add(level.meaning().in(page.lang())));
        it.station().levels().stream()
                .filter(level -> !it.isFew() && level.weight().matters() && !level.isReachedBy(it.value()))
                .filter(level ->
                        level.above() == it.station().levels().getLast().above())
                .findFirst()
                .ifPresent(level -> said.add(page.t(
                        level.above() ? "dashboard.below" : "dashboard.above",
                        value(it.station(), Math.abs(level.at() - it.value())),
                        level.name().in(page.lang()))));
        if (it.trend() != Reading.Trend.STEADY) {
            said.add(page.t(
                    it.trend() == Reading.Trend.RISING ? "dashboard.rises" : "dashboard.falls",
                    value(it.station(), Math.abs(it.change()))));
        }
        return said;
    }

    /** The value in a sentence and what follows from it; of what is silent, that it is. */
    List<String> sentences(Optional<Reading> reading) {
        return reading.filter(it -> it.freshness() != Reading.Freshness.SILENT)
                .map(it ->
                        Stream.concat(Stream.of(says(it)), outlook(it).stream()).toList())
                .orElseGet(() -> List.of(page.t("dashboard.silent.text")));
    }

    /** When it was measured; empty before the first value. */
    String measured(Optional<Reading> reading) {
        return reading.map(it -> page.t("dashboard.measured", moment(it.time())))
                .orElse("");
    }

    /** What a history shows, for somebody who does not see the chart. */
    List<String> story(History it, Histories histories, Optional<Reading> newest) {
        var extreme = it.extreme();
        if (extreme.isEmpty()) {
            return List.of(newest.filter(Reading::isFew)
                    .map(few -> page.t("dashboard.story.few", few.below()))
                    .orElseGet(() -> page.t("dashboard.story.none")));
        }
        var point = extreme.get();
        var worst = it.extremeOf(point);
        var subject = it.station().useCase().subject().in(page.lang());
        var level = it.level(point).filter(one -> one.weight().matters());
        var when = histories.momentOf(point, it);
        var said = new ArrayList<String>();
        if (level.isEmpty()) {
            var low = it.lowest().orElse(point).low();
            var high = it.highest().orElse(point).high();
            said.add(page.t("dashboard.story.between", subject, value(it.station(), low), value(it.station(), high)));
            if (it.station().levels().stream().anyMatch(one -> one.weight().matters())) {
                said.add(page.t("dashboard.story.calm"));
            }
            if (!it.few().isEmpty()) {
                said.add(page.t(
                        "dashboard.story.some",
                        it.few().size(),
                        it.station().terms().map(Terms::least).orElse(0)));
            }
            return said;
        }
        said.add(page.t(
                level.get().above() ? "dashboard.story.rose" : "dashboard.story.fell",
                subject,
                date(GermanDates.dayOf(when)),
                GermanDates.time(when),
                value(it.station(), it.level(point).filter(Level::above).isPresent() ? point.high() : point.low()),
                level.get().name().in(page.lang())));
        said.add(afterwards(it, worst, when, newest));
        if (!it.step().equals(Duration.ofDays(1))) {
            said.add(page.t(
                    "dashboard.story.lasted",
                    page.t("dashboard.hours", Math.max(1, it.troubled().toHours())),
                    it.station().levels().stream()
                            .filter(one -> one.weight().matters()
                                    && one.above() == level.get().above())
                            .findFirst()
                            .orElse(level.get())
                            .name()
                            .in(page.lang())));
        }
        return said;
    }

    private String afterwards(History it, double worst, Instant when, Optional<Reading> newest) {
        var last = it.points().getLast();
        if (newest.isPresent() && !newest.get().time().isAfter(it.window().to())) {
            var now = newest.get();
            if (Duration.between(when, now.time()).toHours() < 1 && now.trend() != Reading.Trend.STEADY) {
                return page.t(now.trend() == Reading.Trend.RISING ? "dashboard.story.rises" : "dashboard.story.falls");
            }
            var value = value(now);
            if (now.isFew()) {
                return page.t("dashboard.story.fallen", value);
            }
            if (Math.abs(now.value() - worst) < it.station().useCase().tolerance()) {
                return page.t("dashboard.story.still", value);
            }
            return page.t(now.value() < worst ? "dashboard.story.fallen" : "dashboard.story.risen", value);
        }
        return page.t("dashboard.story.end", date(it.window().lastDay()), value(it.station(), last.mean()));
    }
}
