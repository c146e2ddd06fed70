package org.allmende.cases;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.services.form.Euro;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a case costs: what its package computes, unless a clerk has set less, with a reason. */
@Component
public class Fees {

    private final Tenancy tenancy;
    private final JdbcClient db;
    private final Cases cases;
    private final Entries entries;
    private final Audit audit;
    private final Clock clock;

    Fees(Tenancy tenancy, JdbcClient db, Cases cases, Entries entries, Audit audit, Clock clock) {
        this.tenancy = tenancy;
        this.db = db;
        this.cases = cases;
        this.entries = entries;
        this.audit = audit;
        this.clock = clock;
    }

    /** Works in the running transaction of the case's tenant. */
    public Optional<FeeChange> findChange(UUID caseId) {
        return db.sql("""
                select cents, reason, by_name as by, at
                  from cases.fee_change
                 where tenant = platform.tenant() and case_id = :caseId
                """).param("caseId", caseId).query(FeeChange.class).optional();
    }

    /** What is to be paid, where the package computes this. */
    public Euro total(UUID caseId, Euro computed) {
        return findChange(caseId).map(FeeChange::euro).orElse(computed);
    }

    /**
     * Sets what is to be paid before the decision: a reduction, or with nothing an exemption. The same amount as computed takes an
     * earlier change back. {@link CaseMovedOn} once it is decided.
     *
     * @param cents what is to be paid, up to {@code computed}
     * @param reason stands in the notice
     */
    public void change(Staff staff, UUID id, int cents, int computed, String reason) {
        tenancy.run(staff.tenant(), () -> {
            var it = cases.lock(id);
            if (!staff.worksIn(it.office()) || !staff.isOneOf(Role.CLERK, Role.LEAD)) {
                throw new Forbidden();
            }
            it.require(CaseState.NEW, CaseState.IN_REVIEW, CaseState.QUESTION_OPEN, CaseState.ANSWERED);
            db.sql("delete from cases.fee_change where tenant = platform.tenant() and case_id = :id")
                    .param("id", id)
                    .update();
            if (cents < computed) {
                db.sql("""
                        insert into cases.fee_change (tenant, case_id, cents, reason, by_name, at)
                        values (platform.tenant(), :id, :cents, :reason, :by, :now)
                        """)
                        .param("id", id)
                        .param("cents", cents)
                        .param("reason", reason)
                        .param("by", staff.name())
                        .param("now", Cases.utc(clock.instant()))
                        .update();
            }
            entries.add(
                    id,
                    Entry.Kind.FEE_CHANGED,
                    staff.account(),
                    staff.name(),
                    false,
                    Euro.ofCents(cents).in("de") + ": " + reason);
            audit.record("case.fee-changed", id, Map.of("cents", String.valueOf(cents)));
        });
    }
}
