package org.allmende.sensing;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of an observation: its datastream, its moment, and a sequence for those of the same moment. As an id it is one
 * number that any client can hold (below 2^53) for the first observation of a whole second, and otherwise a text.
 *
 * @param micros microseconds since 1970
 */
public record ObservationKey(int datastream, long micros, int sequence) {

    private static final long MILLION = 1_000_000;
    private static final long SECONDS = 1L << 32;
    private static final Pattern TEXT = Pattern.compile("(\\d{1,7})_(-?\\d{1,17})_(\\d{1,5})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,16}");

    private boolean isNumber() {
        return sequence == 0 && micros % MILLION == 0 && micros >= 0 && micros / MILLION < SECONDS;
    }

    /** {@code 4402341478400} or {@code '1025_1447080000123456_0'}, as it stands in an address. */
    public String literal() {
        return isNumber() ? text() : "'" + text() + "'";
    }

    /** The same as JSON. */
    public String json() {
        return isNumber() ? text() : '"' + text() + '"';
    }

    public String text() {
        return isNumber()
                ? Long.toString(datastream * SECONDS + micros / MILLION)
                : datastream + "_" + micros + "_" + sequence;
    }

    /** Reads {@link #text}. */
    public static Optional<ObservationKey> parse(String text) {
        if (NUMBER.matcher(text).matches()) {
            var number = Long.parseLong(text);
            var datastream = number / SECONDS;
            return datastream >= 1L << 21
                    ? Optional.empty()
                    : Optional.of(new ObservationKey((int) datastream, number % SECONDS * MILLION, 0));
        }
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new ObservationKey(
                        Integer.parseInt(parts.group(1)),
                        Long.parseLong(parts.group(2)),
                        Integer.parseInt(parts.group(3))))
                : Optional.empty();
    }
}
