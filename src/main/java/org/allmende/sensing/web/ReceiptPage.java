package org.allmende.sensing.web;

import java.util.List;

/**
 * Public because the template reads it.
 *
 * @param json where the same numbers are for software
 */
public record ReceiptPage(List<Row> rows, String json) {

    /** A device; numbers as they are shown. */
    public record Row(
            String name,
            String owner,
            String today,
            String received,
            String stored,
            String refused,
            boolean faulty,
            String last) {}
}
