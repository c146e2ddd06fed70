package org.allmende.sensing.sta;

import java.util.ArrayList;
import java.util.List;

/** A piece of SQL with the values for its question marks. Values never become part of the text. */
record Piece(String sql, List<Object> values) {

    private static final String HOLE = "{?}";

    /** Each {@code {?}} becomes a piece, or a question mark with the value. */
    static Piece of(String template, Object... parts) {
        var sql = new StringBuilder();
        var values = new ArrayList<Object>();
        int from = 0;
        for (var part : parts) {
            int hole = template.indexOf(HOLE, from);
            sql.append(template, from, hole);
            if (part instanceof Piece piece) {
                sql.append(piece.sql);
                values.addAll(piece.values);
            } else {
                sql.append('?');
                values.add(part);
            }
            from = hole + HOLE.length();
        }
        return new Piece(sql.append(template, from, template.length()).toString(), values);
    }

    static Piece joined(String separator, List<Piece> pieces) {
        var values = new ArrayList<Object>();
        pieces.forEach(piece -> values.addAll(piece.values));
        return new Piece(String.join(separator, pieces.stream().map(Piece::sql).toList()), values);
    }
}
