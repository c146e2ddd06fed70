package org.allmende.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.allmende.sensing.Observation;
import org.allmende.sensing.editions.Terms;
import org.allmende.sensing.quality.Flag;

/**
 * What a station says now.
 *
 * @param value the newest number; NaN if it is too small to be told
 * @param below what it is below then; otherwise 0
 * @param change since an hour before it, in the unit of the datastream
 * @param every what lies between two values as a rule
 * @param odd what is odd about it
 */
public record Reading(
        Station station,
        double value,
        int below,
        Instant time,
        double change,
        Duration every,
        Freshness freshness,
        List<Flag> odd) {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration USUAL = Duration.ofMinutes(15);
    private static final Duration SLACK = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofHours(24);

    /** Whether the newest value is as new as it should be. */
    public enum Freshness {
        FRESH,
        LATE,
        SILENT
    }

    public enum Trend {
        RISING,
        FALLING,
        STEADY
    }

    /** Of the newest observations, the last one first; nothing if no number is among them. What is told later is not late by that. */
    static Optional<Reading> of(Station station, List<Observation> newest, Instant now) {
        var numbers = newest.stream()
                .filter(it -> !Double.isNaN(it.result()) || Terms.below(it).isPresent())
                .toList();
        if (numbers.isEmpty()) {
            return Optional.empty();
        }
        var last = numbers.getFirst();
        var before = numbers.stream()
                .filter(it -> !it.time().isAfter(last.time().minus(HOUR)))
                .findFirst()
                .filter(it -> it.time().isAfter(last.time().minus(HOUR.multipliedBy(3))));
        var every = every(numbers);
        return Optional.of(new Reading(
                station,
                last.result(),
                Terms.below(last).orElse(0),
                last.time(),
                before.map(it -> last.result() - it.result())
                        .filter(it -> !Double.isNaN(it))
                        .orElse(0.0),
                every,
                freshness(Duration.between(last.time(), now).minus(station.lag()), every),
                Flag.in(last.flags())));
    }

    /** The middle one of the newest gaps, so that one that was missed does not count. */
    private static Duration every(List<Observation> numbers) {
        var gaps = new java.util.ArrayList<Duration>();
        for (int i = 1; i < Math.min(numbers.size(), 20); i++) {
            gaps.add(Duration.between(numbers.get(i).time(), numbers.get(i - 1).time()));
        }
        gaps.removeIf(Duration::isZero);
        return gaps.isEmpty() ? USUAL : gaps.stream().sorted().toList().get(gaps.size() / 2);
    }

    private static Freshness freshness(Duration age, Duration every) {
        var tolerated = every.multipliedBy(2).plus(SLACK);
        if (age.compareTo(tolerated) <= 0) {
            return Freshness.FRESH;
        }
        return age.compareTo(LONG) > 0 && age.compareTo(every.multipliedBy(4)) > 0 ? Freshness.SILENT : Freshness.LATE;
    }

    /** The number is too small to be told. */
    public boolean isFew() {
        return Double.isNaN(value);
    }

    public Optional<Level> level() {
        return isFew() ? Optional.empty() : Level.reached(station.levels(), value);
    }

    public Trend trend() {
        if (Math.abs(change) < station.useCase().tolerance()) {
            return Trend.STEADY;
        }
        return change > 0 ? Trend.RISING : Trend.FALLING;
    }

    /** How much it matters: what is silent says nothing. */
    public boolean matters() {
        return freshness != Freshness.SILENT
                && level().filter(it -> it.weight().matters()).isPresent();
    }
}
