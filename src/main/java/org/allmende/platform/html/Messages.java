package org.allmende.platform.html;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The texts of all modules in German and English, from {@code messages/<module>.<language>.properties}. */
@Component
public class Messages {

    public static final List<String> LANGUAGES = List.of("de", "en");

    private final Map<String, Map<String, String>> texts = new HashMap<>();
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    public Messages() {
        for (var language : LANGUAGES) {
            texts.put(language, read(language));
        }
    }

    /** The text in this language; with arguments it is a {@link MessageFormat}. Fails when there is none. */
    public String text(String language, String key, Object... arguments) {
        var text = texts.getOrDefault(language, Map.of()).get(key);
        if (text == null) {
            throw new IllegalArgumentException("No text '%s' in '%s'.".formatted(key, language));
        }
        if (arguments.length == 0) {
            return text;
        }
        var format =
                formats.computeIfAbsent(language + ' ' + key, ignored -> new MessageFormat(text, locale(language)));
        return ((MessageFormat) format.clone()).format(arguments);
    }

    public Set<String> keys(String language) {
        return Set.copyOf(texts.getOrDefault(language, Map.of()).keySet());
    }

    public static Locale locale(String language) {
        return "en".equals(language) ? Locale.UK : Locale.GERMANY;
    }

    private static Map<String, String> read(String language) {
        var all = new HashMap<String, String>();
        try {
            for (var resource : new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:messages/*." + language + ".properties")) {
                var properties = new Properties();
                try (var reader = new InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8)) {
                    properties.load(reader);
                }
                properties.forEach((key, text) -> all.put((String) key, (String) text));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return all;
    }
}
