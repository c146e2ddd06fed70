package org.allmende.sensing.sta;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query of an address. */
public final class Options {

    private Options() {}

    /** Names and values, decoded; {@code null} for none. Fails with {@link IllegalArgumentException} if it cannot be decoded. */
    public static Map<String, String> parse(@Nullable String query) {
        var all = new LinkedHashMap<String, String>();
        if (query == null || query.isEmpty()) {
            return all;
        }
        for (var part : query.split("&")) {
            int equals = part.indexOf('=');
            if (!part.isEmpty()) {
                var name = decoded(equals < 0 ? part : part.substring(0, equals));
                all.put(
                        name,
                        equals < 0 ? "" : decoded(part.substring(equals + 1).replace('+', ' ')));
            }
        }
        return all;
    }

    /** A plus stays one. */
    public static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '%') {
                if (i + 2 >= text.length()) {
                    throw new IllegalArgumentException("incomplete");
                }
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.writeBytes(String.valueOf(letter).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException noText) {
            throw new IllegalArgumentException(noText);
        }
    }
}
