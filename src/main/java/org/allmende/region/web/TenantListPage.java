package org.allmende.region.web;

import java.util.List;

/**
 * All tenants and what they take part in.
 *
 * @param topics the words over the columns
 */
public record TenantListPage(String summary, List<String> topics, List<Row> rows) {

    /** A tenant; {@code crest} is empty when its portal is not open. */
    public record Row(String name, String crest, String href, String portal, List<TenantState> states) {}
}
