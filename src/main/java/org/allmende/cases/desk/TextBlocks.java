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

/** Texts that people of the current tenant write often, each for themselves, for an office or for all. */
@Component
public class TextBlocks {

    /** So many somebody keeps, and so many an office or a tenant shares. */
    public static final int MOST = 100;

    public static final int LONGEST_NAME = 60;
    public static final int LONGEST = 2000;

    private final JdbcClient db;
    private final Clock clock;

    TextBlocks(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** A text with fields. */
    public record TextBlock(UUID id, Audience audience, String name, String body) {}

    /** The own ones and the shared ones, by name. */
    public List<TextBlock> list(Staff staff) {
        return db.sql("""
                select *
                  from cases.text_block
                 where tenant = platform.tenant() and %s
                 order by name collate "de-x-icu", id
                """.formatted(Audience.VISIBLE))
                .params(Audience.visibleTo(staff))
                .query((row, number) -> new TextBlock(
                        row.getObject("id", UUID.class),
                        Audience.of(row),
                        row.getString("name"),
                        row.getString("body")))
                .list();
    }

    public Optional<TextBlock> find(Staff staff, UUID id) {
        return list(staff).stream().filter(block -> block.id().equals(id)).findFirst();
    }

    /** Adds one; false when there are {@link #MOST} already. */
    public boolean add(Staff staff, Audience audience, String name, String body) {
        return db.sql("""
                insert into cases.text_block (tenant, id, account, office, name, body, changed_by, changed)
                select platform.tenant(), :id, :owner, :office, :name, :body, :by, :now
                 where (select count(*) from cases.text_block where tenant = platform.tenant() and %s) < :most
                """.formatted(Audience.SAME))
                        .params(audience.parameters())
                        .param("id", Ids.next())
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
