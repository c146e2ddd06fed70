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

/** Texts that people of the current tenant write often, each for themselves or for all. */
@Component
public class TextBlocks {

    /** So many somebody keeps, and so many a tenant shares. */
    public static final int MOST = 100;

    public static final int LONGEST_NAME = 60;
    public static final int LONGEST = 2000;

    private final JdbcClient db;
    private final Clock clock;

    TextBlocks(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /**
     * A text with fields.
     *
     * @param account whose it is, null for one that all share
     */
    public record TextBlock(UUID id, @Nullable UUID account, String name, String body) {

        public boolean isShared() {
            return account == null;
        }

        /** Whether this person may change it: whose it is; a shared one the lead. */
        public boolean mayBeChangedBy(Staff staff) {
            return isShared() ? staff.isOneOf(Role.LEAD) : staff.account().equals(account);
        }
    }

    /** The own ones and the shared ones, by name. */
    public List<TextBlock> list(UUID account) {
        return db.sql("""
                select id, account, name, body
                  from cases.text_block
                 where tenant = platform.tenant()
                   and (account is null or account = :account)
                 order by name collate "de-x-icu", id
                """).param("account", account).query(TextBlock.class).list();
    }

    public Optional<TextBlock> find(UUID account, UUID id) {
        return list(account).stream().filter(block -> block.id().equals(id)).findFirst();
    }

    /** Adds one; false when there are {@link #MOST} already. */
    public boolean add(Staff staff, boolean shared, String name, String body) {
        return db.sql("""
                insert into cases.text_block (tenant, id, account, name, body, changed_by, changed)
                select platform.tenant(), :id, :owner, :name, :body, :by, :now
                 where (select count(*) from cases.text_block
                         where tenant = platform.tenant() and account is not distinct from :owner) < :most
                """)
                        .param("id", Ids.next())
                        .param("owner", shared ? null : staff.account())
                        .param("name", name)
                        .param("body", body)
                        .param("by", staff.name())
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("most", MOST)
                        .update()
                > 0;
    }

    public void change(Staff staff, UUID id, String name, String body) {
        db.sql("""
                update cases.text_block
                   set name = :name, body = :body, changed_by = :by, changed = :now
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", id)
                .param("name", name)
                .param("body", body)
                .param("by", staff.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    public void remove(UUID id) {
        db.sql("delete from cases.text_block where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .update();
    }
}
