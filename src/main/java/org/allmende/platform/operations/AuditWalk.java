package org.allmende.platform.operations;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.allmende.platform.audit.AuditCheck;
import org.allmende.platform.audit.AuditCheck.Result;
import org.allmende.platform.operations.Operation.Kind;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Verifies the audit logs of all tenants. */
@Component
@Import(Operations.class)
public class AuditWalk {

    /** How one tenant's log was found. */
    public record Verdict(String tenant, Result result) {

        public boolean intact() {
            return result instanceof Result.Intact;
        }
    }

    private final DataSource runner;
    private final AuditCheck check;
    private final Operations operations;
    private final Clock clock;

    AuditWalk(@Qualifier("runner") DataSource runner, AuditCheck check, Operations operations, Clock clock) {
        this.runner = runner;
        this.check = check;
        this.operations = operations;
        this.clock = clock;
    }

    public List<Verdict> verifyAll() {
        var began = clock.instant();
        var verdicts = new ArrayList<Verdict>();
        for (var tenant : JdbcClient.create(runner)
                .sql("select tenant from platform.audit_head order by tenant")
                .query(String.class)
                .list()) {
            verdicts.add(new Verdict(tenant, check.verify(tenant)));
        }
        var broken = verdicts.stream()
                .filter(verdict -> !verdict.intact())
                .map(Verdict::tenant)
                .toList();
        var subject = String.valueOf(verdicts.size());
        operations.add(
                broken.isEmpty()
                        ? Operation.done(Kind.AUDIT, began, clock.instant(), subject, entries(verdicts), 0, 0)
                        : Operation.failed(Kind.AUDIT, began, clock.instant(), subject, String.join(", ", broken)));
        return verdicts;
    }

    private static long entries(List<Verdict> verdicts) {
        long entries = 0;
        for (var verdict : verdicts) {
            if (verdict.result() instanceof Result.Intact intact) {
                entries += intact.last() - intact.first() + 1;
            }
        }
        return entries;
    }
}
