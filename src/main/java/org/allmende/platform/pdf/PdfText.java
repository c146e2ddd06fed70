package org.allmende.platform.pdf;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text strings of our own seals (ISO 32000-1 §7.9.2.2): hexadecimal UTF-16, or Latin letters in brackets. */
final class PdfText {

    private static final String BYTE_ORDER = "feff";

    private PdfText() {}

    static Optional<String> after(String key, String dictionary) {
        Matcher text = Pattern.compile(Pattern.quote(key)
                        + "\\s*+(?:<([0-9A-Fa-f]{0,4000})>|\\(((?:[^()\\\\]|\\\\[()\\\\]){0,2000})\\))")
                .matcher(dictionary);
        if (!text.find()) {
            return Optional.empty();
        }
        String hex = text.group(1);
        if (hex == null) {
            return Optional.of(text.group(2).replaceAll("\\\\(.)", "$1"));
        }
        if (hex.length() % 2 != 0) {
            return Optional.empty();
        }
        byte[] bytes = HexFormat.of().parseHex(hex);
        return Optional.of(
                hex.regionMatches(true, 0, BYTE_ORDER, 0, BYTE_ORDER.length())
                        ? new String(
                                bytes,
                                BYTE_ORDER.length() / 2,
                                bytes.length - BYTE_ORDER.length() / 2,
                                StandardCharsets.UTF_16BE)
                        : new String(bytes, StandardCharsets.ISO_8859_1));
    }
}
