package org.allmende.cases;

import java.util.Map;
import java.util.UUID;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.Term;
import org.springframework.stereotype.Component;

/**
 * Prolongs the period after which an application counts as granted, once, since the matter is difficult; the applicant is told why
 * while it still runs (§ 42a (2) sentences 3 and 4 VwVfG).
 */
@Component
public class Prolonging {

    private final Tenancy tenancy;
    private final Cases cases;
    private final CaseClock caseClock;
    private final Entries entries;
    private final CitizenMail mail;
    private final Audit audit;

    Prolonging(Tenancy tenancy, Cases cases, CaseClock caseClock, Entries entries, CitizenMail mail, Audit audit) {
        this.tenancy = tenancy;
        this.cases = cases;
        this.caseClock = caseClock;
        this.entries = entries;
        this.mail = mail;
        this.audit = audit;
    }

    /** {@link CaseMovedOn} if no such period runs, or it was prolonged before. */
    public void prolong(Staff staff, UUID id, Term more, String reason) {
        tenancy.run(staff.tenant(), () -> {
            var it = cases.lock(id);
            if (!staff.worksIn(it.office()) || !staff.isOneOf(Role.CLERK, Role.LEAD)) {
                throw new Forbidden();
            }
            var deadline = caseClock.findProlongable(id).orElseThrow(() -> new CaseMovedOn(it.state()));
            var until = caseClock.prolong(deadline, more, it.lang());
            entries.add(id, Entry.Kind.PROLONGED, staff.account(), staff.name(), true, until + "\n\n" + reason);
            mail.prolonged(it);
            cases.change(it.due(caseClock.count(id)));
            audit.record("case.prolonged", id, Map.of("by", "%d %s".formatted(more.count(), more.unit())));
        });
    }
}
