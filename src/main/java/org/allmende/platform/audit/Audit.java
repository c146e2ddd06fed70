package org.allmende.platform.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.allmende.platform.database.Tenancy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The audit log of a tenant.
 *
 * <p>Acts are collected and written just before the commit, since entries of a tenant queue for their place in the chain
 * until then: the queue moves by commits, not by requests.
 */
@Component
public class Audit {

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Clock clock;

    public Audit(JdbcClient db, Tenancy tenancy, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /**
     * Notes that the current {@link Actor} did {@code action} (a stable word such as {@code case.decided}) to
     * {@code subject} (an id), in the current tenant and together with the transaction. Details name what changed, never a
     * citizen's answers.
     */
    public void record(String action, String subject, Map<String, String> details) {
        var act = AuditEntry.Act.of(clock.instant(), Actor.current(), action, subject, details);
        pending()
                .acts
                .computeIfAbsent(tenancy.tenant(), ignored -> new ArrayList<>())
                .add(act);
    }

    public void record(String action, UUID subject, Map<String, String> details) {
        record(action, subject.toString(), details);
    }

    /** The newest entries of the current tenant before {@code seq}, newest first. */
    public List<AuditEntry> listBefore(long seq, int limit) {
        return db.sql("select * from platform.audit_entry where seq < :seq order by seq desc limit :limit")
                .param("seq", seq)
                .param("limit", limit)
                .query(Audit::toEntry)
                .list();
    }

    /** All entries of the current tenant about this subject, oldest first. */
    public List<AuditEntry> listAbout(String subject) {
        return db.sql("select * from platform.audit_entry where subject = :subject order by seq")
                .param("subject", subject)
                .query(Audit::toEntry)
                .list();
    }

    static AuditEntry toEntry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getString("tenant"),
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                details(row.getString("details")),
                row.getString("previous"),
                row.getString("hash"));
    }

    /** We write strings only; anything else was put there by another hand and is read so that it does not pass for ours. */
    private static SortedMap<String, String> details(String json) {
        SortedMap<String, String> details = new TreeMap<>();
        for (var member : JSON.readTree(json).properties()) {
            JsonNode value = member.getValue();
            details.put(member.getKey(), value.isString() ? value.stringValue() : "\0" + value);
        }
        return details;
    }

    private Pending pending() {
        for (var each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof Pending mine) {
                return mine;
            }
        }
        var pending = new Pending();
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    private void append(List<AuditEntry.Act> acts) {
        String tenant = tenancy.tenant();
        db.sql("select pg_advisory_xact_lock(hashtextextended('platform.audit_entry ' || :tenant, 0))")
                .param("tenant", tenant)
                .query()
                .singleRow();
        Head head = db.sql("select seq, hash from platform.audit_head")
                .query((row, number) -> new Head(row.getLong("seq"), row.getString("hash")))
                .optional()
                .orElse(new Head(0, AuditEntry.NOTHING));
        for (var act : acts) {
            AuditEntry entry = act.after(tenant, head.seq(), head.hash());
            insert(entry);
            head = new Head(entry.seq(), entry.hash());
        }
    }

    private void insert(AuditEntry it) {
        db.sql("""
                insert into platform.audit_entry (tenant, seq, at, actor, action, subject, details, previous, hash)
                values (:tenant, :seq, :at, :actor, :action, :subject, :details::jsonb, :previous, :hash)
                """)
                .param("tenant", it.tenant())
                .param("seq", it.seq())
                .param("at", it.at().atOffset(ZoneOffset.UTC))
                .param("actor", it.actor())
                .param("action", it.action())
                .param("subject", it.subject())
                .param("details", Canonical.strings(it.details()))
                .param("previous", it.previous())
                .param("hash", it.hash())
                .update();
    }

    private record Head(long seq, String hash) {}

    /** The acts of one transaction, by tenant: always queued for in the same order, so that no two wait for each other. */
    private final class Pending implements TransactionSynchronization, Ordered {

        private final SortedMap<String, List<AuditEntry.Act>> acts = new TreeMap<>();

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            acts.forEach((tenant, mine) -> tenancy.run(tenant, () -> append(mine)));
            acts.clear();
        }

        @Override
        public void afterCompletion(int status) {
            if (status == STATUS_COMMITTED && !acts.isEmpty()) {
                LOG.error(
                        "Acts recorded while the transaction was committing are not in the audit log: {}",
                        acts.keySet());
            }
        }
    }
}
