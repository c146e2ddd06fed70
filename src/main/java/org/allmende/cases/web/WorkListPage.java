package org.allmende.cases.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The list of open cases.
 *
 * @param view what is shown now
 * @param choices what else could be shown
 * @param done what has just been done, null for nothing
 * @param undo the path that takes it back, null when nothing can be
 * @param asOf when it was made, in epoch milliseconds
 */
public record WorkListPage(
        List<Tab> tabs,
        List<Row> rows,
        View view,
        Choices choices,
        Part part,
        List<StandIn> standIns,
        @Nullable String done,
        @Nullable String undo,
        long asOf) {

    /** A colleague who is away, whose cases are this person's meanwhile. */
    public record StandIn(String line, String href) {}

    /** A view with the number of its cases. */
    public record Tab(String label, String href, String count, boolean current, boolean critical, boolean shared) {}

    /**
     * The view as its form says it.
     *
     * @param address its query, by which it can be kept
     * @param colleague the name of the one whose cases are shown, empty for everybody's
     * @param columns names of those that are shown
     * @param saved id of the kept view that this is, null when it is none or not this person's to forget
     */
    public record View(
            String show,
            String search,
            String service,
            String state,
            String mark,
            String order,
            String assignee,
            String colleague,
            Set<String> columns,
            String address,
            String href,
            @Nullable String extract,
            @Nullable String saved) {}

    /** What can be chosen: value and words each. */
    public record Choices(
            Map<String, String> services,
            Map<String, String> states,
            Map<String, String> marks,
            Map<String, String> orders,
            Map<String, String> columns,
            Map<String, String> audiences) {}

    /** Which part of the list this is; {@code more}: the total is only where counting stopped. */
    public record Part(
            int first,
            int last,
            int total,
            boolean more,
            @Nullable String previous,
            @Nullable String next) {}

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
            String mark,
            String aside,
            @Nullable String assignee,
            String initials,
            boolean unread) {}
}
