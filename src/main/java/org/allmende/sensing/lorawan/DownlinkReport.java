package org.allmende.sensing.lorawan;

import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a network server says of a downlink of ours.
 *
 * @param item under which it knows the downlink
 * @param reason in its words, if it gives one
 */
record DownlinkReport(UUID item, Fate fate, @Nullable String reason) {

    /** Before our items among the correlation ids of The Things Stack. */
    static final String MARK = "allmende:";

    /** What became of it. */
    enum Fate {
        /** The network server has it and tells the device by itself. */
        TAKEN,
        /** The device has confirmed it. */
        CONFIRMED,
        /** The device has not confirmed it, and the network server does not try again. */
        LOST,
        /** The network server cannot send it. */
        FAILED
    }

    /** Nothing if the message speaks of something else, or of a downlink of others. */
    static Optional<DownlinkReport> read(String topic, JsonNode it) {
        return it.path("end_device_ids").isObject()
                ? thingsStack(it)
                : chirpStack(topic.substring(topic.lastIndexOf('/') + 1), it);
    }

    /** It sends again what was not confirmed (downlink_nack), and says in the end that it has failed. */
    private static Optional<DownlinkReport> thingsStack(JsonNode it) {
        if (it.has("downlink_failed")) {
            var failed = it.path("downlink_failed");
            var reason = failed.path("error").path("message_format").asString(null);
            return mark(it, failed.path("downlink")).map(item -> new DownlinkReport(item, Fate.FAILED, reason));
        }
        if (it.has("downlink_ack")) {
            return mark(it, it.path("downlink_ack")).map(item -> new DownlinkReport(item, Fate.CONFIRMED, null));
        }
        return Stream.of("downlink_queued", "downlink_sent")
                .filter(it::has)
                .findFirst()
                .flatMap(name -> mark(it, it.path(name)))
                .map(item -> new DownlinkReport(item, Fate.TAKEN, null));
    }

    private static Optional<UUID> mark(JsonNode message, JsonNode downlink) {
        return Stream.of(downlink, message)
                .flatMap(it -> it.path("correlation_ids").valueStream())
                .map(it -> it.asString(""))
                .filter(it -> it.startsWith(MARK))
                .findFirst()
                .flatMap(it -> item(it.substring(MARK.length())));
    }

    /** Fields that are false are left out. */
    private static Optional<DownlinkReport> chirpStack(String event, JsonNode it) {
        return switch (event) {
            case "txack" ->
                item(it.path("queueItemId").asString("")).map(of -> new DownlinkReport(of, Fate.TAKEN, null));
            case "ack" -> {
                var fate = it.path("acknowledged").asBoolean(false) ? Fate.CONFIRMED : Fate.LOST;
                yield item(it.path("queueItemId").asString("")).map(of -> new DownlinkReport(of, fate, null));
            }
            case "log" ->
                it.path("level").asString("").equals("ERROR")
                        ? item(it.path("context").path("queue_item_id").asString(""))
                                .map(of -> new DownlinkReport(
                                        of, Fate.FAILED, it.path("description").asString(null)))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<UUID> item(String said) {
        try {
            return Optional.of(UUID.fromString(said));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
