package org.allmende.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The letters that a tenant's case numbers begin with: {@code GLA} for Gladenbach; never given twice in a region. */
public record NumberPrefix(String letters) {

    private static final Pattern FORM = Pattern.compile("[A-Z]{3,4}");
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    /** Words that nobody wants to read on a letter from the town hall. */
    private static final Set<String> UNWANTED =
            Set.of("ASS", "HIT", "KKK", "KOT", "MOR", "NAZI", "NSD", "SAU", "SEX", "SSA", "TOD", "TOT");

    public NumberPrefix {
        if (!FORM.matcher(letters).matches()) {
            throw new IllegalArgumentException("The prefix \"%s\" is not three or four letters A–Z.".formatted(letters));
        }
    }

    /** The most readable prefix that is still free. */
    public static NumberPrefix of(Slug slug, Set<NumberPrefix> taken) {
        return candidates(slug).stream()
                .filter(letters -> !UNWANTED.contains(letters))
                .map(NumberPrefix::new)
                .filter(prefix -> !taken.contains(prefix))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No prefix is left for " + slug));
    }

    private static List<String> candidates(Slug slug) {
        var words = slug.value().toUpperCase(Locale.ROOT).replaceAll("[0-9]", "").split("-");
        var letters = String.join("", words) + ALPHABET;
        var found = new ArrayList<String>();
        found.add(letters.substring(0, 3));
        if (words.length > 1) {
            var second = words[words.length - 1] + ALPHABET;
            found.add(letters.charAt(0) + second.substring(0, 2));
        }
        var start = letters.substring(0, 2);
        letters.substring(3).chars().forEach(letter -> found.add(start + (char) letter));
        found.add(letters.substring(0, 4));
        ALPHABET.chars().forEach(third -> ALPHABET.chars()
                .forEach(fourth -> found.add(start + (char) third + (char) fourth)));
        return found;
    }

    @Override
    public String toString() {
        return letters;
    }
}
