package org.allmende.services.form;

import java.text.Normalizer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Letters that German registers can store and print.
 *
 * <p>Names follow data type A of DIN 91379:2022-08: 500 Latin letters, 149 sequences of a letter with combining marks, and 18
 * other signs. Text is kept in NFC.
 */
public final class Characters {

    /** Pairs of first and last letter. */
    private static final String LETTERS =
            "AZazÀÖØöøžƇƈƏƏƗƗƠơƯưƷƷǍǜǞǟǢǰǴǵǸǿȒȓȘțȞȟȧȳəəɨɨʒʒḂḃḆḇḊḑḗḗḜḫḯḷḺḻṀṉṒṛṞṣṪṯẀẇẌẗẞẞẠỹ";

    private static final Set<String> SEQUENCES = Set.of(
            ("A\u030b C\u0300 C\u0304 C\u0306 C\u0308 C\u0315 C\u0323 C\u0326 C\u0328\u0306 D\u0302 F\u0300 F\u0304 G\u0300 "
                            + "H\u0304 H\u0326 H\u0331 J\u0301 J\u030c K\u0300 K\u0302 K\u0304 K\u0307 K\u0315 K\u031b K\u0326 "
                            + "K\u035fH K\u035fh L\u0302 L\u0325 L\u0325\u0304 L\u0326 M\u0300 M\u0302 M\u0306 M\u0310 N\u0302 "
                            + "N\u0304 N\u0306 N\u0326 P\u0300 P\u0304 P\u0315 P\u0323 R\u0306 R\u0325 R\u0325\u0304 S\u0300 "
                            + "S\u0304 S\u031b\u0304 S\u0331 T\u0300 T\u0304 T\u0308 T\u0315 T\u031b U\u0307 Z\u0300 Z\u0304 "
                            + "Z\u0306 Z\u0308 Z\u0327 a\u030b c\u0300 c\u0304 c\u0306 c\u0308 c\u0315 c\u0323 c\u0326 "
                            + "c\u0328\u0306 d\u0302 f\u0300 f\u0304 g\u0300 h\u0304 h\u0326 j\u0301 k\u0300 k\u0302 k\u0304 "
                            + "k\u0307 k\u0315 k\u031b k\u0326 k\u035fh l\u0302 l\u0325 l\u0325\u0304 l\u0326 m\u0300 m\u0302 "
                            + "m\u0306 m\u0310 n\u0302 n\u0304 n\u0306 n\u0326 p\u0300 p\u0304 p\u0315 p\u0323 r\u0306 r\u0325 "
                            + "r\u0325\u0304 s\u0300 s\u0304 s\u031b\u0304 s\u0331 t\u0300 t\u0304 t\u0315 t\u031b u\u0307 "
                            + "z\u0300 z\u0304 z\u0306 z\u0308 z\u0327 Ç\u0306 Û\u0304 ç\u0306 û\u0304 ÿ\u0301 Č\u0315 Č\u0323 "
                            + "č\u0315 č\u0323 ē\u030d Ī\u0301 ī\u0301 ō\u030d Ž\u0326 Ž\u0327 ž\u0326 ž\u0327 Ḳ\u0304 ḳ\u0304 "
                            + "Ṣ\u0304 ṣ\u0304 Ṭ\u0304 ṭ\u0304 Ạ\u0308 ạ\u0308 Ọ\u0308 ọ\u0308 Ụ\u0304 Ụ\u0308 ụ\u0304 ụ\u0308")
                    .split(" "));

    private static final String SIGNS = " ',-.`~¨´·ʹʺʾʿˈˌ’‡";
    private static final int LONGEST_SEQUENCE = 3;
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    private Characters() {}

    /** One line: NFC, no control or invisible characters, white space as single spaces, none at the ends. */
    public static String line(String raw) {
        return SPACE.matcher(clean(raw)).replaceAll(" ").strip();
    }

    /** Several lines: as {@link #line}, but line breaks stay, as {@code \n}. */
    public static String lines(String raw) {
        var text = clean(raw).replace("\r\n", "\n").replace('\r', '\n');
        return text.lines()
                .map(Characters::line)
                .reduce((a, b) -> a + "\n" + b)
                .orElse("")
                .strip();
    }

    private static String clean(String raw) {
        var normal = Normalizer.normalize(raw, Normalizer.Form.NFC);
        var text = new StringBuilder(normal.length());
        normal.codePoints().filter(Characters::visible).forEach(text::appendCodePoint);
        return text.toString();
    }

    private static boolean visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n' || c == '\r' || c == '\t';
            case Character.FORMAT, Character.SURROGATE -> false;
            default -> true;
        };
    }

    /** The first sign in a name that no register can store. */
    static Optional<String> foreignInName(String name) {
        int i = 0;
        while (i < name.length()) {
            int length = knownAt(name, i);
            if (length == 0) {
                return Optional.of(Character.toString(name.codePointAt(i)));
            }
            i += length;
        }
        return Optional.empty();
    }

    /** The first sign in a text that cannot be printed: pictures such as emoji, unassigned and private ones. */
    public static Optional<String> foreignInText(String text) {
        return text.codePoints()
                .filter(c -> c > 0xffff || !Character.isDefined(c) || Character.getType(c) == Character.PRIVATE_USE)
                .mapToObj(Character::toString)
                .findFirst();
    }

    static boolean hasLetter(String name) {
        return name.chars().anyMatch(c -> isLetter((char) c));
    }

    private static int knownAt(String name, int start) {
        for (int length = LONGEST_SEQUENCE; length > 1; length--) {
            if (start + length <= name.length() && SEQUENCES.contains(name.substring(start, start + length))) {
                return length;
            }
        }
        char c = name.charAt(start);
        return isLetter(c) || SIGNS.indexOf(c) >= 0 ? 1 : 0;
    }

    private static boolean isLetter(char c) {
        for (int i = 0; i < LETTERS.length(); i += 2) {
            if (LETTERS.charAt(i) <= c && c <= LETTERS.charAt(i + 1)) {
                return true;
            }
        }
        return false;
    }
}
