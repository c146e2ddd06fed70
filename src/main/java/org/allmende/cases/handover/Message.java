package org.allmende.cases.handover;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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

    /** Headers as Standard Webhooks 1.0 have them: the receiver can prove who sent it, and when. */
    Map<String, String> headers(byte[] secret, Instant now) {
        var seconds = String.valueOf(now.getEpochSecond());
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Allmende");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", seconds);
        headers.put("webhook-signature", "v1," + signature(secret, id + "." + seconds + "."));
        return headers;
    }

    private String signature(byte[] secret, String before) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(before.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(mac.doFinal(body()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
