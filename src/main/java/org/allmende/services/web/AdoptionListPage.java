package org.allmende.services.web;

import java.util.List;

/**
 * Who offers which service: for the Kompetenzcenter tenants by services, for a tenant's administrator the own services.
 *
 * @param corner the word over the names of the rows
 */
public record AdoptionListPage(String lead, String corner, List<String> columns, List<Row> rows) {

    /** A tenant, or a service of the only tenant; {@code crest} is empty when there is none. */
    public record Row(String name, String sub, String crest, List<Cell> cells) {}

    /**
     * Whether a tenant offers a service.
     *
     * @param href of the page where that is changed, empty where it is not possible
     * @param about tenant and service, for those who hear the link alone
     */
    public record Cell(String column, String href, String about, String label, String kind, String icon, String sub) {}
}
