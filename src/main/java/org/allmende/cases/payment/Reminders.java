package org.allmende.cases.payment;

import java.time.Clock;
import org.allmende.cases.Case;
import org.allmende.cases.Cases;
import org.allmende.cases.Entries;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.html.Messages;
import org.allmende.platform.mail.Mail;
import org.allmende.platform.mail.Message;
import org.allmende.platform.time.GermanDates;
import org.allmende.region.Regions;
import org.springframework.stereotype.Component;

/** Reminds those who have not paid, kindly and once, by itself; the cashier can do it again. */
@Component
class Reminders {

    /** So many days after the due date: transfers take time, and so do people. */
    static final int PATIENCE_DAYS = 7;

    private final Tenancy tenancy;
    private final Demands demands;
    private final Cases cases;
    private final Entries entries;
    private final Mail mail;
    private final Messages messages;
    private final Regions regions;
    private final Configuration configuration;
    private final Clock clock;

    Reminders(
            Tenancy tenancy,
            Demands demands,
            Cases cases,
            Entries entries,
            Mail mail,
            Messages messages,
            Regions regions,
            Configuration configuration,
            Clock clock) {
        this.tenancy = tenancy;
        this.demands = demands;
        this.cases = cases;
        this.entries = entries;
        this.mail = mail;
        this.messages = messages;
        this.regions = regions;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Reminds everybody in the tenant who is due for the first reminder, each in a transaction of its own. */
    void remindDue(String tenant) {
        var before = GermanDates.today(clock).minusDays(PATIENCE_DAYS);
        for (var id : tenancy.as(tenant, () -> demands.listUnreminded(before))) {
            tenancy.run(
                    tenant,
                    () -> demands.lock(id)
                            .filter(demand -> demand.left() > 0 && demand.reminders() == 0)
                            .ifPresent(this::remind));
        }
    }

    /** Reminds about a locked demand: in the history, and by e-mail where there is an address. */
    void remind(Demand demand) {
        demands.markReminded(demand.caseId());
        entries.addReminded(demand.caseId());
        cases.find(demand.caseId()).ifPresent(it -> tell(it, demand));
    }

    private void tell(Case it, Demand demand) {
        if (it.email() == null) {
            return;
        }
        mail.send(new Message(
                it.email(),
                messages.text(it.lang(), "cases.mail.reminded.subject", it.number()),
                messages.text(
                        it.lang(),
                        "cases.mail.reminded.text",
                        it.number(),
                        regions.current().get(it.tenant()).name(),
                        configuration.publicUrl().resolve("/" + it.portal() + "/vorgang/" + it.number()),
                        demand.leftEuro().in(it.lang()),
                        GermanDates.date(demand.due(), it.lang()))));
    }
}
