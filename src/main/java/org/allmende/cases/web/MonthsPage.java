package org.allmende.cases.web;

import java.util.List;
import java.util.Map;

/**
 * What came, was decided and was left over, month by month.
 *
 * @param services those to choose from, by name
 * @param tenants for the Kompetenzcenter those to choose from, empty for everybody else
 * @param canShow whether whoever looks can show them to everybody
 */
public record MonthsPage(
        Map<String, String> services,
        String service,
        Map<String, String> tenants,
        String tenant,
        List<Row> rows,
        String csv,
        boolean canShow) {

    public record Row(String month, String received, String decided, String duration, String inTime, String open) {}
}
