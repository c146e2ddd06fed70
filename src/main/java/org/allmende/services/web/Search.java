package org.allmende.services.web;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody seeks on a portal: each typed word begins a word of the text. Capitals, accents and ß make no difference,
 * and ü may be typed as ü, ue or u.
 */
final class Search {

    private static final Pattern GAP = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final int MOST_WORDS = 10;

    /** A word in the two ways in which Germans write it without umlauts. */
    private record Word(String plain, String spelt) {

        static Word of(String word) {
            var small = Normalizer.normalize(word, Normalizer.Form.NFC).toLowerCase(Locale.GERMANY);
            return new Word(
                    letters(small),
                    letters(small.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")));
        }

        private static String letters(String small) {
            var bare = MARKS.matcher(Normalizer.normalize(small, Normalizer.Form.NFD))
                    .replaceAll("");
            return bare.replace("ß", "ss")
                    .replace("æ", "ae")
                    .replace("œ", "oe")
                    .replace("ø", "o")
                    .replace("ł", "l");
        }

        boolean begins(Word other) {
            return other.plain.startsWith(plain) || other.spelt.startsWith(spelt);
        }
    }

    private final List<Word> wanted;

    private Search(List<Word> wanted) {
        this.wanted = wanted;
    }

    static Search of(String typed) {
        return new Search(words(typed).limit(MOST_WORDS).toList());
    }

    private static Stream<Word> words(String text) {
        return Arrays.stream(GAP.split(text, -1))
                .filter(word -> !word.isEmpty())
                .map(Word::of);
    }

    boolean finds(String text) {
        var words = words(text).toList();
        return !wanted.isEmpty()
                && wanted.stream().allMatch(one -> words.stream().anyMatch(one::begins));
    }
}
