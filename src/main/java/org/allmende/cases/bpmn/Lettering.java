package org.allmende.cases.bpmn;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Breaks text into lines that fit, by the usual widths of Fira Sans and its stand-ins. */
final class Lettering {

    private static final String HYPHEN = "\u2010";
    private static final Pattern BEHIND_HYPHEN = Pattern.compile("(?<=-)(?=\\p{L})");

    private Lettering() {}

    /** About how wide a text is, in the unit of the font's size. */
    static double width(String text, double size) {
        return text.codePoints().mapToDouble(Lettering::em).sum() * size;
    }

    private static double em(int letter) {
        return switch (letter) {
            case 'i', 'l', 'j', 'I', '.', ',', ':', ';', '|', '\'', '!', '’' -> 0.29;
            case ' ' -> 0.27;
            case 'f', 't', 'r', '(', ')', '-', '/' -> 0.38;
            case 's', 'c', 'z', 'k', 'v', 'x', 'y', 'J', 'F', 'L' -> 0.52;
            case 'm', 'M', 'W', '–', '…' -> 0.87;
            case 'w', 'G', 'O', 'Q', 'Ö', '@' -> 0.76;
            default -> Character.isUpperCase(letter) ? 0.65 : 0.58;
        };
    }

    /** Whether a text fits the width without a word being broken. */
    static boolean fits(String text, double size, double width) {
        return lines(text, size, width).stream().noneMatch(line -> line.endsWith(HYPHEN));
    }

    /** Words on as few lines as fit the width; a word that is too long is broken. */
    static List<String> lines(String text, double size, double width) {
        var lines = new ArrayList<String>();
        var line = "";
        for (var word : text.split(" ", -1)) {
            var space = line.isEmpty() ? "" : " ";
            for (var part : parts(word, size, width)) {
                var longer = line + space + part;
                if (line.isEmpty() || (width(longer, size) <= width && !line.endsWith(HYPHEN))) {
                    line = longer;
                } else {
                    lines.add(line);
                    line = part;
                }
                space = "";
            }
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    /** A word in the pieces between which a line may end: at its hyphens, and where it would not fit otherwise. */
    private static List<String> parts(String word, double size, double width) {
        var parts = new ArrayList<String>();
        for (var piece : BEHIND_HYPHEN.splitAsStream(word).toList()) {
            var rest = piece;
            while (width(rest, size) > width && rest.length() > 4) {
                int end = rest.length() - 2;
                while (end > 2 && width(rest.substring(0, end) + HYPHEN, size) > width) {
                    end--;
                }
                parts.add(rest.substring(0, end) + HYPHEN);
                rest = rest.substring(end);
            }
            parts.add(rest);
        }
        return parts;
    }
}
