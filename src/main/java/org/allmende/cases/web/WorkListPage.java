package org.allmende.cases.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The list of open cases.
 *
 * @param services and {@code states} to filter by: value and words
 * @param done what has just been done, null for nothing
 */
public record WorkListPage(
        List<Tab> tabs,
        List<Row> rows,
        String search,
        String view,
        String service,
        String state,
        Map<String, String> services,
        Map<String, String> states,
        int first,
        int last,
        int total,
        @Nullable String previous,
        @Nullable String next,
        @Nullable String done) {

    /** A view with the number of its cases. */
    public record Tab(String label, String href, int count, boolean current, boolean critical) {}

    /** A case in the list. */
    public record Row(
            String id,
            String number,
            String href,
            String title,
            String applicant,
            String received,
            String state,
            String stateKind,
            String stateIcon,
            String due,
            String dueKind,
            String dueIcon,
            String dueNote,
            @Nullable String assignee,
            String initials,
            boolean unread) {}
}
