package org.allmende.cases;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The secret that opens a draft or a case without an account, 60 random bits such as {@code 8HN2-QW4T-0PKD}. Only its
 * hash is kept; it needs no salt, since it is no word that anybody chose.
 */
public record AccessCode(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();

    public static AccessCode next() {
        return new AccessCode(Crockford.random(RANDOM, 12));
    }

    /** Reads what somebody typed, forgiving case, blanks, hyphens and letters that look like digits. */
    public static Optional<AccessCode> parse(String typed) {
        var text = Crockford.normalise(typed.replaceAll("[\\s-]", ""));
        return text.matches("[0-9A-HJKMNP-TV-Z]{12}") ? Optional.of(new AccessCode(text)) : Optional.empty();
    }

    public String hash() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As people read and type it. */
    public String inGroups() {
        return text.substring(0, 4) + "-" + text.substring(4, 8) + "-" + text.substring(8);
    }

    @Override
    public String toString() {
        return "AccessCode";
    }
}
