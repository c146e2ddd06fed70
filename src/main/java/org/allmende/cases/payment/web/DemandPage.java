package org.allmende.cases.payment.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one person owes and has paid.
 *
 * @param canRemind whether something is owed; {@code canRefund} whether something has come
 * @param proposed the amount that is still owed, as it is typed
 * @param error what was wrong, null for nothing
 */
public record DemandPage(
        String path,
        String number,
        String payer,
        String title,
        String amount,
        String left,
        String due,
        String state,
        String kind,
        String reminded,
        List<Line> payments,
        Map<String, String> kinds,
        boolean canRemind,
        boolean canRefund,
        String proposed,
        String today,
        @Nullable String error,
        @Nullable String done) {

    public record Line(String booked, String kind, String amount, String by, String note) {}
}
