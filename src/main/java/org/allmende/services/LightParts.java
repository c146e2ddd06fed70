package org.allmende.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.allmende.services.form.Text;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

/** What all light packages share, in {@code resources/light}, and how texts are put into it. */
final class LightParts {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** By name, as they are read. */
    private static final Map<String, String> PARTS = new ConcurrentHashMap<>();

    private LightParts() {}

    static String words(Text text) {
        return "{de: %s, en: %s}".formatted(quoted(text.de()), quoted(text.en()));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** JSON's strings are YAML's as well. */
    static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }

    static String part(String name, Map<String, String> values) {
        var text = PARTS.computeIfAbsent(name, LightParts::read);
        for (var value : values.entrySet()) {
            text = text.replace("@" + value.getKey() + "@", value.getValue());
        }
        return text;
    }

    private static String read(String name) {
        try {
            return new ClassPathResource("/light/" + name).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
