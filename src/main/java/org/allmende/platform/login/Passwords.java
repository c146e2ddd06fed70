package org.allmende.platform.login;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Which passwords we take: long ones that are not among the first that anybody would guess (BSI ORP.4.A22, NIST SP 800-63B
 * §5.1.1.2). No rule about kinds of characters, and none expires.
 */
@Component
public class Passwords {

    static final int SHORTEST = 12;
    static final int LONGEST = 200;

    /** Why we do not take one. */
    public enum Problem {
        TOO_SHORT,
        TOO_LONG,
        TOO_COMMON,
        /** It is made from the name or the log-in. */
        OWN_NAME,
        NOT_REPEATED
    }

    private final Set<String> worst;
    private final PasswordEncoder encoder;

    Passwords(PasswordEncoder encoder) {
        this.encoder = encoder;
        this.worst = read();
    }

    public Optional<Problem> problem(String password, String repeated, String login, String name) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of(Problem.TOO_SHORT);
        }
        if (password.length() > LONGEST) {
            return Optional.of(Problem.TOO_LONG);
        }
        if (isCommon(password)) {
            return Optional.of(Problem.TOO_COMMON);
        }
        if (isNamedAfter(password, login) || isNamedAfter(password, name)) {
            return Optional.of(Problem.OWN_NAME);
        }
        return password.equals(repeated) ? Optional.empty() : Optional.of(Problem.NOT_REPEATED);
    }

    String hash(String password) {
        return Objects.requireNonNull(encoder.encode(password));
    }

    /** Also with figures or signs at the end, doubled, or of very few characters. */
    private boolean isCommon(String password) {
        var plain = password.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
        var stem = plain.replaceAll("[\\d\\p{Punct}]+$", "");
        var half = plain.substring(0, plain.length() / 2);
        return plain.chars().distinct().count() < 5
                || worst.contains(plain)
                || (worst.contains(stem) && plain.length() - stem.length() < 9)
                || (plain.equals(half + half) && worst.contains(half.replaceAll("[\\d\\p{Punct}]+$", "")))
                || isSequence(plain);
    }

    private static boolean isSequence(String text) {
        for (var row : new String[] {
            "abcdefghijklmnopqrstuvwxyz",
            "01234567890123456789",
            "qwertzuiopasdfghjklyxcvbnm",
            "qwertyuiopasdfghjklzxcvbnm"
        }) {
            if (row.contains(text) || new StringBuilder(row).reverse().indexOf(text) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamedAfter(String password, String own) {
        var plain = password.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
        for (var part : own.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)) {
            if (part.length() >= 4 && plain.replace(part, "").length() < 4) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> read() {
        try (var reader = new BufferedReader(new InputStreamReader(
                new ClassPathResource("login/worst-passwords.txt").getInputStream(), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
