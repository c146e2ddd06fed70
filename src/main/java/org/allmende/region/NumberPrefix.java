package org.allmende.region;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The letters that a tenant's case numbers begin with: {@code GLA} for Gladenbach; never given twice in a region. */
public record NumberPrefix(String letters) {

    private static final Pattern FORM = Pattern.compile("[A-Z]{3,4}");
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    /** Words that nobody wants to read on a letter from the town hall. */
    private static final Set<String> UNWANTED =
            Set.of("ASS", "HIT", "KKK", "KOT", "MOR", "NAZI", "NSD", "SAU", "SEX", "SSA", "TOD", "TOT");

    public NumberPrefix {
        if (!FORM.matcher(letters).matches()) {
            throw new IllegalArgumentException(
                    "The prefix \"%s\" is not three or four letters A–Z.".formatted(letters));
        }
    }

    /** The most readable prefix that is still free. */
    public static NumberPrefix of(Slug slug, Set<NumberPrefix> taken) {
        return candidates(slug)
                .filter(letters -> !UNWANTED.contains(letters))
                .map(NumberPrefix::new)
                .filter(prefix -> !taken.contains(prefix))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No prefix is left for " + slug));
    }

    /** The first letters, those of two words, the first two with any further one, at last four letters. */
    private static Stream<String> candidates(Slug slug) {
        var words =
                slug.value().toUpperCase(Locale.ROOT).replaceAll("[0-9]", "").split("-");
        var letters = String.join("", words) + ALPHABET;
        var start = letters.substring(0, 2);
        var initials = words.length == 1
                ? Stream.<String>empty()
                : Stream.of(letters.charAt(0) + (words[words.length - 1] + ALPHABET).substring(0, 2));
        return Stream.of(
                        Stream.of(letters.substring(0, 3)),
                        initials,
                        letters(letters.substring(3)).map(third -> start + third),
                        Stream.of(letters.substring(0, 4)),
                        letters(ALPHABET).flatMap(third -> letters(ALPHABET).map(fourth -> start + third + fourth)))
                .flatMap(Function.identity());
    }

    private static Stream<String> letters(String text) {
        return text.chars().mapToObj(Character::toString);
    }

    @Override
    public String toString() {
        return letters;
    }
}
