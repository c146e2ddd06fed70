package org.allmende.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.sensing.Observation;

/**
 * A level of a station about which somebody wants e-mails: the one of that name, wherever it is moved; and where it was when they
 * asked, should it be called otherwise one day.
 *
 * @param station number of its datastream
 */
public record Threshold(int station, double at, boolean above, String name) {

    private static final Pattern TOPIC = Pattern.compile("(\\d{1,9}) (ab|bis) (-?[0-9.E-]{1,30}) (.*)");

    /** That the level was reached, or is over, as of a value. */
    public record Change(boolean reached, double value, Instant time) {}

    public static Threshold of(Station station, Level level) {
        return new Threshold(
                station.id(), level.at(), level.above(), level.name().de());
    }

    /** As a subscription keeps it; {@link #parse} reads it. */
    public String topic() {
        return String.format(Locale.ROOT, "%d %s %s %s", station, above ? "ab" : "bis", at, name);
    }

    static Optional<Threshold> parse(String topic) {
        var parts = TOPIC.matcher(topic);
        return parts.matches()
                ? Optional.of(new Threshold(
                        Integer.parseInt(parts.group(1)),
                        Double.parseDouble(parts.group(3)),
                        parts.group(2).equals("ab"),
                        parts.group(4)))
                : Optional.empty();
    }

    /** The level as the station has it now. */
    Level level(Station of) {
        return of.levels().stream()
                .filter(it -> it.name().de().equals(name))
                .findFirst()
                .orElseGet(() -> new Level(at, above, Level.Weight.WARNING, new Words(name, ""), new Words("", "")));
    }

    /**
     * Behind which value a level is over: a little apart from it, so that a value that wavers about it fills no inbox. Of a small
     * level half of it at most, which what cannot be negative still reaches.
     */
    static double end(Level level, Station of) {
        double apart = 2 * of.useCase().tolerance();
        double slack = level.at() == 0 ? apart : Math.min(apart, Math.abs(level.at()) / 2);
        return level.above() ? level.at() - slack : level.at() + slack;
    }

    private static boolean isOver(Level level, double end, double value) {
        return level.above() ? value < end : value > end;
    }

    /** What values bring about one after the other, the oldest first. */
    static List<Change> changes(Level level, double end, boolean reached, List<Observation> values) {
        var changes = new ArrayList<Change>();
        boolean now = reached;
        for (var one : values) {
            double value = one.result();
            if (now ? isOver(level, end, value) : level.isReachedBy(value)) {
                now = !now;
                changes.add(new Change(now, value, one.time()));
            }
        }
        return changes;
    }
}
