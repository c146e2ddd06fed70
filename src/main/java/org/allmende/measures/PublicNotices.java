package org.allmende.measures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.time.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What rules propose to tell everybody, and what a second person has approved of it. */
@Component
public class PublicNotices {

    private static final long PAUSE_MILLIS = 2_000;

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Audit audit;
    private final Clock clock;
    private final AtomicLong nextLook = new AtomicLong();
    private volatile List<Notice> shown = List.of();

    PublicNotices(JdbcClient db, Tenancy tenancy, Audit audit, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.audit = audit;
        this.clock = clock;
    }

    void propose(Firing of, String text) {
        db.sql("""
                insert into measures.notice (tenant, id, firing, rule, datastream, author, text, state, proposed)
                select v.tenant, :id, :firing, v.rule, :datastream, v.author, :text, 'PROPOSED', :now
                  from measures.rule_version v
                 where v.tenant = platform.tenant() and v.rule = :rule and v.version = :version
                """)
                .param("id", Ids.next())
                .param("firing", of.id())
                .param("datastream", of.datastream())
                .param("text", text)
                .param("rule", of.rule())
                .param("version", of.version())
                .param("now", now())
                .update();
    }

    /** What was measured is over, and with it all that was said about it. */
    void end(UUID rule, int datastream) {
        db.sql("""
                update measures.notice
                   set ended = :now
                 where tenant = platform.tenant() and rule = :rule and datastream = :datastream and ended is null
                """)
                .param("rule", rule)
                .param("datastream", datastream)
                .param("now", now())
                .update();
    }

    /** Whether the current tenant has it. */
    public boolean has(UUID id) {
        return db.sql("select exists (select from measures.notice where tenant = platform.tenant() and id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Publishes or refuses it; false if it is decided already, over, or was written by the same person. */
    public boolean decide(UUID id, UUID by, boolean publish) {
        int changed = db.sql("""
                update measures.notice
                   set state = :state, decided = :now, decided_by = :by
                 where tenant = platform.tenant()
                   and id = :id
                   and state = 'PROPOSED'
                   and ended is null
                   and (not :publish or author is distinct from :by)
                """)
                .param("id", id)
                .param("by", by)
                .param("state", publish ? "PUBLISHED" : "REFUSED")
                .param("publish", publish)
                .param("now", now())
                .update();
        if (changed == 1) {
            audit.record("notice.decided", id, Map.of("published", Boolean.toString(publish)));
            tenancy.afterwards(() -> nextLook.set(0));
        }
        return changed == 1;
    }

    /** Takes it back from the pages. */
    public void withdraw(UUID id) {
        int changed = db.sql("""
                update measures.notice
                   set ended = :now
                 where tenant = platform.tenant() and id = :id and state = 'PUBLISHED' and ended is null
                """).param("id", id).param("now", now()).update();
        if (changed == 1) {
            audit.record("notice.withdrawn", id, Map.of());
            tenancy.afterwards(() -> nextLook.set(0));
        }
    }

    /** Of the current tenant, the newest first. */
    public List<Notice> list(int limit) {
        return db.sql("""
                select *
                  from measures.notice
                 where tenant = platform.tenant()
                 order by proposed desc, id
                 limit :limit
                """).param("limit", limit).query(PublicNotices::toNotice).list();
    }

    /** What everybody is told now, in all tenants, as it was known two seconds ago; the newest first. */
    public List<Notice> shown() {
        long now = clock.millis();
        long due = nextLook.get();
        // whoever comes first after the pause reads; nobody waits for it
        if (now >= due && nextLook.compareAndSet(due, now + PAUSE_MILLIS)) {
            shown = db.sql("""
                    select *
                      from measures.notice
                     where state = 'PUBLISHED' and ended is null
                     order by decided desc, id
                    """).query(PublicNotices::toNotice).list();
        }
        return shown;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Notice toNotice(ResultSet row, int number) throws SQLException {
        var ended = row.getObject("ended", OffsetDateTime.class);
        return new Notice(
                row.getString("tenant"),
                row.getObject("id", UUID.class),
                row.getObject("rule", UUID.class),
                row.getInt("datastream"),
                row.getObject("author", UUID.class),
                row.getString("text"),
                Notice.State.valueOf(row.getString("state")),
                row.getObject("proposed", OffsetDateTime.class).toInstant(),
                row.getObject("decided_by", UUID.class),
                ended == null ? null : ended.toInstant());
    }
}
