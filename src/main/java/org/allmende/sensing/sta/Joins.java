package org.allmende.sensing.sta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entities that a condition follows links to. */
final class Joins {

    private final Map<String, String> aliases = new LinkedHashMap<>();
    private final List<String> tables = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final Names names;

    /** Gives each table of a query a name of its own. */
    static final class Names {
        private int last;

        String next() {
            return "t" + ++last;
        }
    }

    Joins(Names names) {
        this.names = names;
    }

    String follow(String alias, Link link) {
        return aliases.computeIfAbsent(alias + "/" + link.name(), missing -> {
            var next = names.next();
            tables.add(link.target().table() + " " + next);
            conditions.add(link.conditionOn(next, link.keyOn(alias)));
            return next;
        });
    }

    /** True if there are such entities for which it is true. */
    Piece exists(Piece condition) {
        return tables.isEmpty()
                ? condition
                : Piece.of(
                        "exists (select 1 from " + String.join(", ", tables) + " where "
                                + String.join(" and ", conditions) + " and {?})",
                        condition);
    }

    /** The value of the first of them. */
    Piece first(Piece value) {
        return tables.isEmpty()
                ? value
                : Piece.of(
                        "(select {?} from " + String.join(", ", tables) + " where " + String.join(" and ", conditions)
                                + " limit 1)",
                        value);
    }
}
