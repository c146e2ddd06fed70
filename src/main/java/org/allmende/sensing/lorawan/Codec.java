package org.allmende.sensing.lorawan;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A maker's payload codec in one of its versions.
 *
 * @param examples what it has to give for them; each later version too
 */
public record Codec(String tenant, String name, int version, String source, List<Example> examples) {

    /** Bytes of a frame's payload, at the fastest data rate of Europe (LoRaWAN Regional Parameters, EU863-870). */
    private static final int LONGEST = 242;

    private static final int HIGHEST_PORT = 223;

    /**
     * @param payload hexadecimal
     * @param gives the object that was decoded
     */
    public record Example(int port, String payload, JsonNode gives) {}

    /** A codec or an example that cannot be used; the message says why. */
    public static final class Unusable extends RuntimeException {
        Unusable(String message) {
            super(message, null, false, false);
        }
    }

    /** What a codec makes of a payload. */
    public static JsonNode decode(String source, byte[] payload, int port, Instant received) {
        try {
            return Sandbox.decode(source, payload, port, received);
        } catch (Sandbox.Failed failed) {
            throw new Unusable(String.valueOf(failed.getMessage()));
        }
    }

    /**
     * What a device is sent.
     *
     * @param port 1 to 223
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Encoded(int port, byte[] payload) {}

    /** What a codec makes of what a device is told; {@code port} unless it names one. */
    public static Encoded encode(String source, JsonNode data, int port) {
        JsonNode it;
        try {
            it = Sandbox.encode(source, data, port);
        } catch (Sandbox.Failed failed) {
            throw new Unusable(String.valueOf(failed.getMessage()));
        }
        int to = it.path("fPort").asInt(port);
        var list = it.path("bytes");
        if (!list.isArray() || list.isEmpty() || list.size() > LONGEST || to < 1 || to > HIGHEST_PORT) {
            throw new Unusable("The codec gives no bytes, more than %d, or a port that is not between 1 and %d."
                    .formatted(LONGEST, HIGHEST_PORT));
        }
        var payload = new byte[list.size()];
        for (int i = 0; i < payload.length; i++) {
            var each = list.get(i);
            if (!each.isIntegralNumber() || each.intValue() != (each.intValue() & 0xff)) {
                throw new Unusable("The codec gives something that is no byte: %s.".formatted(each));
            }
            payload[i] = (byte) each.intValue();
        }
        return new Encoded(to, payload);
    }

    /** {@code payload}: hexadecimal, perhaps with spaces. */
    public static Example example(String source, int port, String payload) {
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(payload.replaceAll("\\s", ""));
        } catch (IllegalArgumentException noHex) {
            throw new Unusable("A payload is hexadecimal, such as 0CF60102A2.");
        }
        return new Example(
                port, HexFormat.of().withUpperCase().formatHex(bytes), decode(source, bytes, port, Instant.EPOCH));
    }

    /** Whether this has every field of what was there before, with the same value; more is no harm. */
    static boolean holds(JsonNode before, JsonNode now) {
        if (before.isNumber() && now.isNumber()) {
            return before.decimalValue().compareTo(now.decimalValue()) == 0;
        }
        if (!before.isObject()) {
            return before.equals(now);
        }
        return before.properties().stream()
                .allMatch(it -> now.has(it.getKey()) && holds(it.getValue(), now.get(it.getKey())));
    }
}
