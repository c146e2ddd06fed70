package org.allmende.cases.desk;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Views of the work list that people of the current tenant keep, each for themselves or for all. */
@Component
public class SavedViews {

    /** So many somebody keeps, and so many a tenant shares: more tabs than that nobody finds anything in. */
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
     * @param account whose it is, null for one that all share
     * @param address the query of its address
     */
    public record SavedView(UUID id, @Nullable UUID account, String name, String address) {

        public boolean isShared() {
            return account == null;
        }

        /** Whether this person may forget it: whose it is; a shared one the lead. */
        public boolean mayBeForgottenBy(Staff staff) {
            return isShared() ? staff.isOneOf(Role.LEAD) : staff.account().equals(account);
        }
    }

    /** The own ones and the shared ones, by name. */
    public List<SavedView> list(UUID account) {
        return db.sql("""
                select id, account, name, address
                  from cases.saved_view
                 where tenant = platform.tenant()
                   and (account is null or account = :account)
                 order by account is null, name collate "de-x-icu", id
                """).param("account", account).query(SavedView.class).list();
    }

    public Optional<SavedView> find(UUID account, UUID id) {
        return list(account).stream().filter(view -> view.id().equals(id)).findFirst();
    }

    /** Keeps a view; one of the same name and owner is replaced. Nothing is kept beyond {@link #MOST}. */
    public boolean keep(Staff staff, boolean shared, String name, String address) {
        var owner = shared ? null : staff.account();
        int changed = db.sql("""
                update cases.saved_view
                   set address = :address, kept_by = :by, kept = :now
                 where tenant = platform.tenant() and account is not distinct from :owner and name = :name
                """)
                .param("owner", owner)
                .param("name", name)
                .param("address", address)
                .param("by", staff.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (changed > 0) {
            return true;
        }
        return db.sql("""
                insert into cases.saved_view (tenant, id, account, name, address, kept_by, kept)
                select platform.tenant(), :id, :owner, :name, :address, :by, :now
                 where (select count(*) from cases.saved_view
                         where tenant = platform.tenant() and account is not distinct from :owner) < :most
                """)
                        .param("id", Ids.next())
                        .param("owner", owner)
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
