package org.allmende.cases.web;

import java.util.List;
import java.util.Map;

/**
 * A tenant's monthly figures as everybody sees them, or would.
 *
 * @param months those to choose from, the newest first; {@code chosen} is the value of this one
 * @param service what the months are of, empty when one month of all services is shown
 * @param offices for each office its lines; one without a name for a single service
 * @param shown whether everybody sees them
 */
public record ShownMonthsPage(
        String tenant,
        Map<String, String> months,
        String chosen,
        String service,
        List<Office> offices,
        String path,
        String csv,
        boolean shown) {

    public record Office(String name, List<Line> lines) {}

    /** @param href leads to the months of this service, empty where they are shown */
    public record Line(String name, String href, String received, String decided, String duration, String open) {}
}
