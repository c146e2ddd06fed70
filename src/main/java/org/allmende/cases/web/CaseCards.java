package org.allmende.cases.web;

import java.util.Locale;
import org.allmende.cases.Case;
import org.allmende.cases.Fees;
import org.allmende.cases.Holds;
import org.allmende.cases.notification.Notification;
import org.allmende.cases.notification.Notifications;
import org.allmende.cases.payment.Demands;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.form.Euro;
import org.springframework.stereotype.Component;

/** What stands beside a case: its fee, its notification, how long it is kept. In the running transaction of its tenant. */
@Component
class CaseCards {

    private final Fees fees;
    private final Demands demands;
    private final Holds holds;
    private final Notifications notifications;

    CaseCards(Fees fees, Demands demands, Holds holds, Notifications notifications) {
        this.fees = fees;
        this.demands = demands;
        this.holds = holds;
        this.notifications = notifications;
    }

    Euro toPay(Case it, Euro computed) {
        return fees.total(it.id(), computed);
    }

    /** When the notice counts as notified, and by which rule; empty as long as there is none. */
    String notification(Page page, Case it) {
        return notifications.find(it.id(), 0).map(one -> words(page, one)).orElse("");
    }

    /** On which day the law takes the notice as notified, by which rule, or what is still awaited. */
    private String words(Page page, Notification it) {
        var rule = it.rule();
        var key = it.way().name().toLowerCase(Locale.ROOT);
        return notifications
                .day(it)
                .map(day ->
                        page.t("cases.notification." + key + ".day", GermanDates.day(day), rule.source(), rule.days()))
                .orElseGet(() -> rule.lastDay(it.steps())
                        .map(last -> page.t("cases.notification.portal.waiting", GermanDates.day(last), rule.source()))
                        .orElseGet(() -> page.t("cases.notification.open", rule.source())));
    }

    CasePage.Keeping keeping(Page page, Staff staff, Case it, String reason) {
        var period = it.deleteAfter() == null
                ? reason
                : page.t("cases.hold.until", GermanDates.day(it.deleteAfter()), reason);
        return new CasePage.Keeping(
                period,
                holds.find(it.id())
                        .map(hold -> page.t("cases.hold.held", hold.reason(), hold.by(), GermanDates.moment(hold.at())))
                        .orElse(""),
                staff.isOneOf(Role.LEAD),
                it.closed() != null);
    }

    CasePage.FeeCard fee(Page page, Case it, Euro computed) {
        var change = fees.findChange(it.id());
        var demand = demands.find(it.id());
        return new CasePage.FeeCard(
                change.map(one -> page.t("cases.fee.changed", one.euro().in(page.lang()), one.reason(), one.by()))
                        .orElse(""),
                it.decided() == null && !computed.isZero(),
                change.map(one -> one.euro())
                        .orElse(computed)
                        .amount()
                        .toPlainString()
                        .replace('.', ','),
                demand.map(one -> page.t(
                                "cases.fee.state." + one.state().name().toLowerCase(Locale.ROOT),
                                one.leftEuro().in(page.lang()),
                                GermanDates.day(one.due())))
                        .orElse(""));
    }
}
