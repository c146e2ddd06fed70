package org.allmende.services.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who offers which service: services by tenants, grouped by field. The Kompetenzcenter sees every tenant, a tenant's
 * administrator the own one.
 *
 * @param search words that were searched for
 * @param field the chosen field, empty for all
 * @param state the chosen state, empty for all
 * @param fields what can be chosen, with the number of services
 * @param states what can be chosen
 * @param result what has just been adopted and what not; null for nothing
 * @param done the same in one sentence when everything went well
 */
public record AdoptionListPage(
        String lead,
        String search,
        String field,
        String state,
        Map<String, String> fields,
        Map<String, String> states,
        List<Column> columns,
        List<Group> groups,
        int first,
        int last,
        int total,
        int number,
        @Nullable String previous,
        @Nullable String next,
        @Nullable Result result,
        @Nullable String done) {

    public boolean isForOne() {
        return columns.size() == 1;
    }

    /**
     * A tenant.
     *
     * @param open how many of the found services it could adopt with one click
     */
    public record Column(String slug, String name, String shortName, int open) {}

    /** A field of administration, and those of its services that are on this page. */
    public record Group(String label, int services, List<Row> rows) {}

    /**
     * A service.
     *
     * @param obstacle why no tenant can offer it, empty when one can
     * @param sum how many offer it of those that can
     * @param open how many could adopt it with one click
     */
    public record Row(
            String name, String title, String summary, String obstacle, String sum, int open, List<Cell> cells) {}

    /**
     * Whether a tenant offers a service.
     *
     * @param column the tenant's short name, for a phone, where columns become words in a line
     * @param href of the page where that is changed, empty where it is not possible
     * @param about tenant and service, for those who hear the link alone
     * @param offer value of the button that adopts it at once, empty where that is not possible
     */
    public record Cell(
            String column,
            String href,
            String about,
            String label,
            String kind,
            String icon,
            String sub,
            String offer) {}

    /** What came of adopting many at once. */
    public record Result(int adopted, List<Refusal> refusals) {}

    /** A service that a tenant could not adopt so, and the page where it can be seen to. */
    public record Refusal(String title, String tenant, String reason, String href) {}
}
