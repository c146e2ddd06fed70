package org.allmende.cases;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Vorgangsnummer such as {@code GLA-7K4Q-22PM}: the tenant's prefix and eight random characters, so that it says
 * nothing about how many there are. Letters that look like digits do not occur (Crockford's base 32).
 */
public record CaseNumber(String prefix, String rest) {

    private static final Pattern FORMAT = Pattern.compile("([A-Z]{2,4})-?([0-9A-Z]{4})-?([0-9A-Z]{4})");
    private static final SecureRandom RANDOM = new SecureRandom();

    public static CaseNumber next(String prefix) {
        return new CaseNumber(prefix, Crockford.random(RANDOM, 8));
    }

    /** Reads what somebody typed: lower case, blanks and letters that look like digits are forgiven. */
    public static Optional<CaseNumber> parse(String typed) {
        var text = typed.strip().toUpperCase(Locale.ROOT).replaceAll("\\s", "");
        var match = FORMAT.matcher(text);
        return match.matches()
                ? Optional.of(new CaseNumber(match.group(1), Crockford.normalise(match.group(2) + match.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return prefix + "-" + rest.substring(0, 4) + "-" + rest.substring(4);
    }
}
