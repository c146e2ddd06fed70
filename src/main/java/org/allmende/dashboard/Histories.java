package org.allmende.dashboard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.Aggregate;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Micros;
import org.allmende.sensing.Observation;
import org.allmende.sensing.Observations;
import org.allmende.sensing.editions.Terms;
import org.allmende.sensing.quality.Flag;
import org.springframework.stereotype.Component;

/** What stations measure and have measured. */
@Component
public class Histories {

    /** More observations of one day than this are shown by their hours. */
    private static final int OBSERVATIONS = 1_500;

    private static final int LATEST = 97;
    private static final Instant EVER = Instant.parse("0001-01-01T00:00:00Z");
    private static final long MOST = 50_000;

    /** A sensor whose clock is further ahead is not believed: its next measurements would never be new. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Observations observations;
    private final Clock clock;

    Histories(Observations observations, Clock clock) {
        this.observations = observations;
        this.clock = clock;
    }

    /**
     * A few days on which a level that matters was reached, with the worst of them.
     *
     * @param worst in the unit of the datastream
     */
    public record Episode(LocalDate first, LocalDate last, LocalDate peak, double worst, Level level) {}

    /** How complete the last thirty days are: between 0 and 1. */
    public record Completeness(double part, long missing) {}

    /** How long it has burned in the last thirty days, if it is a lamp that says so. */
    public Optional<Burning> burning(Station of) {
        return Burning.Lamp.of(of.datastream()).flatMap(lamp -> {
            var now = clock.instant();
            var first = GermanDates.dayOf(now).minusDays(Burning.DAYS - 1L);
            var begin = first.atStartOfDay(GermanDates.BERLIN).toInstant();
            var before = observations.range(of.datastream(), EVER, begin, 1, true);
            return observations
                    .slice(of.datastream(), Micros.of(begin), Micros.of(now), Integer.MAX_VALUE, false)
                    .map(all -> {
                        int more = before.size();
                        var times = new long[all.size() + more];
                        var results = new double[times.length];
                        before.forEach(it -> {
                            times[0] = it.key().micros();
                            results[0] = it.result();
                        });
                        System.arraycopy(all.times(), 0, times, more, all.size());
                        System.arraycopy(all.results(), 0, results, more, all.size());
                        return Burning.of(lamp, times, results, first, now);
                    });
        });
    }

    public Optional<Reading> reading(Station of) {
        return Reading.of(of, latest(of), clock.instant());
    }

    /** A day of values as a rule, the last one first; from memory. */
    public List<Observation> latest(Station of) {
        return observations.latest(of.datastream(), LATEST);
    }

    /** The newest numbers of later moments than this one, the oldest first; without what cannot be, and those of a clock far ahead. */
    List<Observation> since(Station of, Instant moment) {
        var latest = latest(of);
        boolean known = latest.size() < LATEST || !latest.getLast().time().isAfter(moment);
        var until = clock.instant().plus(AHEAD);
        var all = known
                ? latest.reversed()
                : observations
                        .range(of.datastream(), moment, until, OBSERVATIONS, true)
                        .reversed();
        return all.stream()
                .filter(it -> it.time().isAfter(moment) && it.time().isBefore(until))
                .filter(it -> Flag.counts(it.flags()) && !Double.isNaN(it.result()))
                .toList();
    }

    public History history(Station of, Span.Window window) {
        var datastream = of.datastream();
        if (window.span() == Span.JAHR) {
            return new History(
                    of,
                    window,
                    points(sums(
                            datastream,
                            begin(window.firstDay()),
                            begin(window.lastDay().plusDays(1)),
                            DAY)),
                    DAY,
                    List.of());
        }
        if (window.span() == Span.TAG) {
            var all = observations.range(datastream, window.from(), window.to(), OBSERVATIONS, false);
            if (all.size() < OBSERVATIONS) {
                return new History(of, window, single(all), step(all), few(of, window));
            }
        }
        return new History(
                of, window, points(sums(datastream, window.from(), window.to(), HOUR)), HOUR, few(of, window));
    }

    private List<Instant> few(Station of, Span.Window window) {
        return of.terms().filter(it -> it.least() > 0).isEmpty()
                ? List.of()
                : observations.range(of.datastream(), window.from(), window.to(), (int) MOST, false).stream()
                        .filter(it -> Terms.below(it).isPresent())
                        .map(Observation::time)
                        .toList();
    }

