package org.allmende.sensing.lorawan;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a LoRaWAN device has sent, as its network server passes it on.
 *
 * @param device its DevEUI, sixteen hexadecimal digits in upper case
 * @param session of the frame counter, as the network server names it; perhaps empty
 * @param counter of the frame within it; null if the network server does not say
 * @param time when the network has received it: the same each time the same uplink is passed on
 * @param decoded what the network server has made of the payload, if it has a codec
 */
@SuppressWarnings("ArrayRecordComponent")
record Uplink(
        String device,
        String session,
        @Nullable Long counter,
        Instant time,
        int port,
        byte[] payload,
        @Nullable JsonNode decoded) {

    private static final int HIGHEST_PORT = 255;
    private static final int LONGEST_SESSION = 100;

    /**
     * Nothing if the message is about something else: a join, an acknowledgement.
     *
     * @throws IllegalArgumentException if it is neither of The Things Stack v3 nor of ChirpStack v4
     */
    static Optional<Uplink> read(JsonNode it) {
        if (it.path("end_device_ids").isObject()) {
            return thingsStack(it);
        }
        if (it.path("deviceInfo").isObject()) {
            return chirpStack(it);
        }
        throw new IllegalArgumentException("This is neither of The Things Stack v3 nor of ChirpStack v4.");
    }

    private static Optional<Uplink> thingsStack(JsonNode it) {
        var uplink = it.path("uplink_message");
        return uplink.isObject() && uplink.has("frm_payload")
                ? Optional.of(new Uplink(
                        device(it.path("end_device_ids").path("dev_eui")),
                        session(uplink.path("session_key_id")),
                        // fields of value 0 are left out
                        uplink.path("f_cnt").asLong(0),
                        time(uplink.has("received_at") ? uplink.path("received_at") : it.path("received_at")),
                        port(uplink.path("f_port")),
                        payload(uplink.path("frm_payload")),
                        decoded(uplink.path("decoded_payload"))))
                : Optional.empty();
    }

    private static Optional<Uplink> chirpStack(JsonNode it) {
        return it.has("data") && it.has("fCnt")
                ? Optional.of(new Uplink(
                        device(it.path("deviceInfo").path("devEui")),
                        session(it.path("devAddr")),
                        it.path("fCnt").asLong(0),
                        time(it.path("time")),
                        port(it.path("fPort")),
                        payload(it.path("data")),
                        decoded(it.path("object"))))
                : Optional.empty();
    }

    private static String device(JsonNode it) {
        var eui = it.asString("").toUpperCase(Locale.ROOT);
        if (!eui.matches("[0-9A-F]{16}")) {
            throw new IllegalArgumentException("The DevEUI has sixteen hexadecimal digits.");
        }
        return eui;
    }

    private static String session(JsonNode it) {
        var session = it.asString("");
        if (session.length() > LONGEST_SESSION || session.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("The session's name is too long.");
        }
        return session;
    }

    Uplink at(Instant first) {
        return new Uplink(device, session, counter, first, port, payload, decoded);
    }

    private static Instant time(JsonNode it) {
        try {
            return java.time.OffsetDateTime.parse(it.asString("")).toInstant();
        } catch (DateTimeParseException unreadable) {
            throw new IllegalArgumentException("It does not say when it was received.", unreadable);
        }
    }

    private static int port(JsonNode it) {
        int port = it.asInt(0);
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("A port is between 0 and 255.");
        }
        return port;
    }

    private static byte[] payload(JsonNode it) {
        return Base64.getDecoder().decode(it.asString(""));
    }

    private static @Nullable JsonNode decoded(JsonNode it) {
        return it.isObject() ? it : null;
    }
}
