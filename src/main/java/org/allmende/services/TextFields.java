package org.allmende.services;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.allmende.services.form.Text;

/** Parameters in texts: {@code Die erste Urkunde kostet {{parameter.gebuehr_erste}}.} */
final class TextFields {

    private static final Pattern FIELD = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");

    private TextFields() {}

    static Set<String> unknown(Text text, Set<String> known) {
        var unknown = new LinkedHashSet<String>();
        for (var language : new String[] {text.de(), text.en()}) {
            FIELD.matcher(language)
                    .results()
                    .map(field -> field.group(1))
                    .filter(name -> !known.contains(name))
                    .forEach(unknown::add);
        }
        return unknown;
    }

    static String fill(String text, Map<String, String> values) {
        return FIELD.matcher(text)
                .replaceAll(field -> Matcher.quoteReplacement(values.getOrDefault(field.group(1), "")));
    }
}
