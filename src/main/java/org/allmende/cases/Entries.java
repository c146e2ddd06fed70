package org.allmende.cases;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.allmende.platform.time.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The histories of the current tenant's cases. */
@Component
public class Entries {

    private final JdbcClient db;
    private final Clock clock;

    Entries(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void add(
            UUID caseId,
            Entry.Kind kind,
            @Nullable UUID actor,
            String actorName,
            boolean visible,
            @Nullable String text) {
        db.sql("""
                insert into cases.entry (tenant, case_id, id, at, kind, actor, actor_name, visible, text)
                values (platform.tenant(), :caseId, :id, :at, :kind, :actor, :actorName, :visible, :text)
                """)
                .param("caseId", caseId)
                .param("id", Ids.next())
                .param("at", Cases.utc(clock.instant()))
                .param("kind", kind.name())
                .param("actor", actor)
                .param("actorName", actorName)
                .param("visible", visible)
                .param("text", text)
                .update();
    }

    /** Takes a note back. */
    void remove(UUID caseId, UUID entry) {
        db.sql("delete from cases.entry where tenant = platform.tenant() and case_id = :caseId and id = :entry")
                .param("caseId", caseId)
                .param("entry", entry)
                .update();
    }

    /** Software of the office has taken the case over; the office sees it, the citizen does not. */
    public void addHandedOver(UUID caseId, String software, String text) {
        add(caseId, Entry.Kind.HANDED_OVER, null, software, false, text);
    }

    /** What happened, the oldest first. */
    public List<Entry> list(UUID caseId) {
        return db.sql("""
                select *
                  from cases.entry
                 where tenant = platform.tenant()
                   and case_id = :caseId
                 order by at, id
                """)
                .param("caseId", caseId)
                .query((row, number) -> new Entry(
                        row.getObject("id", UUID.class),
                        Objects.requireNonNull(Cases.instant(row, "at")),
                        Entry.Kind.valueOf(row.getString("kind")),
                        row.getObject("actor", UUID.class),
                        row.getString("actor_name"),
                        row.getBoolean("visible"),
                        row.getString("text")))
                .list();
    }
}
