package org.allmende.dashboard.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.allmende.dashboard.History;
import org.allmende.dashboard.Level;
import org.allmende.sensing.Observation;
import org.jspecify.annotations.Nullable;

/**
 * A history drawn for a page: SVG path data and where the words stand, in units of a viewBox of {@code width} by {@code height}.
 *
 * @param line the values, interrupted where some are missing
 * @param band between the lowest and the highest value of each hour or day; empty if there is one value each
 * @param area what lies below the line
 */
public record Chart(
        int width,
        int height,
        List<Tick> rows,
        List<Tick> columns,
        List<Threshold> thresholds,
        String line,
        String band,
        String area,
        @Nullable Mark extreme) {

    static final int LEFT = 44;
    static final int TOP = 16;
    static final int RIGHT = 12;
    static final int BOTTOM = 28;

    private static final double[] STEPS = {1, 2, 5, 10};
    private static final int ROWS = 6;

    /** Of a label: how high it is, and how wide a letter at most. */
    private static final double LINE = 15;

    private static final double LETTER = 8;

    /** A line across at a round value, or down at a moment. */
    public record Tick(double at, String label) {}

    /**
     * A line across where a level begins. {@code kind}: info, warning, danger; {@code label}: at {@code text}, empty where it would
     * stand on another one.
     */
    public record Threshold(double y, String label, double text, String kind) {}

    /** The worst value. {@code anchor}: start, middle or end, so that its label stays inside; {@code text}: how high it stands. */
    public record Mark(double x, double y, String label, String anchor, double text) {}

    public int right() {
        return width - RIGHT;
    }

    public int bottom() {
        return height - BOTTOM;
    }

    public int left() {
        return LEFT;
    }

    public int top() {
        return TOP;
    }

    /** A moment with its label. */
    record Moment(Instant at, String label) {}

    static Chart of(History it, int width, int height, DataWords words, List<Moment> moments) {
        return new Drawing(it, width, height, words).draw(moments);
    }

    /** The small curve of a tile, 100 by 32: the newest first, shape only, and flat if nothing changed by more than {@code least}. Empty if there is nothing to draw. */
    static String spark(List<Observation> newest, double least) {
        var numbers = newest.stream()
                .filter(one -> !Double.isNaN(one.result()))
                .toList()
                .reversed();
        if (numbers.size() < 3) {
            return "";
        }
        var values = numbers.stream().mapToDouble(Observation::result).summaryStatistics();
        double from = numbers.getFirst().time().getEpochSecond();
        double span = Math.max(1, numbers.getLast().time().getEpochSecond() - from);
        double range = Math.max(least, values.getMax() - values.getMin());
        double lowest = (values.getMax() + values.getMin() - range) / 2;
        var path = new StringBuilder();
        int every = Math.max(1, numbers.size() / 48);
        for (int i = (numbers.size() - 1) % every; i < numbers.size(); i += every) {
            var one = numbers.get(i);
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(Math.round((one.time().getEpochSecond() - from) / span * 100))
                    .append(' ')
                    .append(Math.round(30 - (one.result() - lowest) / range * 28));
        }
        return path.toString();
    }

    private static String number(double value) {
        var rounded = Math.round(value * 10) / 10.0;
        return rounded == Math.rint(rounded)
                ? Long.toString((long) rounded)
                : String.format(Locale.ROOT, "%.1f", rounded);
    }

    private static final class Drawing {

        private final History it;
        private final int width;
        private final int height;
        private final DataWords words;
        private double low;
        private double high;
        private double step;

        Drawing(History it, int width, int height, DataWords words) {
            this.it = it;
            this.width = width;
            this.height = height;
            this.words = words;
            scale();
        }

        /** What was measured, and the next level that was not reached if it is near. */
        private void scale() {
            low = it.points().stream().mapToDouble(History.Point::low).min().orElse(0);
            high = it.points().stream().mapToDouble(History.Point::high).max().orElse(1);
            double near = Math.max(high - low, 0.25 * Math.max(Math.abs(high), 1)) * 1.2;
            double reachUp = high + near;
            double reachDown = low - near;
            for (var level : it.station().levels()) {
                if (level.above() && level.at() > high && level.at() <= reachUp) {
                    high = level.at();
                    reachUp = high;
                }
                if (!level.above() && level.at() < low && level.at() >= reachDown) {
                    low = level.at();
                    reachDown = low;
                }
            }
            double range = Math.max(high - low, it.station().useCase().tolerance());
            double magnitude = Math.pow(10, Math.floor(Math.log10(range / (ROWS - 1))));
            step = magnitude * 10;
            for (var one : STEPS) {
                if (range / (one * magnitude) <= ROWS - 1) {
                    step = one * magnitude;
                    break;
                }
            }
            low = Math.floor(low / step) * step;
            high = Math.ceil((high + step * 0.15) / step) * step;
        }

        Chart draw(List<Moment> moments) {
            var rows = new ArrayList<Tick>();
            for (int i = 0; low + i * step <= high + step / 2; i++) {
                double value = low + i * step;
                rows.add(new Tick(y(value), words.number(value)));
            }
            var thresholds = thresholds();
            var line = path(History.Point::mean);
            return new Chart(
                    width,
                    height,
                    rows,
                    moments.stream()
                            .map(moment -> new Tick(x(moment.at()), moment.label()))
                            .toList(),
                    thresholds,
                    line,
                    band(),
                    area(),
                    mark(thresholds));
        }

        /** From the top; a label that does not fit above its line stands below it, or nowhere: the words beside the chart have it. */
        private List<Threshold> thresholds() {
            var placed = new ArrayList<Threshold>();
            double before = Double.NEGATIVE_INFINITY;
            for (var level : it.station().levels().stream()
                    .filter(level -> level.at() >= low && level.at() <= high)
                    .sorted(Comparator.comparingDouble(Level::at).reversed())
                    .toList()) {
                double y = y(level.at());
                double text = y - 5 - before >= LINE ? y - 5 : y + LINE - 1;
                boolean fits = text - before >= LINE && text < height - BOTTOM;
                placed.add(
                        new Threshold(y, fits ? level.name().in(words.language()) : "", text, DataWords.kind(level)));
                before = fits ? text : before;
            }
            return placed.reversed();
        }

        private double x(Instant moment) {
            double all = Duration.between(it.window().from(), it.window().to()).toMillis();
            double part = Duration.between(it.window().from(), moment).toMillis() / all;
            return rounded(LEFT + Math.clamp(part, 0, 1) * (width - LEFT - RIGHT));
        }

        /** A sum stands in the middle of its time. */
        private double x(History.Point point) {
            return x(
                    point.count() == 1 && !isSummed()
                            ? point.start()
                            : point.start().plus(it.step().dividedBy(2)));
        }

        private boolean isSummed() {
            return it.points().stream().anyMatch(point -> point.count() > 1);
        }

        private double y(double value) {
            return rounded(height - BOTTOM - (value - low) / (high - low) * (height - TOP - BOTTOM));
        }

        private static double rounded(double value) {
            return Math.round(value * 10) / 10.0;
        }

        private List<List<History.Point>> pieces() {
            var pieces = new ArrayList<List<History.Point>>();
            History.Point last = null;
            for (var point : it.points()) {
                if (last == null
                        || Duration.between(last.start(), point.start())
                                        .compareTo(it.step().multipliedBy(5).dividedBy(2))
                                > 0) {
                    pieces.add(new ArrayList<>());
                }
                pieces.getLast().add(point);
                last = point;
            }
            return pieces;
        }

        private String path(ToDoubleFunction<History.Point> value) {
            var path = new StringBuilder();
            for (var piece : pieces()) {
                for (int i = 0; i < piece.size(); i++) {
                    append(path, i == 0 ? 'M' : 'L', piece.get(i), value);
                }
            }
            return path.toString();
        }

        private void append(
                StringBuilder path, char command, History.Point point, ToDoubleFunction<History.Point> value) {
            path.append(command).append(number(x(point))).append(' ').append(number(y(value.applyAsDouble(point))));
        }

        private String band() {
            var path = new StringBuilder();
            if (isSummed()) {
                for (var piece : pieces()) {
                    for (int i = 0; i < piece.size(); i++) {
                        append(path, i == 0 ? 'M' : 'L', piece.get(i), History.Point::high);
                    }
                    piece.reversed().forEach(point -> append(path, 'L', point, History.Point::low));
                    path.append('z');
                }
            }
            return path.toString();
        }

        private String area() {
            var path = new StringBuilder();
            for (var piece : pieces()) {
                path.append('M').append(number(x(piece.getFirst()))).append(' ').append(height - BOTTOM);
                piece.forEach(point -> append(path, 'L', point, History.Point::mean));
                path.append('L')
                        .append(number(x(piece.getLast())))
                        .append(' ')
                        .append(height - BOTTOM)
                        .append('z');
            }
            return path.toString();
        }

        private @Nullable Mark mark(List<Threshold> thresholds) {
            return it.extreme()
                    .map(point -> {
                        double x = x(point);
                        var anchor = x < LEFT + 60 ? "start" : x > width - RIGHT - 60 ? "end" : "middle";
                        double value = it.extremeOf(point);
                        var label = words.value(it.station(), value);
                        return new Mark(x, y(value), label, anchor, clear(x, y(value), label, anchor, thresholds));
                    })
                    .orElse(null);
        }

        /** Above the point, below it, or higher up: where it stands on no threshold's label. */
        private static double clear(double x, double y, String label, String anchor, List<Threshold> thresholds) {
            double length = label.length() * LETTER;
            double left = anchor.equals("start") ? x : anchor.equals("end") ? x - length : x - length / 2;
            for (double text : new double[] {y - 10, y + LINE + 8, y - 10 - LINE}) {
                if (text >= LINE
                        && thresholds.stream()
                                .noneMatch(it -> Math.abs(it.text() - text) < LINE
                                        && left < LEFT + 10 + it.label().length() * LETTER)) {
                    return text;
                }
            }
            return y - 10;
        }
    }
}
