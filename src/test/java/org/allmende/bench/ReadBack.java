package org.allmende.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database says about applications that were sent: read by its owner, past everything that the server believes. */
public final class ReadBack {

    private final JdbcClient owner;

    public ReadBack(JdbcClient owner) {
        this.owner = owner;
    }

    /** How many follow-ups are still to be done. */
    public long backlog() {
        return owner.sql("select count(*) from platform.event_publication where completion_date is null")
                .query(Long.class)
                .single();
    }

    /** Waits until no follow-up is left; gives the time that took, or fails when it takes longer than {@code most}. */
    public Duration awaitFollowUps(Duration most) {
        var begin = System.nanoTime();
        while (backlog() > 0) {
            if (System.nanoTime() - begin > most.toNanos()) {
                throw new IllegalStateException(backlog() + " follow-ups are left after " + most);
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** How many cases came of these applications. */
    public long cases(Collection<UUID> drafts) {
        return owner.sql("select count(*) from cases.case where draft = any(:drafts)")
                .param("drafts", drafts.toArray(UUID[]::new))
                .query(Long.class)
                .single();
    }

    /**
     * What is not as it must be, a sentence each: every acknowledged number is there once, no application became two
     * cases, and each follow-up of each case happened once.
     *
     * @param sent every application that was sent, whether an answer came or not
     * @param acknowledged the numbers that came back, by application
     */
    public List<String> faults(Collection<UUID> sent, Map<UUID, String> acknowledged) {
        var faults = new ArrayList<String>();
        var there = numbers(sent);
        acknowledged.forEach((draft, number) -> {
            if (!List.of(number).equals(there.get(draft))) {
                faults.add("%s was acknowledged, there is %s.".formatted(number, there.get(draft)));
            }
        });
        there.forEach((draft, numbers) -> {
            if (numbers.size() != 1) {
                faults.add("Application %s became %s.".formatted(draft, numbers));
            }
        });
        if (new HashSet<>(acknowledged.values()).size() != acknowledged.size()) {
            faults.add("A number was given twice.");
        }
        notOnce(sent).forEach((what, count) -> faults.add("%d cases have not one %s.".formatted(count, what)));
        return faults;
    }

    private Map<UUID, List<String>> numbers(Collection<UUID> drafts) {
        var numbers = new TreeMap<UUID, List<String>>();
        owner.sql("select draft, number from cases.case where draft = any(:drafts)")
                .param("drafts", drafts.toArray(UUID[]::new))
                .query(row -> {
                    numbers.computeIfAbsent(row.getObject("draft", UUID.class), missing -> new ArrayList<>())
                            .add(row.getString("number"));
                });
        return numbers;
    }

    /** Of what each case must have one, with how many cases have none or several. */
    private Map<String, Long> notOnce(Collection<UUID> drafts) {
        var counts = new TreeMap<String, Long>();
        owner.sql("""
                with ours as materialized (
                    select tenant, id, number, email, draft from cases.case where draft = any(:drafts)
                ), found as (
                    select 'entry of its submission' as what, case_id::text as whose, tenant
                      from cases.entry where kind = 'SUBMITTED'
                    union all
                    select 'process', business_key_, tenant from engine.act_hi_procinst
                    union all
                    select 'first task', proc_inst_id_, tenant from engine.act_ru_task
                    union all
                    select 'receipt', substring(subject from '[A-Z]{2,4}-[0-9A-Z]{4}-[0-9A-Z]{4}'), tenant from platform.mail
                    union all
                    select 'search word for its number', word, tenant from cases.search_word
                    union all
                    select 'draft that tells where it went', sent_as, sent_to from cases.draft
                ), wanted (what) as (
                    values ('entry of its submission'), ('process'), ('first task'), ('receipt'),
                           ('search word for its number'), ('draft that tells where it went')
                ), per_case as (
                    select what,
                           ours.id,
                           case what
                                when 'receipt' then number
                                when 'search word for its number' then lower(number)
                                when 'draft that tells where it went' then number
                                else id::text end as whose,
                           tenant
                      from ours cross join wanted
                     where what <> 'receipt' or email is not null
                ), counted as (
                    select what, whose, tenant, count(*) as times from found group by what, whose, tenant
                )
                select what, count(*) as wrong
                  from per_case
                  left join counted using (what, whose, tenant)
                 where coalesce(times, 0) <> 1
                 group by what
                """)
                .param("drafts", drafts.toArray(UUID[]::new))
                .query(row -> {
                    counts.put(row.getString("what"), row.getLong("wrong"));
                });
        return counts;
    }

    /** Files of at least this size that came with cases and lie with the case's tenant. */
    long files(Collection<UUID> drafts, long bytes) {
        return owner.sql("""
                select count(*)
                  from cases.case c
                  join cases.attachment a on a.tenant = c.tenant and a.case_id = c.id
                  join platform.file f on f.tenant = c.tenant and f.id = a.file
                 where c.draft = any(:drafts) and f.size >= :bytes
                """)
                .param("drafts", drafts.toArray(UUID[]::new))
                .param("bytes", bytes)
                .query(Long.class)
                .single();
    }
}
