package org.allmende.sensing.connectors;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.sensing.Unit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What was found in an answer: values, and rows that could not be used. */
public final class Harvest {

    /** A source's clock may be wrong by this. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private static final int MOST_ROWS = 50_000;
    private static final int LONGEST_EXAMPLE = 300;
    private static final Instant FIRST = Instant.parse("1800-01-01T00:00:00Z");

    private final Instant now;
    private final List<Sample> samples = new ArrayList<>();
    private final Map<Why, Connector.Reason> refused = new LinkedHashMap<>();
    private int rows;

    /** Why a row cannot be used. */
    public enum Why {
        NO_TIME,
        NO_NUMBER,
        NO_NAME,
        FUTURE,
        UNIT,
        TOO_MANY,
        /** An uplink that nobody can use; the example says why. */
        UPLINK
    }

    /**
     * A station as its source calls it.
     *
     * @param key by which it is known again
     */
    public record Station(
            String key,
            String name,
            @Nullable Double lat,
            @Nullable Double lon) {

        public Station {
            key = plain(key);
            name = plain(name);
            if (lat != null && (lon == null || Math.abs(lat) > 90 || Math.abs(lon) > 180)) {
                lat = null;
                lon = null;
            }
        }
    }

    /**
     * What is measured.
     *
     * @param definition the address of what is meant
     * @param about what else the source says of it, kept with the datastream: gauge zero, thresholds, capacity
     */
    public record Quantity(
            String key,
            String name,
            String definition,
            Unit unit,
            @Nullable JsonNode about) {}

    /** A value. */
    public record Sample(Station station, Quantity quantity, Instant time, double value) {}

    Harvest(Instant now) {
        this.now = now;
    }

    /** What a text of others may be called: no control characters, not too long. */
    static String plain(String text) {
        var plain =
                text.replaceAll("[\\s\\p{Cntrl}\\p{Cs}\\p{Co}\\p{Cn}]+", " ").strip();
        return plain.length() > 200 ? plain.substring(0, 200).strip() : plain;
    }

    /** A row, whatever becomes of it. */
    void row() {
        rows++;
    }

    void add(Sample it, String row) {
        if (samples.size() >= MOST_ROWS) {
            refuse(Why.TOO_MANY, row);
        } else if (!Double.isFinite(it.value())) {
            refuse(Why.NO_NUMBER, row);
        } else if (it.station().name().isEmpty() || it.station().key().isEmpty()) {
            refuse(Why.NO_NAME, row);
        } else if (it.time().isAfter(now.plus(AHEAD))) {
            refuse(Why.FUTURE, row);
        } else if (it.time().isBefore(FIRST)) {
            refuse(Why.NO_TIME, row);
        } else {
            samples.add(it);
        }
    }

    void refuse(Why why, String row) {
        var example = plain(row.length() > LONGEST_EXAMPLE ? row.substring(0, LONGEST_EXAMPLE) + " …" : row);
        refused.merge(
                why,
                new Connector.Reason(why, 1, example),
                (one, same) -> new Connector.Reason(why, one.count() + 1, one.example()));
    }

    public List<Sample> samples() {
        return samples;
    }

    public List<Connector.Reason> refused() {
        return List.copyOf(refused.values());
    }

    public int rows() {
        return rows;
    }

    Instant now() {
        return now;
    }

    /** The answer is not what was expected; the message says why, for staff. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message, null, false, false);
        }
    }
}
