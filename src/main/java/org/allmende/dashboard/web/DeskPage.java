package org.allmende.dashboard.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant's measurements are arranged, for its staff.
 *
 * @param leads whether its Handlungsfelder are everybody's
 * @param changed when the draft was changed last; null without one
 * @param free properties that are measured and belong to no use case: definition and name
 * @param done what has just happened, or empty
 */
public record DeskPage(
        boolean leads,
        @Nullable String changed,
        List<Field> fields,
        List<Place> stations,
        Map<String, String> free,
        List<Published> versions,
        String done) {

    public record Field(String id, String title, boolean first, boolean last, List<Case> cases) {}

    /** {@code stations}: how many of all tenants. */
    public record Case(String id, String title, int stations, int levels, boolean first, boolean last) {}

    /** A station of the tenant. {@code own}: how many levels of its own it has. */
    public record Place(int id, String name, String useCase, int own) {}

    public record Published(int number, String at, String actor, boolean now) {}
}
