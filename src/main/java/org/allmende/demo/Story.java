package org.allmende.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.allmende.cases.AccessCode;
import org.allmende.services.form.Value;

/**
 * How a case of the demo came about, from the citizen's first click to where it stands now.
 *
 * @param key tells it apart for good; the citizen's code is made from it, so that a story told before is known again
 * @param portal where the application was written, not always that of the office
 * @param tenant whose office decides
 * @param sent when it was sent off
 * @param answers by path, without files
 */
record Story(
        String key,
        String portal,
        String tenant,
        String lang,
        Instant sent,
        Map<String, Value> answers,
        List<Enclosure> enclosures,
        List<Act> acts) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LETTERS = 12;

    /** The sending and all that follows. */
    int steps() {
        return 1 + acts.size();
    }

    /** When it was begun: it takes between a few minutes and half an hour. */
    Instant begun() {
        return sent.minus(Duration.ofMinutes(4 + Math.floorMod(key.hashCode(), 25)));
    }

    /** When the step of this number happened; 0 is the sending. */
    Instant at(int step) {
        return step == 0 ? sent : acts.get(step - 1).at();
    }

    /** Anybody can work it out: it opens nothing but an invented case. */
    AccessCode code() {
        return codeOf(key);
    }

    static AccessCode codeOf(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(("allmende demo " + key).getBytes(StandardCharsets.UTF_8));
            var code = new StringBuilder();
            for (int i = 0; i < LETTERS; i++) {
                code.append(ALPHABET.charAt(Math.floorMod(digest[i], ALPHABET.length())));
            }
            return new AccessCode(code.toString());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return key;
    }
}
