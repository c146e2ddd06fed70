package org.allmende.platform.feel;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.allmende.platform.text.Spelling;

/** Guesses what a misspelt name was meant to be. */
public final class Similar {

    private Similar() {}

    /** A sentence that begins with a space, or nothing when no known word is near. */
    public static String hint(String word, Collection<String> known) {
        return nearest(word, known)
                .map(" Gemeint ist vielleicht „%s“."::formatted)
                .orElse("");
    }

    /** The known word with the fewest letters to change, if it is near enough to be a slip. */
    private static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> Spelling.distance(word, candidate) <= (word.length() + 2) / 4)
                .min(Comparator.<String>comparingInt(candidate -> Spelling.distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
