package org.allmende.cases.handover;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.allmende.platform.outbound.WebhookHeaders;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a receiver is told: that something has happened to a case, and where to fetch it; nothing about a person.
 *
 * @param id the same whenever it is said again
 * @param type {@code case.submitted}
 * @param timestamp when it happened, ISO 8601 in UTC
 */
public record Message(String id, String type, String timestamp, Data data) {

    /**
     * @param handover address of the ZIP, which the receiver opens with its token; empty in a message that only tries
     *     the line
     */
    public record Data(String tenant, String number, String service, String version, String handover) {}

    /** Tries the line; about no case. */
    static final String PROBE = "receiver.test";

    private static final JsonMapper JSON = new JsonMapper();

    static Message of(String id, String type, Instant at, Data data) {
        return new Message(id, type, at.truncatedTo(ChronoUnit.SECONDS).toString(), data);
    }

    byte[] body() {
        return JSON.writeValueAsBytes(this);
    }

    Map<String, String> headers(byte[] secret, Instant now) {
        return WebhookHeaders.of(id, body(), secret, now);
    }
}
