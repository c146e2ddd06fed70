package org.allmende.cases.payment;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.allmende.cases.CaseNotFound;
import org.allmende.cases.Entries;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.GermanDates;
import org.springframework.stereotype.Component;

/** What the cashier (Kasse) does with a demand: each act is one transaction with its line in the audit log. */
@Component
public class Cashier {

    private final Tenancy tenancy;
    private final Demands demands;
    private final Entries entries;
    private final Reminders reminders;
    private final Audit audit;
    private final Clock clock;

    Cashier(Tenancy tenancy, Demands demands, Entries entries, Reminders reminders, Audit audit, Clock clock) {
        this.tenancy = tenancy;
        this.demands = demands;
        this.entries = entries;
        this.reminders = reminders;
        this.audit = audit;
        this.clock = clock;
    }

    /** Why something was not done, for the person at the desk. */
    public enum Refusal {
        NOTHING_TO_GIVE_BACK,
        NOTHING_OWED,
        IN_THE_FUTURE
    }

    /** Something stands in the way; nothing was changed. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Refusal reason;

        Refused(Refusal reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }

        public Refusal reason() {
            return reason;
        }
    }

    /** Money has come: all that is owed, a part, or more. {@link Refused} if it is booked on a day to come. */
    public void book(Staff staff, UUID id, Payment.Kind kind, int cents, LocalDate booked) {
        act(staff, id, "payment.booked", cents, demand -> {
            if (booked.isAfter(GermanDates.today(clock))) {
                throw new Refused(Refusal.IN_THE_FUTURE);
            }
            demands.book(id, kind, cents, booked, staff.name(), "", null);
            if (demand.left() > 0 && demand.left() <= cents) {
                entries.addPaid(id, staff.name());
            }
        });
    }

    /** Money goes back, with a reason; {@link Refused} if it is more than has come. */
    public void refund(Staff staff, UUID id, int cents, String reason) {
        act(staff, id, "payment.refunded", cents, demand -> {
            if (cents > demand.paid()) {
                throw new Refused(Refusal.NOTHING_TO_GIVE_BACK);
            }
            demands.book(id, Payment.Kind.REFUND, -cents, GermanDates.today(clock), staff.name(), reason, null);
        });
    }

    /** Reminds once more; {@link Refused} if nothing is owed. */
    public void remind(Staff staff, UUID id) {
        act(staff, id, "payment.reminded", 0, demand -> {
            if (demand.left() == 0) {
                throw new Refused(Refusal.NOTHING_OWED);
            }
            reminders.remind(demand);
        });
    }

    private interface Act {
        void on(Demand demand);
    }

    private void act(Staff staff, UUID id, String action, int cents, Act act) {
        tenancy.run(staff.tenant(), () -> {
            act.on(demands.lock(id).orElseThrow(CaseNotFound::new));
            audit.record(action, id, cents == 0 ? Map.of() : Map.of("cents", String.valueOf(cents)));
        });
    }
}
