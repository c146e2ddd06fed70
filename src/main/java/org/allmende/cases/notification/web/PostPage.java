package org.allmende.cases.notification.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notices that go by post. */
public record PostPage(
        List<Row> rows, String today, @Nullable String done) {

    public record Row(
            String id, String number, String applicant, String title, String decided, String pdf, String href) {}
}
