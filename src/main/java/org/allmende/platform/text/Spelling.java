package org.allmende.platform.text;

import java.text.Normalizer;
import java.util.Locale;

/** Compares words regardless of capitals, umlauts, marks and signs, and counts slips. */
public final class Spelling {

    private Spelling() {}

    /** Small letters and digits: {@code Führerschein (Ersatz)} → {@code fuehrerschein ersatz}. */
    public static String fold(String text) {
        var german = text.toLowerCase(Locale.GERMAN)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss");
        return Normalizer.normalize(german, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^\\p{L}\\p{Nd}]+", " ")
                .strip();
    }

    /** How many letters have to be added, left out or changed (Levenshtein). */
    public static int distance(String one, String two) {
        var previous = new int[two.length() + 1];
        for (int j = 0; j <= two.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            var current = new int[two.length() + 1];
            current[0] = i;
            for (int j = 1; j <= two.length(); j++) {
                int change = previous[j - 1] + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[two.length()];
    }
}
