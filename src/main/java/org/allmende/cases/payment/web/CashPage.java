package org.allmende.cases.payment.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cashier's list.
 *
 * @param view the one that is shown
 * @param open sums of the tenant, as people read them
 * @param csv address of the same list as a table
 */
public record CashPage(
        List<Tab> tabs,
        String view,
        String search,
        String open,
        String overdue,
        String paid,
        List<Row> rows,
        @Nullable String next,
        String csv) {

    public record Tab(String label, String href, boolean current) {}

    public record Row(
            String href,
            String number,
            String payer,
            String title,
            String amount,
            String left,
            String due,
            String state,
            String kind) {}
}
