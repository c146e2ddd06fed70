package org.allmende.cases;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The words by which a case is kept and sought: lower case, each once. */
final class SearchWords {

    private static final Pattern GAP = Pattern.compile("[\\s,;()]+");

    private SearchWords() {}

    static Set<String> of(String text) {
        var words = new TreeSet<String>();
        GAP.splitAsStream(text.toLowerCase(Locale.GERMANY))
                .filter(word -> !word.isBlank())
                .forEach(words::add);
        return words;
    }
}
