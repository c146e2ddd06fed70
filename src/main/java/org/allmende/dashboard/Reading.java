package org.allmende.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.allmende.sensing.Observation;
import org.allmende.sensing.editions.Terms;
import org.allmende.sensing.quality.Flag;

/**
 * What a station says now.
 *
 * @param value the newest number; NaN if it is too small to be told
 * @param below what it is below then; otherwise 0
 * @param change since an hour before it, in the unit of the datastream
 * @param every what lies between two values as a rule; nothing if it reports when something happens, as lamps do
 * @param odd what is odd about it
 */
public record Reading(
        Station station,
        double value,
        int below,
        Instant time,
        double change,
        Optional<Duration> every,
        Freshness freshness,
        List<Flag> odd) {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration USUAL = Duration.ofMinutes(15);
    private static final Duration SLACK = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofHours(24);
    private static final int NEWEST = 20;
    private static final int FEW = 5;

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
        var gaps = gaps(numbers);
        var every = every(gaps);
        var age = Duration.between(last.time(), now).minus(station.lag());
        return Optional.of(new Reading(
                station,
                last.result(),
                Terms.below(last).orElse(0),
                last.time(),
                before.map(it -> last.result() - it.result())
                        .filter(it -> !Double.isNaN(it))
                        .orElse(0.0),
                every,
                every.map(it -> freshness(age, it)).orElseGet(() -> freshness(age, gaps)),
                Flag.in(last.flags())));
    }

    /** Between the newest values, from short to long. */
    private static List<Duration> gaps(List<Observation> numbers) {
        return IntStream.range(1, Math.min(numbers.size(), NEWEST))
                .mapToObj(i -> Duration.between(
                        numbers.get(i).time(), numbers.get(i - 1).time()))
                .filter(gap -> !gap.isZero())
                .sorted()
                .toList();
    }

    /** The middle one, so that one that was missed does not count; nothing if most are quite unlike it. */
    private static Optional<Duration> every(List<Duration> gaps) {
        if (gaps.size() < FEW) {
            return Optional.of(gaps.isEmpty() ? USUAL : gaps.get(gaps.size() / 2));
        }
        var middle = gaps.get(gaps.size() / 2);
        long alike = gaps.stream()
                .filter(gap -> gap.minus(middle).abs().multipliedBy(4).compareTo(middle) <= 0)
                .count();
        return alike * 2 >= gaps.size() ? Optional.of(middle) : Optional.empty();
    }

    /** Of a sensor that waits for something to happen: only a silence far beyond those that were says anything. */
    private static Freshness freshness(Duration age, List<Duration> gaps) {
        var longest = gaps.getLast().multipliedBy(2);
        return age.compareTo(LONG) <= 0 || age.compareTo(longest) <= 0 ? Freshness.FRESH : Freshness.SILENT;
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
