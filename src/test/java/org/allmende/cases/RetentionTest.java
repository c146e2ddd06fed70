package org.allmende.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.allmende.Citizen;
import org.allmende.DemoCounty;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.operations.Runner;
import org.junit.jupiter.api.Test;

class RetentionTest {

    private static final DemoCounty COUNTY = DemoCounty.county();

    /** The audit log says that there was a case, by its id; letters in the outbox are forgotten on their own. */
    private static final Set<String> KEPT_ELSEWHERE = Set.of("platform.audit_entry", "platform.mail");

    /** A case that is done, with its letter. */
    private record Done(UUID id, UUID notice) {}

    @Test
    void ofACaseNothingIsLeftWhenItsTimeIsOver() {
        var done = refuseAnApplication();
        assertThat(mentions(done.id())).contains("cases.case", "cases.entry", "cases.letter", "engine.act_hi_actinst");
        assertThat(mentions(done.notice())).contains("platform.file");

        change("update cases.case set delete_after = current_date where id = :id", done.id());
        work("case deletion");
        assertThat(mentions(done.id())).as("kept on its last day").contains("cases.case");

        change("update cases.case set delete_after = current_date - 1 where id = :id", done.id());
        work("case deletion");

        assertThat(mentions(done.id())).isEmpty();
        assertThat(mentions(done.notice())).isEmpty();
        assertThat(COUNTY.owner()
                        .sql("select action from platform.audit_entry where subject = :id order by seq desc limit 1")
                        .param("id", done.id().toString())
                        .query(String.class)
                        .single())
                .isEqualTo("case.deleted");
    }

    private static Done refuseAnApplication() {
        new Citizen(COUNTY.visitor()).send("gladenbach", "eheurkunde");
        var id = newest("case_id").owner();
        var tenant = COUNTY.owner()
                .sql("select tenant from cases.case where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
        var clerk =
                COUNTY.bean(Accounts.class).findByLogin("standesamt." + tenant).orElseThrow();
        var staff =
                new Staff(clerk.id(), clerk.name(), tenant, List.of(tenant), Set.of(Role.CLERK), Set.of("standesamt"));
        COUNTY.bean(CaseWork.class).decide(staff, id, "abgelehnt", 0, "Die Angaben passen zu keinem Eintrag.");
        for (int patience = 0; patience < 300; patience++) {
            var notice = COUNTY.owner()
                    .sql("select file from cases.letter where case_id = :id and kind = 'NOTICE'")
                    .param("id", id)
                    .query(UUID.class)
                    .optional();
            if (notice.isPresent()) {
                return new Done(id, notice.get());
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("The notice was not made.");
    }

    /** A file and what it belongs to. */
    private record Attached(UUID owner, UUID file) {}

    @Test
    void aDraftThatNobodyGoesOnWithIsDeletedWithItsFiles() {
        new Citizen(COUNTY.visitor()).fillIn("gladenbach", "eheurkunde");
        var attached = newest("draft");

        change("update cases.draft set expires = current_date - 1 where id = :id", attached.owner());
        work("draft deletion");

        assertThat(mentions(attached.owner())).isEmpty();
        assertThat(mentions(attached.file())).isEmpty();
    }

    @Test
    void theDraftOfACaseTakesNothingOfTheCaseWithIt() {
        new Citizen(COUNTY.visitor()).send("gladenbach", "eheurkunde");
        var attached = newest("case_id");

        change("""
                update cases.draft set expires = current_date - 1
                 where id = (select draft from cases.case where id = :id)
                """, attached.owner());
        work("draft deletion");

        assertThat(mentions(attached.file())).contains("cases.attachment", "platform.file");
    }

    private static Attached newest(String owner) {
        return COUNTY.owner().sql("""
                select %1$s as owner, file from cases.attachment where %1$s is not null order by added desc limit 1
                """.formatted(owner)).query(Attached.class).single();
    }

    private static void change(String sql, UUID id) {
        COUNTY.owner().sql(sql).param("id", id).update();
    }

    private static void work(String name) {
        COUNTY.context().getBeansOfType(DueWork.class).values().stream()
                .filter(work -> work.name().equals(name))
                .forEach(work -> COUNTY.bean(Runner.class).run(work));
    }

    /** The tables in which some row names the id, in any column. */
    private static Set<String> mentions(UUID id) {
        var found = new TreeSet<String>();
        for (var table : tables()) {
            var count = COUNTY.owner()
                    .sql("select count(*) from %s as it where it::text like '%%' || :id || '%%'".formatted(table))
                    .param("id", id.toString())
                    .query(Integer.class)
                    .single();
            if (count > 0 && !KEPT_ELSEWHERE.contains(table)) {
                found.add(table);
            }
        }
        return found;
    }

    private static List<String> tables() {
        return COUNTY.owner().sql("""
                select n.nspname || '.' || c.relname
                  from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind = 'r' and n.nspname in ('platform', 'services', 'cases', 'engine')
                """).query(String.class).list();
    }
}
