package org.allmende.services.notice;

import java.util.List;

/** Rows for a letter, such as the items of a fee; the last cell of a row is a figure, the last row the sum. */
public record Table(List<String> head, List<List<String>> rows) {

    public Table {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Whether it has no rows, and is not to be seen. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }
}
