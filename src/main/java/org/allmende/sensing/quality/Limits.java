package org.allmende.sensing.quality;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * From when on a value of a datastream is odd. NaN and the largest number: never.
 *
 * @param low in the unit of the datastream, as {@code high} and {@code step}
 * @param stuckMicros in microseconds, as {@code gapMicros} and {@code lateMicros}
 */
public record Limits(double low, double high, double step, long stuckMicros, long gapMicros, long lateMicros) {

    /** What a span is that is never too long. */
    public static final long NEVER = Long.MAX_VALUE;

    public static final Limits NONE = new Limits(Double.NaN, Double.NaN, Double.NaN, NEVER, NEVER, NEVER);

    private static final String QUANTITY = "https://qudt.org/vocab/quantitykind/";

    /** By the address of the observed property and the symbol of the unit: what holds everywhere in Germany. */
    private static final Map<String, Limits> USUAL = Map.of(
            QUANTITY + "WaterLevel cm",
            of(-500, 2_000, 100, null, Duration.ofHours(3)),
            QUANTITY + "AirTemperature °C",
            of(-45, 45, 12, Duration.ofHours(12), Duration.ofHours(3)),
            QUANTITY + "WaterTemperature °C",
            of(-2, 35, 5, null, Duration.ofHours(6)),
            QUANTITY + "RelativeHumidity %",
            of(0, 100, 50, null, Duration.ofHours(3)),
            QUANTITY + "AtmosphericPressure hPa",
            of(900, 1_080, 15, Duration.ofHours(12), Duration.ofHours(3)),
            QUANTITY + "FillLevel %",
            of(0, 100, Double.NaN, null, Duration.ofDays(2)),
            "urn:allmende:property:free-parking-spaces ",
            of(0, 20_000, Double.NaN, null, Duration.ofHours(3)),
            "urn:allmende:property:wifi-clients ",
            of(0, 20_000, Double.NaN, null, Duration.ofHours(3)),
            "urn:allmende:property:battery %",
            of(0, 100, Double.NaN, null, Duration.ofDays(2)));

    private static Limits of(double low, double high, double step, @Nullable Duration stuck, @Nullable Duration gap) {
        return new Limits(low, high, step, micros(stuck), micros(gap), NEVER);
    }

    private static long micros(@Nullable Duration it) {
        return it == null ? NEVER : it.toMillis() * 1_000;
    }

    /**
     * What is usual for the property, changed by what the datastream says: an object with {@code low}, {@code high}, {@code step}
     * (numbers) and {@code stuck}, {@code gap}, {@code late} (ISO 8601, {@code PT3H}); null switches a check off. What cannot be
     * read counts as not said.
     */
    public static Limits of(String definition, @Nullable String symbol, @Nullable JsonNode said) {
        var usual = USUAL.getOrDefault(definition + " " + (symbol == null ? "" : symbol), NONE);
        return said == null || !said.isObject()
                ? usual
                : new Limits(
                        number(said, "low", usual.low),
                        number(said, "high", usual.high),
                        number(said, "step", usual.step),
                        span(said, "stuck", usual.stuckMicros),
                        span(said, "gap", usual.gapMicros),
                        span(said, "late", usual.lateMicros));
    }

    private static double number(JsonNode said, String name, double usual) {
        var it = said.path(name);
        return it.isNumber() ? it.doubleValue() : it.isNull() ? Double.NaN : usual;
    }

    private static long span(JsonNode said, String name, long usual) {
        var it = said.path(name);
        if (it.isNull()) {
            return NEVER;
        }
        try {
            var span = Duration.parse(it.asString(""));
            return span.isNegative() || span.toDays() > 10_000 ? usual : micros(span);
        } catch (DateTimeException unreadable) {
            return usual;
        }
    }

    /** As the property {@code quality} of a datastream says it, whole: whatever is usual elsewhere. */
    public ObjectNode toJson() {
        var it = JsonMapper.shared().createObjectNode();
        put(it, "low", low);
        put(it, "high", high);
        put(it, "step", step);
        put(it, "stuck", stuckMicros);
        put(it, "gap", gapMicros);
        put(it, "late", lateMicros);
        return it;
    }

    private static void put(ObjectNode it, String name, double value) {
        if (Double.isNaN(value)) {
            it.putNull(name);
        } else {
            it.put(name, value);
        }
    }

    private static void put(ObjectNode it, String name, long micros) {
        if (micros == NEVER) {
            it.putNull(name);
        } else {
            it.put(name, Duration.of(micros, ChronoUnit.MICROS).toString());
        }
    }

    /** The newest that is known of a datastream. {@code value}: NaN if it is not known; {@code since}: from when on it is the same. */
    public record Last(long micros, double value, long since) {

        /** After this observation, which is newer. */
        public Last then(long time, double result) {
            return new Last(time, result, result == value ? since : time);
        }
    }

    /**
     * The flags of an observation.
     *
     * @param last the newest before it, null if there is none
     * @param again whether there is one of its moment already
     * @param now when it came
     */
    public int check(@Nullable Last last, long micros, double result, boolean again, long now) {
        int flags = again ? Flag.DUPLICATE.bit() : 0;
        if (result < low || result > high) {
            flags |= Flag.RANGE.bit();
        }
        if (lateMicros != NEVER && now - micros > lateMicros) {
            flags |= Flag.LATE.bit();
        }
        if (last == null || micros <= last.micros) {
            return flags;
        }
        if (gapMicros != NEVER && micros - last.micros > gapMicros) {
            flags |= Flag.GAP.bit();
        } else if (Math.abs(result - last.value) > step) {
            flags |= Flag.STEP.bit();
        }
        if (stuckMicros != NEVER && result == last.value && micros - last.since >= stuckMicros) {
            flags |= Flag.STUCK.bit();
        }
        return flags;
    }
}
