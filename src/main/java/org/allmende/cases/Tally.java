package org.allmende.cases;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.allmende.cases.Figure.Kind;

/**
 * The figures of one service in a period. It tells a number only if it is zero or stands for at least {@link #FEWEST} people,
 * a share, mean or middle only if it is made from so many; what it does not tell is empty.
 */
public final class Tally {

    /** So many must have done the same before it is told. */
    public static final int FEWEST = 5;

    public static final Tally NOTHING = new Tally(Map.of());

    private final Map<Kind, Map<String, Integer>> counts = new EnumMap<>(Kind.class);

    private Tally(Map<Kind, Map<String, Integer>> counts) {
        this.counts.putAll(counts);
    }

    static Tally of(Collection<Figure> figures) {
        return new Tally(figures.stream()
                .collect(Collectors.groupingBy(
                        Figure::kind,
                        Collectors.groupingBy(Figure::detail, TreeMap::new, Collectors.summingInt(Figure::count)))));
    }

    /** Both together: those of several municipalities. */
    public Tally plus(Tally other) {
        var both = new EnumMap<>(counts);
        other.counts.forEach((kind, details) -> both.merge(kind, details, (mine, theirs) -> {
            var sum = new TreeMap<>(mine);
            theirs.forEach((detail, count) -> sum.merge(detail, count, Integer::sum));
            return sum;
        }));
        return new Tally(both);
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    public Optional<Integer> count(Kind kind) {
        return told(exactly(kind));
    }

    public Optional<Integer> count(Kind kind, String detail) {
        return told(counts.getOrDefault(kind, Map.of()).getOrDefault(detail, 0));
    }

    /** How many in a hundred of the whole. */
    public Optional<Integer> percent(Kind part, Kind whole) {
        return percent(exactly(part), exactly(whole));
    }

    /** How many in a hundred of the whole one detail has; nothing where the detail's number is not told either. */
    public Optional<Integer> percentOf(Kind whole, Kind part, String detail) {
        return count(part, detail).flatMap(count -> percent(count, exactly(whole)));
    }

    /** How many in a hundred of those who answered found the pages helpful. */
    public Optional<Integer> helpfulPercent() {
        return percent(exactly(Kind.HELPFUL), answers());
    }

    /** How many said whether a page was helpful. */
    public Optional<Integer> helpfulAnswers() {
        return told(answers());
    }

    private int answers() {
        return exactly(Kind.HELPFUL) + exactly(Kind.NOT_HELPFUL);
    }

    /** The mean of a kind with numbers as details. */
    public Optional<Double> mean(Kind kind) {
        int all = exactly(kind);
        return all < FEWEST
                ? Optional.empty()
                : Optional.of(numbers(kind).asLongStream().sum() / (double) all);
    }

    /** So much at most in that many of a hundred cases, by the nearest rank: 50 is the middle, 90 nine out of ten. */
    public Optional<Integer> percentile(Kind kind, int percent) {
        int all = exactly(kind);
        return all < FEWEST
                ? Optional.empty()
                : numbers(kind)
                        .skip((all * (long) percent + 99) / 100 - 1)
                        .boxed()
                        .findFirst();
    }

    /** The details as numbers, in order, each as often as it was counted. */
    private IntStream numbers(Kind kind) {
        return counts.getOrDefault(kind, Map.of()).entrySet().stream()
                .flatMapToInt(each -> IntStream.generate(() -> Integer.parseInt(each.getKey()))
                        .limit(each.getValue()))
                .sorted();
    }

    private int exactly(Kind kind) {
        return counts.getOrDefault(kind, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static Optional<Integer> percent(int part, int whole) {
        return whole < FEWEST ? Optional.empty() : Optional.of((int) Math.round(100.0 * part / whole));
    }

    static Optional<Integer> told(int count) {
        return count == 0 || count >= FEWEST ? Optional.of(count) : Optional.empty();
    }
}
