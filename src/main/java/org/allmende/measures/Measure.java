package org.allmende.measures;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What follows when a rule fires. In titles and texts {@code {station}}, {@code {wert}}, {@code {zeit}} and {@code {regel}} stand for what they name. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Measure.Task.class, name = "task"),
    @JsonSubTypes.Type(value = Measure.Letter.class, name = "letter"),
    @JsonSubTypes.Type(value = Measure.Public.class, name = "public"),
    @JsonSubTypes.Type(value = Measure.Round.class, name = "round"),
    @JsonSubTypes.Type(value = Measure.Actuator.class, name = "actuator"),
    @JsonSubTypes.Type(value = Measure.Webhook.class, name = "webhook"),
    @JsonSubTypes.Type(value = Measure.Command.class, name = "command")
})
public sealed interface Measure {

    /** A task for whoever is on duty, who has to acknowledge it. */
    record Task(UUID roster, String title, String text) implements Measure {}

    /** An e-mail. */
    record Letter(String to, String title, String text) implements Measure {}

    /** Words for everybody on the station's pages, once a second person has approved them. */
    record Public(String text) implements Measure {}

    /** The stations at which the rule holds are one round: nothing happens at once, the round is made when it is asked for. */
    record Round() implements Measure {}

    /**
     * An actuator does something.
     *
     * @param capability by which it does it
     * @param parameters what it does
     * @param back what it does once the rule has been over for this many minutes; null if that is all
     */
    record Actuator(
            long capability, JsonNode parameters, @Nullable JsonNode back, int minutes) implements Measure {}

    /** Other software is told by HTTP, signed. */
    record Webhook(String url) implements Measure {}

    /** The tenant's devices that have subscribed the topic are told by MQTT. */
    record Command(String topic, String payload) implements Measure {}
}
