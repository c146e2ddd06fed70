package org.allmende.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a station measured in a window.
 *
 * @param points the oldest first; what was not measured is left out
 * @param step what lies between two points if none is missing
 * @param few moments of which only is told that the number was small; none for a year
 */
public record History(Station station, Span.Window window, List<Point> points, Duration step, List<Instant> few) {

    /** An observation, or the sum of an hour or a day, which begins at {@code start}. */
    public record Point(Instant start, long count, double low, double mean, double high) {

        private Point with(Point other) {
            long all = count + other.count;
            return new Point(
                    start,
                    all,
                    Math.min(low, other.low),
                    (mean * count + other.mean * other.count) / all,
                    Math.max(high, other.high));
        }
    }

    public Optional<Point> highest() {
        return points.stream().max((one, other) -> Double.compare(one.high, other.high));
    }

    public Optional<Point> lowest() {
        return points.stream().min((one, other) -> Double.compare(one.low, other.low));
    }

    /** The point at which it is worst: the highest, unless its levels are reached downwards only. */
    public Optional<Point> extreme() {
        var levels = station.levels();
        return !levels.isEmpty() && levels.stream().noneMatch(Level::above) ? lowest() : highest();
    }

    public double extremeOf(Point it) {
        var levels = station.levels();
        return !levels.isEmpty() && levels.stream().noneMatch(Level::above) ? it.low : it.high;
    }

    /** The heaviest level that a point reaches. */
    public Optional<Level> level(Point it) {
        var high = Level.reached(station.levels(), it.high);
        var low = Level.reached(station.levels(), it.low);
        return low.isEmpty() || high.filter(level -> heavier(level, low.get())).isPresent() ? high : low;
    }

    private boolean heavier(Level one, Level other) {
        return station.levels().indexOf(one) > station.levels().indexOf(other);
    }

    /** For how long a level that matters was reached. */
    public Duration troubled() {
        return step.multipliedBy(points.stream()
                .filter(it ->
                        level(it).filter(level -> level.weight().matters()).isPresent())
                .count());
    }

    /** The same with at most so many points, for a drawing that has no room for more. */
    public History with(int most) {
        int factor = (points.size() + most - 1) / most;
        if (factor <= 1) {
            return this;
        }
        long wider = step.toMillis() * factor;
        long from = window.from().toEpochMilli();
        return new History(
                station,
                window,
                by(start -> Instant.ofEpochMilli(from + Math.floorDiv(start.toEpochMilli() - from, wider) * wider)),
                Duration.ofMillis(wider),
                few);
    }

    /** The same with fewer points: {@code begin} says where the wider one begins that a moment belongs to. */
    public List<Point> by(UnaryOperator<Instant> begin) {
        var wider = new ArrayList<Point>();
        for (var point : points) {
            var start = begin.apply(point.start);
            if (!wider.isEmpty() && wider.getLast().start.equals(start)) {
                wider.set(wider.size() - 1, wider.getLast().with(point));
            } else {
                wider.add(new Point(start, point.count, point.low, point.mean, point.high));
            }
        }
        return wider;
    }
}
