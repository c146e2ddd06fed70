package org.allmende.cases.web;

import java.util.List;
import java.util.Map;

/**
 * The figures of all services.
 *
 * @param spans days to choose from: value and words
 * @param tenants to choose from, empty without a choice
 * @param csv where the same is downloaded
 */
public record FigureListPage(
        String lead,
        Map<String, String> spans,
        String span,
        Map<String, String> tenants,
        String tenant,
        List<String> columns,
        List<Row> rows,
        String csv) {

    /** A service; cells in the order of the columns. */
    public record Row(String title, String href, List<String> cells) {}
}
