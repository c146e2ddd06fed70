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
        var plain = Normalizer.normalize(inAscii(name), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^A-Za-z0-9.-]+", "_");
        int dot = plain.lastIndexOf('.');
        var stem = dot < 0 ? plain : plain.substring(0, dot);
        var kind = dot < 0 ? "" : plain.substring(dot + 1).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        var words = stem.replaceAll("\\.+", "_").replaceAll("^[_-]+|[_-]+$", "");
        var shortened = words.substring(0, Math.min(LONGEST, words.length()));
        return "anlagen/%02d-%s%s"
                .formatted(
                        number,
                        shortened.isEmpty() ? "Datei" : shortened,
                        kind.isEmpty() ? "" : "." + kind.substring(0, Math.min(5, kind.length())));
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
