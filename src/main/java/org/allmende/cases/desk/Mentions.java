package org.allmende.cases.desk;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.allmende.platform.login.Account;
import org.allmende.platform.login.Staff;
import org.allmende.platform.time.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who was named in a note with an @ before the name, in the current tenant. */
@Component
public class Mentions {

    /** So many are shown; what is older is in the cases. */
    private static final int SHOWN = 100;

    private final JdbcClient db;
    private final Clock clock;

    Mentions(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    public record Mention(UUID id, UUID caseId, String number, String title, String by, Instant at, boolean seen) {}

    /** The colleagues that a text names: {@code @Miriam Kern}, in any case of letters; the longest name counts. */
    public static List<Account> in(String text, Collection<Account> colleagues) {
        var left = text.toLowerCase(Locale.GERMANY);
        var byLength = colleagues.stream()
                .sorted(Comparator.comparingInt((Account one) -> one.name().length())
                        .reversed())
                .toList();
        var named = new ArrayList<Account>();
        for (var one : byLength) {
            var name = "@" + one.name().toLowerCase(Locale.GERMANY);
            if (left.contains(name)) {
                named.add(one);
                left = left.replace(name, " ");
            }
        }
        return List.copyOf(named);
    }

    public void add(UUID account, UUID caseId, Staff by) {
        db.sql("""
                insert into cases.mention (tenant, account, id, case_id, by_name, at)
                values (platform.tenant(), :account, :id, :case, :by, :now)
                """)
                .param("account", account)
                .param("id", Ids.next())
                .param("case", caseId)
                .param("by", by.name())
                .param("now", now())
                .update();
    }

    /** The newest first, in offices where this person works. */
    public List<Mention> list(Staff staff) {
        return db.sql("""
                select mention.id, case_id, number, title, by_name, at, seen is not null as seen
                  from cases.mention
                  join cases.case on "case".tenant = mention.tenant and "case".id = mention.case_id
                 where mention.tenant = platform.tenant()
                   and account = :account
                   and (:everyOffice or office = any(:offices))
                 order by seen is not null, at desc, mention.id
                 limit :shown
                """)
                .param("account", staff.account())
                .param("everyOffice", staff.offices().contains("*"))
                .param("offices", staff.offices().toArray(String[]::new))
                .param("shown", SHOWN)
                .query((row, number) -> new Mention(
                        row.getObject("id", UUID.class),
                        row.getObject("case_id", UUID.class),
                        row.getString("number"),
                        row.getString("title"),
                        row.getString("by_name"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("seen")))
                .list();
    }

    public int countUnseen(UUID account) {
        return db.sql("""
                select count(*)
                  from cases.mention
                 where tenant = platform.tenant() and account = :account and seen is null
                """).param("account", account).query(Integer.class).single();
    }

    public void markSeen(UUID account) {
        db.sql("""
                update cases.mention
                   set seen = :now
                 where tenant = platform.tenant() and account = :account and seen is null
                """).param("account", account).param("now", now()).update();
    }

    /** Whether this person wants a letter for each mention; yes until they say no. */
    public boolean wantsMail(UUID account) {
        return db.sql(
                        "select mail_mentions from cases.desk_choice where tenant = platform.tenant() and account = :account")
                .param("account", account)
                .query(Boolean.class)
                .optional()
                .orElse(true);
    }

    public void chooseMail(UUID account, boolean wanted) {
        db.sql("""
                insert into cases.desk_choice (tenant, account, mail_mentions)
                values (platform.tenant(), :account, :wanted)
                on conflict (tenant, account) do update set mail_mentions = :wanted
                """).param("account", account).param("wanted", wanted).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