    private List<Aggregate> sums(Datastream of, Instant from, Instant to, Duration step) {
        return observations.sums(of, Micros.of(from), Micros.of(to), step).orElseThrow();
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(GermanDates.BERLIN).toInstant();
    }

    private static List<History.Point> points(List<Aggregate> sums) {
        return sums.stream()
                .map(it -> new History.Point(it.start(), it.count(), it.low(), it.mean(), it.high()))
                .toList();
    }

    private static List<History.Point> single(List<Observation> all) {
        return all.stream()
                .filter(it -> !Double.isNaN(it.result()))
                .map(it -> new History.Point(it.time(), 1, it.result(), it.result(), it.result()))
                .toList();
    }

    private static Duration step(List<Observation> all) {
        return all.size() < 2
                ? HOUR
                : Duration.between(all.getFirst().time(), all.getLast().time()).dividedBy(all.size() - 1L);
    }

    /** When within the window's worst point it was worst: the moment of the observation, if it is still there. */
    public Instant momentOf(History.Point extreme, History in) {
        var worst = in.extremeOf(extreme);
        return observations
                .range(
                        in.station().datastream(),
                        extreme.start(),
                        extreme.start().plus(in.step()),
                        OBSERVATIONS,
                        false)
                .stream()
                .filter(it -> it.result() == worst)
                .findFirst()
                .map(Observation::time)
                .orElse(extreme.start());
    }

    /** Those of the last twelve months, the newest first. */
    public List<Episode> episodes(Station of) {
        var today = GermanDates.today(clock);
        var days = history(of, Span.JAHR.until(today, clock.instant()));
        var found = new ArrayList<Episode>();
        for (var point : days.points()) {
            var level = days.level(point).filter(it -> it.weight().matters());
            if (level.isEmpty()) {
                continue;
            }
            var day = GermanDates.dayOf(point.start());
            var worst = level.get().above() ? point.high() : point.low();
            var one = new Episode(day, day, day, worst, level.get());
            if (!found.isEmpty() && !found.getFirst().last().plusDays(1).isBefore(day)) {
                found.set(0, joined(found.getFirst(), one, of.levels()));
            } else {
                found.addFirst(one);
            }
        }
        return found;
    }

    private static Episode joined(Episode one, Episode next, List<Level> levels) {
        boolean worse = levels.indexOf(next.level()) > levels.indexOf(one.level())
                || (next.level().equals(one.level())
                        && (next.level().above() ? next.worst() > one.worst() : next.worst() < one.worst()));
        return worse
                ? new Episode(one.first(), next.last(), next.peak(), next.worst(), next.level())
                : new Episode(one.first(), next.last(), one.peak(), one.worst(), one.level());
    }

    /** Values of the last day that are odd, the newest first. */
    public List<Observation> odd(Station of) {
        return latest(of).stream().filter(it -> !Flag.in(it.flags()).isEmpty()).toList();
    }

    /** The charge of its battery in per cent and when it was told; nothing if nobody tells it. */
    public Optional<Observation> battery(Station of) {
        var battery = of.battery();
        return battery == null
                ? Optional.empty()
                : observations.latest(battery, 1).stream()
                        .filter(it -> !Double.isNaN(it.result()))
                        .findFirst();
    }

    public Completeness completeness(Station of, Duration every) {
        var to = clock.instant();
        var from = to.minus(Duration.ofDays(30));
        var sums = sums(of.datastream(), from, to, HOUR);
        if (sums.isEmpty()) {
            return new Completeness(0, 0);
        }
        // a sensor that is younger is measured by its own age
        long expected =
                Math.max(1, Duration.between(sums.getFirst().start(), to).toSeconds() / Math.max(1, every.toSeconds()));
        // small numbers are told without a number, which no sum has
        long there = of.terms().filter(it -> it.least() > 0).isPresent()
                ? observations
                        .range(of.datastream(), from, to, (int) Math.min(MOST, expected), false)
                        .size()
                : sums.stream().mapToLong(Aggregate::count).sum();
        return new Completeness(Math.min(1, (double) there / expected), Math.max(0, expected - there));
    }
}
