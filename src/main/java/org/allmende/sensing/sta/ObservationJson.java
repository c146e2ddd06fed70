package org.allmende.sensing.sta;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.allmende.sensing.Micros;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.sta.Value.Times;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads observations as they are sent (OGC 18-088, table 13). */
final class ObservationJson {

    private static final double EXACT = 1L << 53;
    private static final long SECOND = 1_000_000;

    private ObservationJson() {}

    static NewObservation read(int datastream, JsonNode it, @Nullable Long feature, Clock clock) {
        var result = it.get("result");
        if (result == null || result.isNull()) {
            throw Refusal.bad("An Observation needs a result.");
        }
        long from;
        Instant end = null;
        var time = text(it, "phenomenonTime");
        if (time == null) {
            // what nobody has timed is not more exact than this
            from = Micros.of(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        } else {
            int slash = time.indexOf('/');
            from = moment("phenomenonTime", slash < 0 ? time : time.substring(0, slash));
            if (slash >= 0) {
                end = Micros.toInstant(moment("phenomenonTime", time.substring(slash + 1)));
            }
        }
        var further = further(it, result, end, feature);
        return new NewObservation(datastream, from, number(result), further);
    }

    private static NewObservation.@Nullable Further further(
            JsonNode it, JsonNode result, @Nullable Instant end, @Nullable Long feature) {
        var other = Double.isNaN(number(result)) ? result : null;
        var resultTime = text(it, "resultTime");
        var at = resultTime == null ? null : Micros.toInstant(moment("resultTime", resultTime));
        var valid = text(it, "validTime");
        if (valid != null) {
            interval(valid);
        }
        var quality = present(it.get("resultQuality"));
        var parameters = present(it.get("parameters"));
        if (parameters != null && !parameters.isObject()) {
            throw Refusal.bad("parameters must be an object.");
        }
        return other == null
                        && end == null
                        && at == null
                        && valid == null
                        && quality == null
                        && parameters == null
                        && feature == null
                ? null
                : new NewObservation.Further(other, end, at, valid, quality, parameters, feature);
    }

    /** NaN for what is no number, and for whole numbers that would not come back as they were. */
    static double number(JsonNode result) {
        if (!result.isNumber()) {
            return Double.NaN;
        }
        double number = result.doubleValue();
        boolean exact = !result.isIntegralNumber() || Math.abs(number) <= EXACT;
        return exact && Double.isFinite(number) ? number : Double.NaN;
    }

    static @Nullable String text(JsonNode it, String name) {
        var value = present(it.get(name));
        if (value != null && !value.isString()) {
            throw Refusal.bad("%s must be a text.", name);
        }
        return value == null ? null : value.stringValue();
    }

    static @Nullable JsonNode present(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node;
    }

    static void interval(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw Refusal.bad("validTime must be two moments with a slash between them.");
        }
        moment("validTime", text.substring(0, slash));
        moment("validTime", text.substring(slash + 1));
    }

    /** {@code 2026-11-22T10:00:00Z}, which most send, without further ado. */
    static long moment(String name, String text) {
        if (text.length() >= 20 && text.charAt(text.length() - 1) == 'Z' && text.charAt(10) == 'T') {
            long quick = quick(text);
            if (quick != Long.MIN_VALUE) {
                return quick;
            }
        }
        return Times.parse(text)
                .map(Micros::of)
                .orElseThrow(() -> Refusal.bad("%s must be a moment such as 2026-11-22T10:00:00Z.", name));
    }

    private static long quick(String text) {
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        int second = digits(text, 17, 2);
        boolean punctuated =
                text.charAt(4) == '-' && text.charAt(7) == '-' && text.charAt(13) == ':' && text.charAt(16) == ':';
        if (!punctuated
                || year < 0
                || month < 1
                || month > 12
                || day < 1
                || (day > 28 && day > java.time.YearMonth.of(year, month).lengthOfMonth())
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 59) {
            return Long.MIN_VALUE;
        }
        long micros = 0;
        int end = text.length() - 1;
        if (end > 19) {
            int length = end - 20;
            if (text.charAt(19) != '.' || length < 1 || length > 6) {
                return Long.MIN_VALUE;
            }
            int fraction = digits(text, 20, length);
            if (fraction < 0) {
                return Long.MIN_VALUE;
            }
            micros = fraction;
            for (int i = length; i < 6; i++) {
                micros *= 10;
            }
        }
        long days = daysSince1970(year, month, day);
        return ((days * 24 + hour) * 60 + minute) * 60 * SECOND + second * SECOND + micros;
    }

    /** As {@code LocalDate.toEpochDay}, from 1 March of the year 0 on (Howard Hinnant, days_from_civil). */
    private static long daysSince1970(int year, int month, int day) {
        int from = month <= 2 ? year - 1 : year;
        int era = Math.floorDiv(from, 400);
        int ofEra = from - era * 400;
        int ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097L + ofEra * 365L + ofEra / 4 - ofEra / 100 + ofYear - 719_468;
    }

    /** -1 if there are others among them. */
    private static int digits(String text, int from, int length) {
        int number = 0;
        for (int i = from; i < from + length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    static JsonNode parse(byte[] body) {
        try {
            var tree = JsonMapper.shared().readTree(body);
            if (tree.isMissingNode()) {
                throw Refusal.bad("The body is empty; JSON is needed.");
            }
            return tree;
        } catch (tools.jackson.core.JacksonException unreadable) {
            throw Refusal.bad("The body is no JSON.");
        }
    }
}
