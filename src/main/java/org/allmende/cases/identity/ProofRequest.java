package org.allmende.cases.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.allmende.platform.login.Secret;
import org.allmende.services.Identification;

/**
 * Somebody is sent to the identity service, and comes back at most once.
 *
 * @param state comes back with the browser and says to which draft: {@code tenant.draft.secret}
 * @param nonce comes back in what the service signs
 * @param verifier proves that who asked redeems the code (PKCE, RFC 7636)
 */
public record ProofRequest(String state, String nonce, String verifier, Identification level) {

    /** Where the identity service sends everybody back to. */
    public static final String ANSWER = "/ausweisen/antwort";

    private static final Pattern STATE = Pattern.compile("([a-z0-9-]{1,60})\\.([0-9a-f-]{36})\\.[A-Za-z0-9_-]{20,100}");

    static ProofRequest of(String tenant, UUID draft, Identification level) {
        return new ProofRequest(
                "%s.%s.%s".formatted(tenant, draft, Secret.fresh()), Secret.fresh(), Secret.fresh(), level);
    }

    /** What the identity service is told of the verifier: its SHA-256 (RFC 7636 §4.2). */
    String challenge() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The path below which the draft of a state has its pages; empty for what is no state. */
    public static Optional<String> findDraft(String state) {
        var matcher = STATE.matcher(state);
        return matcher.matches()
                ? Optional.of("/%s/antrag/%s".formatted(matcher.group(1), matcher.group(2)))
                : Optional.empty();
    }
}
