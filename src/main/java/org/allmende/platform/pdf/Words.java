package org.allmende.platform.pdf;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/** The few words that a letter itself brings along, in its language. */
record Words(String language, Properties texts) {

    private static final Map<String, Words> ALL = Map.of("de", load("de"), "en", load("en"));

    static Words of(String language) {
        return Objects.requireNonNull(ALL.get(language), language);
    }

    String say(String key, Object... arguments) {
        String text = Objects.requireNonNull(texts.getProperty(key), key);
        return arguments.length == 0
                ? text
                : new MessageFormat(text, Locale.forLanguageTag(language)).format(arguments);
    }

    private static Words load(String language) {
        String path = "/pdf/words." + language + ".properties";
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(Words.class.getResourceAsStream(path), path), StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(in);
            return new Words(language, texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
