package org.allmende.measures.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rules propose to tell everybody. Public because the template reads it. */
public record NoticePage(
        String house, List<Row> rows, @Nullable String done) {

    /**
     * A notice.
     *
     * @param waits for somebody to approve it, and {@code own}: whether whoever reads wrote it and so cannot
     * @param shown on the public pages now
     */
    public record Row(
            String id,
            String text,
            String station,
            String moment,
            String state,
            String tone,
            String by,
            boolean waits,
            boolean own,
            boolean shown) {}
}
