package org.allmende.platform.outbound;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The head of a message as Standard Webhooks 1.0 have it: the receiver can prove who sent it, and when. */
public final class WebhookHeaders {

    private WebhookHeaders() {}

    /** {@code id}: the same whenever the message is sent again. */
    public static Map<String, String> of(String id, byte[] body, byte[] secret, Instant now) {
        var seconds = String.valueOf(now.getEpochSecond());
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Allmende");
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", seconds);
        headers.put("webhook-signature", "v1," + signature(id + "." + seconds + ".", body, secret));
        return headers;
    }

    private static String signature(String before, byte[] body, byte[] secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(before.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
