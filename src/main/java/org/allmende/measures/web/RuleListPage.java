package org.allmende.measures.web;

import java.util.List;

/** All rules of a tenant. Public because the template reads it. */
public record RuleListPage(String house, List<Row> rows) {

    /** {@code last}: when it fired last, or empty. */
    public record Row(String href, String name, String kind, String state, String tone, String stations, String last) {}
}
