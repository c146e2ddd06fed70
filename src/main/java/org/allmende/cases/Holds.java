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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which cases are held back from deletion. The lead sets and lifts a hold, each with a reason that the history keeps. */
@Component
public class Holds {

    private final Tenancy tenancy;
    private final JdbcClient db;
    private final Cases cases;
    private final Entries entries;
    private final Audit audit;
    private final Clock clock;

    Holds(Tenancy tenancy, JdbcClient db, Cases cases, Entries entries, Audit audit, Clock clock) {
        this.tenancy = tenancy;
        this.db = db;
        this.cases = cases;
        this.entries = entries;
        this.audit = audit;
        this.clock = clock;
    }

    /** Works in the running transaction of the case's tenant. */
    public Optional<Hold> find(UUID caseId) {
        return db.sql("""
                select reason, by_name as by, at
                  from cases.legal_hold
                 where tenant = platform.tenant() and case_id = :caseId
                """).param("caseId", caseId).query(Hold.class).optional();
    }

    /** The case is kept until the hold is lifted, whatever its period says. */
    public void set(Staff staff, UUID id, String reason) {
        act(
                staff,
                id,
                "case.held",
                Entry.Kind.HELD,
                reason,
                () -> db.sql("""
                insert into cases.legal_hold (tenant, case_id, reason, by_name, at)
                values (platform.tenant(), :id, :reason, :by, :now)
                on conflict (tenant, case_id) do update
                   set reason = excluded.reason, by_name = excluded.by_name, at = excluded.at
                """)
                        .param("id", id)
                        .param("reason", reason)
                        .param("by", staff.name())
                        .param("now", Cases.utc(clock.instant()))
                        .update());
    }

    /** The case's period counts again; when it is over already, the case is deleted within the hour. */
    public void lift(Staff staff, UUID id, String reason) {
        act(
                staff,
                id,
                "case.hold-lifted",
                Entry.Kind.HOLD_LIFTED,
                reason,
                () -> db.sql("delete from cases.legal_hold where tenant = platform.tenant() and case_id = :id")
                        .param("id", id)
                        .update());
    }

    private void act(Staff staff, UUID id, String action, Entry.Kind kind, String reason, Runnable change) {
        tenancy.run(staff.tenant(), () -> {
            var it = cases.lock(id);
            if (!staff.worksIn(it.office()) || !staff.isOneOf(Role.LEAD)) {
                throw new Forbidden();
            }
            change.run();
            entries.add(id, kind, staff.account(), staff.name(), false, reason);
            audit.record(action, id, Map.of());
        });
    }
}
