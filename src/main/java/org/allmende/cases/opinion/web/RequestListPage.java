package org.allmende.cases.opinion.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an office is asked by others. */
public record RequestListPage(List<Row> rows, @Nullable String done) {

    /** @param kind of the state as of {@code platform.tag} */
    public record Row(
            String href,
            String title,
            String number,
            String sender,
            String due,
            String state,
            String kind,
            String icon) {}
}
