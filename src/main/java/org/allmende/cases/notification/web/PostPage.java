package org.allmende.cases.notification.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notices that go by post: those that are still to be printed, and the batches that are printed and not yet posted. */
public record PostPage(
        List<Row> rows,
        List<Batch> batches,
        String today,
        @Nullable String done) {

    public record Row(
            String id, String number, String applicant, String title, String decided, String pdf, String href) {}

    /** @param path of its PDF without the ending; a POST to it says that all of it is in the post */
    public record Batch(String path, String name, String by) {}
}
