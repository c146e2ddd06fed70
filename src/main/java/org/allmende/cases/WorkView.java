package org.allmende.cases;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A view of the work list: which cases, in which order, with which columns.
 *
 * @param search words from the beginning of applicant, title or number; all of them must be found
 * @param assignee whose cases only, null for everybody's
 */
public record WorkView(
        Show show,
        String search,
        @Nullable String service,
        @Nullable CaseState state,
        @Nullable UUID assignee,
        @Nullable Mark mark,
        Order order,
        Set<Column> columns) {

    /** The cases that are shown. What is set aside comes back by itself, and is never hidden where a day is due. */
    public enum Show {
        ALL("true"),
        OVERDUE("rests_since is null and due < :today"),
        TODAY("rests_since is null and due = :today"),
        MINE("assignee = :account and (aside_until is null or aside_until <= :today)"),
        FREE("assignee is null and (aside_until is null or aside_until <= :today)"),
        RESTING("rests_since is not null"),
        ASIDE("aside_until > :today");

        final String condition;

        Show(String condition) {
            this.condition = condition;
        }

        public String path() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum Order {
        DUE("rests_since is not null, due nulls last, submitted, id"),
        OLDEST("submitted, id"),
        NEWEST("submitted desc, id desc");

        final String by;

        Order(String by) {
            this.by = by;
        }

        public String path() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is shown of each case beside its title, number and applicant. */
    public enum Column {
        RECEIVED,
        STATE,
        DUE,
        ASSIGNEE;

        public String path() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether more than the bare cases of {@link #show} is asked for. */
    public boolean isFiltered() {
        return !search.isEmpty() || service != null || state != null || assignee != null || mark != null;
    }
}
