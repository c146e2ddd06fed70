package org.allmende.cases.handover;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Names of enclosed files that every system can write: a number that makes them unique, then what is left of the citizen's
 * name in letters of ASCII. The name as it was stands in {@code antrag.json}.
 */
final class FileNames {

    private static final int LONGEST = 60;

    private FileNames() {}

    /** {@code anlagen/03-Geburtsurkunde_Mueller.pdf} for the third. */
    static String enclosed(int number, String name) {
        return in("anlagen", number, name);
    }

    static String in(String folder, int number, String name) {
        var plain = Normalizer.normalize(inAscii(name), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9.-]+", "_");
        int dot = plain.lastIndexOf('.');
        var hasKind = dot >= 0 && plain.substring(dot + 1).matches("[A-Za-z0-9]{1,5}");
        var stem = hasKind ? plain.substring(0, dot) : plain;
        var kind = hasKind ? plain.substring(dot).toLowerCase(Locale.ROOT) : "";
        var words = stem.replaceAll("\\.+", "_").replaceAll("^[_-]+|[_-]+$", "");
        var shortened = words.substring(0, Math.min(LONGEST, words.length()));
        return "%s/%02d-%s%s".formatted(folder, number, shortened.isEmpty() ? "Datei" : shortened, kind);
    }

    private static String inAscii(String name) {
        return name.replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("Ä", "Ae")
                .replace("Ö", "Oe")
                .replace("Ü", "Ue")
                .replace("ß", "ss");
    }
}
