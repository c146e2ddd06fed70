package org.allmende.measures;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.allmende.platform.feel.Expression;
import org.allmende.platform.feel.Feel;
import org.allmende.platform.feel.NotFeel;
import org.jspecify.annotations.Nullable;

/**
 * When a rule fires, and what follows.
 *
 * @param kind by which form it was written; its FEEL counts, whatever the form was
 * @param form what was typed into that form, to show it again
 * @param stations datastreams that it watches, each by itself
 * @param others further datastreams by the names that the expressions use
 * @param hours how far {@code anstieg}, {@code minimum}, {@code maximum} and {@code mittel} look back
 * @param place from which {@code entfernung} is counted; null for none
 * @param fires FEEL: when it fires, asked while it has not
 * @param ends FEEL: when that is over, asked while it has fired; apart from {@code fires}, so that it does not flutter
 */
public record Definition(
        Kind kind,
        Map<String, String> form,
        List<Integer> stations,
        Map<String, Integer> others,
        double hours,
        @Nullable Place place,
        String fires,
        String ends,
        List<Measure> measures) {

    public Definition {
        form = Map.copyOf(form);
        stations = List.copyOf(stations);
        others = Map.copyOf(others);
        measures = List.copyOf(measures);
    }

    /** The forms by which staff write the usual rules. */
    public enum Kind {
        THRESHOLD,
        STAGE,
        TREND,
        ABSENCE,
        SCHEDULE,
        PLACE,
        FREE;

        /** As addresses and message keys name it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> ofKey(String key) {
            return Stream.of(values()).filter(it -> it.key().equals(key)).findFirst();
        }
    }

    /** Degrees, WGS 84. */
    public record Place(double lat, double lon) {

        private static final double EARTH = 6_371_000;

        /** In metres, on a sphere. */
        public double distance(Place other) {
            double up = Math.toRadians(other.lat - lat) / 2;
            double across = Math.toRadians(other.lon - lon) / 2;
            double part = Math.pow(Math.sin(up), 2)
                    + Math.cos(Math.toRadians(lat))
                            * Math.cos(Math.toRadians(other.lat))
                            * Math.pow(Math.sin(across), 2);
            return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(part)));
        }
    }

    /** Both expressions, parsed. */
    public record Parsed(Expression fires, Expression ends) {

        /** The names that either of them reads. */
        public Set<String> names() {
            var all = new TreeSet<>(fires.names());
            all.addAll(ends.names());
            return all;
        }

        /** Whether time alone can make it fire or end. */
        public boolean lookAtClock() {
            return names().stream()
                    .anyMatch(name -> name.equals("seit")
                            || name.equals("alter")
                            || name.endsWith(".alter")
                            || name.startsWith("jetzt."));
        }
    }

    /**
     * Both expressions.
     *
     * @throws NotFeel if one of them is none; the message says what to do
     */
    public Parsed parse() throws NotFeel {
        return new Parsed(Feel.parse(fires), Feel.parse(ends));
    }
}
