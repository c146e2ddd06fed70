package org.allmende.cases.payment;

import java.time.Clock;
import java.time.Duration;
import org.allmende.cases.Case;
import org.allmende.cases.Cases;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.time.GermanDates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Writes down what is owed once a case is decided. Delivered at least once, done once. */
@Component
class DemandWork {

    /** A fee is due so many days after the decision, as its notice says. */
    static final int PAYMENT_DAYS = 30;

    private final Tenancy tenancy;
    private final Cases cases;
    private final Demands demands;
    private final Clock clock;

    DemandWork(Tenancy tenancy, Cases cases, Demands demands, Clock clock) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.demands = demands;
        this.clock = clock;
    }

    @ApplicationModuleListener(id = "cases.demand-fee")
    void demand(Case.Decided event) {
        tenancy.run(
                event.tenant(),
                () -> cases.find(event.id()).ifPresent(it -> {
                    var cents = it.feeCents();
                    if (cents != null && cents > 0 && it.decided() != null) {
                        demands.add(
                                it.id(), cents, GermanDates.dayOf(it.decided()).plusDays(PAYMENT_DAYS));
                    }
                }));
    }

    /** What a new notice says is owed instead; what was paid too much then is on the cashier's list. */
    @ApplicationModuleListener(id = "cases.demand-anew")
    void demandAnew(Case.NoticeReplaced event) {
        tenancy.run(
                event.tenant(),
                () -> cases.find(event.id()).ifPresent(it -> {
                    int cents = it.feeCents() == null ? 0 : it.feeCents();
                    var due = GermanDates.today(clock).plusDays(PAYMENT_DAYS);
                    if (demands.find(it.id()).isPresent()) {
                        demands.change(it.id(), cents, due);
                    } else if (cents > 0) {
                        demands.add(it.id(), cents, due);
                    }
                }));
    }

    /** What there is to do by itself. */
    @Configuration(proxyBeanMethods = false)
    static class Due {

        @Bean
        DueWork remindPayers(Reminders reminders) {
            return DueWork.of(
                    "payment reminders",
                    Duration.ofHours(1),
                    "select distinct tenant from cases.demand where due < current_date - 7",
                    reminders::remindDue);
        }

        @Bean
        DueWork askPaymentServices(OnlinePayments payments) {
            return DueWork.of(
                    "open payments",
                    Duration.ofMinutes(5),
                    "select distinct tenant from cases.payment_request where asked < now() - interval '5 minutes'",
                    payments::askAboutOpen);
        }
    }
}
