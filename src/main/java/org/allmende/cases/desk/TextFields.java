package org.allmende.cases.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fields of a text block, <code>{{nummer}}</code>: what stands there once it is inserted into a case. */
public final class TextFields {

    /** German, as everything that clerks write. */
    public static final List<String> NAMES =
            List.of("nummer", "leistung", "name", "eingang", "frist", "amt", "telefon", "heute", "ich");

    private static final Pattern FIELD = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

    private TextFields() {}

    /** The first field that does not exist. */
    public static Optional<String> findUnknown(String body) {
        return FIELD.matcher(body)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !NAMES.contains(name))
                .findFirst();
    }

    /** The text with its fields filled in; one without a value stays, so that it is seen before the text is sent. */
    public static String fill(String body, Map<String, String> values) {
        return FIELD.matcher(body)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
}
