package org.allmende.sensing.editions;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Observation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a datastream is published.
 *
 * @param delay so long after a value was measured it is told
 * @param least smaller numbers are told as {@code unter 5}; 0: all are told
 * @param digits of the degrees of the place: 2 is about a kilometre, 3 about a hundred metres; null: as it is
 */
public record Terms(
        Duration delay, Step step, int least, @Nullable Integer digits) {

    /** What counts of people need at least, so that nobody is recognised in them. */
    public static final int FEW = 5;

    /** The property of a datastream in which everybody reads its terms. */
    private static final String PROPERTY = "edition";

    private static final String SOURCE = "source";

    private static final String BELOW = "unter ";

    /** What is told. */
    public enum Step {
        EACH(Duration.ZERO),
        HOUR(Duration.ofHours(1)),
        DAY(Duration.ofDays(1));

        private final Duration length;

        Step(Duration length) {
            this.length = length;
        }

        public Duration length() {
            return length;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Step> ofKey(String key) {
            return Stream.of(values()).filter(it -> it.key().equals(key)).findFirst();
        }
    }

    /** Whether it would be no other than the datastream itself. */
    public boolean tellsAll() {
        return delay.isZero() && step == Step.EACH && least == 0 && digits == null;
    }

    /** The result that stands for a small number. */
    String few() {
        return BELOW + least;
    }

    /** The number below which the result of an observation lies that is told so; nothing if it is told itself. */
    public static Optional<Integer> below(Observation it) {
        var more = it.more();
        if (!Double.isNaN(it.result()) || more == null || !more.contains(BELOW)) {
            return Optional.empty();
        }
        var text = JsonMapper.shared().readTree(more).path("result").asString("");
        return text.matches(BELOW + "\\d{1,4}")
                ? Optional.of(Integer.valueOf(text.substring(BELOW.length())))
                : Optional.empty();
    }

    /** {@code {"delay": "PT24H", "step": "hour", "least": 5, "digits": 2}}, as far as it says anything. */
    void writeTo(ObjectNode properties, int source) {
        var it = properties.putObject(PROPERTY).put(SOURCE, source);
        if (!delay.isZero()) {
            it.put("delay", delay.toString());
        }
        if (step != Step.EACH) {
            it.put("step", step.key());
        }
        if (least > 0) {
            it.put("least", least);
        }
        if (digits != null) {
            it.put("digits", digits);
        }
    }

    /** Of a datastream that is an edition of another one. */
    public static Optional<Terms> of(Datastream it) {
        JsonNode properties = it.described().properties();
        var said = properties == null ? null : properties.get(PROPERTY);
        if (said == null || !said.isObject()) {
            return Optional.empty();
        }
        return Optional.of(new Terms(
                duration(said.path("delay").asString("PT0S")),
                Step.ofKey(said.path("step").asString("")).orElse(Step.EACH),
                said.path("least").asInt(0),
                said.has("digits") ? Integer.valueOf(said.path("digits").asInt(0)) : null));
    }

    /** The number of the datastream of which this is an edition; by it the edition is found where the other one was linked. */
    public static Optional<Integer> source(Datastream it) {
        var properties = it.described().properties();
        return Optional.ofNullable(properties)
                .map(said -> said.path(PROPERTY).path(SOURCE))
                .filter(JsonNode::isInt)
                .map(JsonNode::intValue);
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException unreadable) {
            return Duration.ZERO;
        }
    }
}
