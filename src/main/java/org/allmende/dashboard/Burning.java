package org.allmende.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.platform.time.GermanDates;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Micros;
import org.jspecify.annotations.Nullable;

/**
 * How long a lamp has burned on each of some German days: from each report that it is on until the next report. A datastream says by
 * {@code properties/lamp} that it is a lamp's state.
 *
 * @param days in their order; the last one as far as it has come
 * @param since when it burns; null if it is off, or nobody knows
 */
public record Burning(List<Day> days, @Nullable Instant since) {

    /** So many are shown. */
    static final int DAYS = 30;

    private static final ChronoUnit MICROS = ChronoUnit.MICROS;

    /** In real time: a day of the change to winter time has 25 hours. {@code unknown}: the lamp was silent for too long. */
    public record Day(LocalDate day, Duration lit, Duration unknown) {}

    /**
     * What a datastream says of its lamp.
     *
     * @param on from this result on it burns
     * @param pulse so often it reports, also when nothing changes; null if it reports changes only, and nobody can tell a silence
     */
    public record Lamp(double on, @Nullable Duration pulse) {

        /** A report may be late by its own length. */
        private static final int PATIENCE = 2;

        public static Optional<Lamp> of(Datastream it) {
            var properties = it.described().properties();
            var said = properties == null ? null : properties.get("lamp");
            if (said == null || !said.path("on").isNumber()) {
                return Optional.empty();
            }
            var pulse = said.path("pulse");
            return Optional.of(new Lamp(
                    said.path("on").doubleValue(),
                    pulse.isNumber() && pulse.doubleValue() > 0 && pulse.doubleValue() < 1e6
                            ? Duration.ofSeconds(Math.round(pulse.doubleValue() * 60))
                            : null));
        }

        /** Until when a report holds if no other comes. */
        private Instant believed(Instant report) {
            return pulse == null ? Instant.MAX : report.plus(pulse.multipliedBy(PATIENCE));
        }
    }

    /**
     * From the first day up to now.
     *
     * @param times of the reports in their order, microseconds since 1970; the first may lie before the first day
     * @param results of the same; those that are no number say nothing
     */
    public static Burning of(Lamp lamp, long[] times, double[] results, LocalDate first, Instant now) {
        var begin = start(first);
        int count = (int) (GermanDates.dayOf(now).toEpochDay() - first.toEpochDay()) + 1;
        var lit = new long[count];
        var known = new long[count];
        Instant since = null;
        for (int i = 0; i < times.length; i++) {
            var from = Micros.toInstant(times[i]);
            if (Double.isNaN(results[i]) || from.isAfter(now)) {
                continue;
            }
            var next = next(times, results, i, now);
            var until = earlier(lamp.believed(from), next);
            add(known, first, later(from, begin), until);
            if (results[i] >= lamp.on()) {
                add(lit, first, later(from, begin), until);
                since = since == null ? from : since;
            }
            if (results[i] < lamp.on() || until.isBefore(next)) {
                since = null;
            }
        }
        var days = new ArrayList<Day>(count);
        for (int i = 0; i < count; i++) {
            var day = first.plusDays(i);
            var whole = Duration.between(start(day), earlier(start(day.plusDays(1)), now));
            days.add(new Day(day, Duration.of(lit[i], MICROS), whole.minus(Duration.of(known[i], MICROS))));
        }
        return new Burning(List.copyOf(days), since);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(GermanDates.BERLIN).toInstant();
    }

    /** The next report that is a number, or now. */
    private static Instant next(long[] times, double[] results, int i, Instant now) {
        for (int next = i + 1; next < times.length; next++) {
            if (!Double.isNaN(results[next])) {
                return earlier(Micros.toInstant(times[next]), now);
            }
        }
        return now;
    }

    /** Adds what lies between two moments to the days in which it lies, in microseconds. */
    private static void add(long[] days, LocalDate first, Instant from, Instant until) {
        for (var at = from; at.isBefore(until); ) {
            var day = GermanDates.dayOf(at);
            var end = earlier(start(day.plusDays(1)), until);
            days[(int) (day.toEpochDay() - first.toEpochDay())] += MICROS.between(at, end);
            at = end;
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Over its last days. */
    public Duration lit(int last) {
        return sum(last, days.stream().map(Day::lit).toList());
    }

    public Duration unknown(int last) {
        return sum(last, days.stream().map(Day::unknown).toList());
    }

    private static Duration sum(int last, List<Duration> all) {
        return all.subList(Math.max(0, all.size() - last), all.size()).stream().reduce(Duration.ZERO, Duration::plus);
    }
}
