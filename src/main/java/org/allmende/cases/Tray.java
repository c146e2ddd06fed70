package org.allmende.cases;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.login.Forbidden;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How a case lies on its office's desk: with a mark, or set aside for some days. No clock stops for it. */
@Component
public class Tray {

    private final Tenancy tenancy;
    private final JdbcClient db;
    private final Cases cases;
    private final Entries entries;
    private final Undo undo;
    private final Deputies deputies;
    private final Audit audit;

    Tray(Tenancy tenancy, JdbcClient db, Cases cases, Entries entries, Undo undo, Deputies deputies, Audit audit) {
        this.tenancy = tenancy;
        this.db = db;
        this.cases = cases;
        this.entries = entries;
        this.undo = undo;
        this.deputies = deputies;
        this.audit = audit;
    }

    /** Puts a mark on the case, or takes it away. */
    public void mark(Staff staff, UUID id, @Nullable Mark mark) {
        change(staff, id, "case.marked", Entry.Kind.MARKED, mark == null ? "" : mark.name());
    }

    /** Sets the case aside until a day, on which it is back; without one it is back now. */
    public void setAside(Staff staff, UUID id, @Nullable LocalDate until) {
        change(staff, id, "case.set-aside", Entry.Kind.SET_ASIDE, until == null ? "" : until.toString());
    }

    private void change(Staff staff, UUID id, String action, Entry.Kind kind, String value) {
        tenancy.run(staff.tenant(), () -> {
            var it = cases.lock(id);
            if (!staff.worksIn(it.office()) || !staff.isOneOf(Role.CLERK, Role.LEAD)) {
                throw new Forbidden();
            }
            if (!it.state().isOpen()) {
                throw new CaseMovedOn(it.state());
            }
            var before = undo.tray(id);
            db.sql("""
                    update cases.case
                       set mark = case when :marks then nullif(:value, '') else mark end,
                           aside_until = case when :marks then aside_until else nullif(:value, '')::date end
                     where tenant = platform.tenant() and id = :id
                    """)
                    .param("id", id)
                    .param("marks", kind == Entry.Kind.MARKED)
                    .param("value", value)
                    .update();
            entries.add(id, kind, staff.account(), deputies.signature(staff, it), false, value);
            undo.remember(staff, action, it, before);
            audit.record(action, id, value.isEmpty() ? Map.of() : Map.of("to", value));
        });
    }
}
