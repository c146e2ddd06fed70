package org.allmende.cases.desk;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Views of the work list that people of the current tenant keep, each for themselves, for an office or for all. */
@Component
public class SavedViews {

    /** So many somebody keeps, and so many an office or a tenant shares: more tabs than that nobody finds anything in. */
    public static final int MOST = 12;

    /** A name is as long as that at most. */
    public static final int LONGEST = 40;

    private final JdbcClient db;
    private final Clock clock;

    SavedViews(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * A view that is kept.
     *
     * @param address the query of its address
     */
    public record SavedView(UUID id, Audience audience, String name, String address) {}

    /** The own ones and the shared ones, by name. */
    public List<SavedView> list(Staff staff) {
        return db.sql("""
                select *
                  from cases.saved_view
                 where tenant = platform.tenant() and %s
                 order by account is null, name collate "de-x-icu", id
                """.formatted(Audience.VISIBLE))
                .params(Audience.visibleTo(staff))
                .query((row, number) -> new SavedView(
                        row.getObject("id", UUID.class),
                        Audience.of(row),
                        row.getString("name"),
                        row.getString("address")))
                .list();
    }

    public Optional<SavedView> find(Staff staff, UUID id) {
        return list(staff).stream().filter(view -> view.id().equals(id)).findFirst();
    }

    /** Keeps a view; one of the same name and audience is replaced. Nothing is kept beyond {@link #MOST}. */
    public boolean keep(Staff staff, Audience audience, String name, String address) {
        int changed = db.sql("""
                update cases.saved_view
                   set address = :address, kept_by = :by, kept = :now
                 where tenant = platform.tenant() and %s and name = :name
                """.formatted(Audience.SAME))
                .params(audience.parameters())
                .param("name", name)
                .param("address", address)
                .param("by", staff.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (changed > 0) {
            return true;
        }
        return db.sql("""
                insert into cases.saved_view (tenant, id, account, office, name, address, kept_by, kept)
                select platform.tenant(), :id, :owner, :office, :name, :address, :by, :now
                 where (select count(*) from cases.saved_view where tenant = platform.tenant() and %s) < :most
                """.formatted(Audience.SAME))
                        .params(audience.parameters())
                        .param("id", Ids.next())
                        .param("name", name)
                        .param("address", address)
                        .param("by", staff.name())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("most", MOST)
                        .update()
                > 0;
    }

    public void forget(UUID id) {
        db.sql("delete from cases.saved_view where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .update();
    }
}
