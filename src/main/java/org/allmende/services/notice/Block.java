package org.allmende.services.notice;

import java.util.List;

/**
 * A part of a letter that is edited or left as a whole.
 *
 * @param title for the clerk: "Begründung"
 * @param editable whether the clerk may replace its text
 * @param pieces markup and fields in turn
 */
public record Block(String id, String title, boolean editable, List<Piece> pieces) {

    public Block {
        pieces = List.copyOf(pieces);
    }

    /** What a block is made of. */
    public sealed interface Piece {

        /** Checked markup, as it goes into the letter. */
        record Markup(String html) implements Piece {}

        /** A value of the case, escaped when filled in. */
        record Field(String name) implements Piece {}

        /** A table of the case. */
        record Rows(String name) implements Piece {}
    }
}
