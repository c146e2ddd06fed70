package org.allmende.services.web;

import java.util.List;

/**
 * The list of all public services, searched by the Kompetenzcenter.
 *
 * @param count how many services the list has; 0 when nobody has taken it in
 */
public record LeikaPage(String search, int count, List<Row> rows) {

    /** A service of the list and whether somebody in the region offers it. */
    public record Row(String key, String name, String basis, ServiceCard.State state) {}
}
