package org.allmende.platform.audit;

import java.time.Clock;
import java.time.Period;
import java.time.ZoneOffset;
import org.allmende.platform.database.Tenancy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads a tenant's audit log from end to end and says whether it is the one that was written. */
@Component
public class AuditCheck {

    /** What a check finds. */
    public sealed interface Result {

        /** Complete and unchanged up to {@code last}; a hash noted elsewhere proves that this chain is the one of that day. */
        record Intact(long first, long last, String hash) implements Result {}

        /** The first entry at which the chain does not hold. */
        record Broken(long seq, Fault fault) implements Result {}
    }

    /** In what way a chain does not hold. */
    public enum Fault {
        /** The entry is not as it was written. */
        CHANGED,
        /** An entry is gone, or stands in another's place. */
        MISSING,
        /** Entries at the end are gone, or were written past the log. */
        TAIL
    }

    private static final Logger LOG = LoggerFactory.getLogger(AuditCheck.class);
    private static final int AT_ONCE = 1_000;

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Clock clock;

    AuditCheck(JdbcClient db, Tenancy tenancy, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    public Result verify(String tenant) {
        Result result = tenancy.as(tenant, this::verify);
        switch (result) {
            case Result.Intact it -> LOG.info("Audit log of {} is intact up to {} {}", tenant, it.last(), it.hash());
            case Result.Broken it -> LOG.error("Audit log of {} is broken at {}: {}", tenant, it.seq(), it.fault());
        }
        return result;
    }

    /** Deletes entries older than {@code age}, a year at least; the rest of the chain stays checkable. Gives their number. */
    public long forget(String tenant, Period age) {
        var before = clock.instant().atOffset(ZoneOffset.UTC).minus(age);
        return tenancy.as(
                tenant,
                () -> db.sql("select platform.forget_audit(:before)")
                        .param("before", before)
                        .query(Long.class)
                        .single());
    }

    /** One statement is one view of the log, while others go on writing it. */
    private Result verify() {
        var chain = new Chain();
        db.sql("""
                select head.first, head.before_first, head.seq as head_seq, head.hash as head_hash, entry.*
                  from platform.audit_head head
                  full join platform.audit_entry entry using (tenant)
                 order by entry.seq
                """).withFetchSize(AT_ONCE).query(row -> {
            if (!chain.begun() && row.getString("before_first") != null) {
                chain.begin(
                        row.getLong("first"),
                        row.getString("before_first"),
                        row.getLong("head_seq"),
                        row.getString("head_hash"));
            }
            if (row.getString("hash") != null) {
                chain.add(Audit.toEntry(row, 0));
            }
        });
        return chain.result();
    }
}
