package org.allmende.platform.pdf;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The face of the office that writes: what stands at the top and at the foot of every letter.
 *
 * @param name who writes, for instance "Stadt Gladenbach"
 * @param office which part of it, for instance "Standesamt"; may be empty
 * @param sender one line above the address, to which an undelivered letter goes back
 * @param colour of name and rules, {@code #rrggbb}; dark enough to be read on white
 * @param crest sign at the top right, drawn 18 mm high, as {@code data:image/png;base64,…}; null for none
 * @param foot up to three columns at the foot of the first page; a screen reader skips them, so what must be heard belongs in the details
 */
public record Letterhead(
        String name,
        String office,
        String sender,
        String colour,
        @Nullable String crest,
        List<Column> foot) {

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    public Letterhead {
        if (!COLOUR.matcher(colour).matches()) {
            throw new IllegalArgumentException("A colour is written #rrggbb, not " + colour);
        }
        if (crest != null && !Png.isDecent(crest)) {
            throw new IllegalArgumentException("The crest is a PNG as data URI, at most 2400 pixels wide and high");
        }
        foot = List.copyOf(foot);
    }

    /** A heading and some lines. */
    public record Column(String title, List<String> lines) {
        public Column {
            lines = List.copyOf(lines);
        }
    }
}
