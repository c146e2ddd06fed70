package org.allmende.cases;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.allmende.platform.login.Staff;
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

    /** The citizen sees the newest entry of this kind from now on. */
    void reveal(UUID caseId, Entry.Kind kind) {
        db.sql("""
                update cases.entry
                   set visible = true
                 where tenant = platform.tenant() and case_id = :caseId
                   and id = (select id from cases.entry
                              where tenant = platform.tenant() and case_id = :caseId and kind = :kind
                              order by at desc, id desc
                              limit 1)
                """).param("caseId", caseId).param("kind", kind.name()).update();
    }

    /** Software of the office has taken the case over; the office sees it, the citizen does not. */
    public void addHandedOver(UUID caseId, String software, String text) {
        add(caseId, Entry.Kind.HANDED_OVER, null, software, false, text);
    }

    /** The notice, about a part if {@code partial} is not 0, was given to the post on this day. */
    public void addPosted(UUID caseId, int partial, Staff staff, String day) {
        var kind = partial == 0 ? Entry.Kind.POSTED : Entry.Kind.PARTIAL_POSTED;
        add(caseId, kind, staff.account(), staff.name(), true, day);
    }

    /** Nobody has come for the notice in time. */
    public void addNotRetrieved(UUID caseId) {
        add(caseId, Entry.Kind.NOT_RETRIEVED, null, "", true, null);
    }

    /** What was owed has come, through somebody or a payment service. */
    public void addPaid(UUID caseId, String through) {
        add(caseId, Entry.Kind.PAID, null, through, true, null);
    }

    /** The applicant was reminded of what is owed. */
    public void addReminded(UUID caseId) {
        add(caseId, Entry.Kind.PAYMENT_REMINDED, null, "", true, null);
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
