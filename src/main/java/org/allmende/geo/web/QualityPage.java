package org.allmende.geo.web;

import java.util.List;

/** How good the plans of each municipality are as data. */
public record QualityPage(String region, List<Row> rows) {

    /**
     * @param own whether it is the municipality of whoever looks
     * @param vector share in percent, as are {@code paper} and {@code flawless}; a dash without plans
     * @param oldest day on which the oldest of its plans came into force; a dash when none is known
     */
    public record Row(
            String town,
            String href,
            boolean own,
            int plans,
            String vector,
            String paper,
            String flawless,
            String oldest,
            List<String> missing) {}
}
