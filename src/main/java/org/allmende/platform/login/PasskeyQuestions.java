package org.allmende.platform.login;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import org.allmende.platform.files.MasterKeys;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.stereotype.Component;

/**
 * What a passkey has to sign at log-in. Whoever asks may be anybody, so the server keeps nothing for them: the question
 * waits in the browser, under our signature and for a short time.
 */
@Component
public class PasskeyQuestions {

    public static final Duration VALID = Duration.ofMinutes(5);

    private static final int SIGNATURE = 32;

    /** A question and when it was asked. */
    public record Question(Bytes challenge, Instant asked) {}

    private final MasterKeys keys;
    private final Clock clock;

    PasskeyQuestions(MasterKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The question as it travels. */
    public String seal(Bytes challenge) {
        var bytes = challenge.getBytes();
        var content = ByteBuffer.allocate(Long.BYTES + bytes.length)
                .putLong(clock.millis())
                .put(bytes)
                .array();
        var sealed = ByteBuffer.allocate(SIGNATURE + content.length)
                .put(signature(content))
                .put(content)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The question that was asked, if it is ours and not too old. */
    public Optional<Question> open(String sealed) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(sealed);
        } catch (IllegalArgumentException forged) {
            return Optional.empty();
        }
        if (bytes.length <= SIGNATURE + Long.BYTES) {
            return Optional.empty();
        }
        var content = Arrays.copyOfRange(bytes, SIGNATURE, bytes.length);
        if (!MessageDigest.isEqual(signature(content), Arrays.copyOf(bytes, SIGNATURE))) {
            return Optional.empty();
        }
        var asked = Instant.ofEpochMilli(ByteBuffer.wrap(content).getLong());
        return asked.plus(VALID).isBefore(clock.instant())
                ? Optional.empty()
                : Optional.of(new Question(new Bytes(Arrays.copyOfRange(content, Long.BYTES, content.length)), asked));
    }

    private byte[] signature(byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(keys.signingKey("passkey questions"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
