package org.allmende.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Period;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.allmende.platform.audit.AuditCheck.Fault;
import org.allmende.platform.audit.AuditCheck.Result;
import org.allmende.platform.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditTest {

    private static final String TENANT = "gladenbach";

    private static TestDatabase database;
    private static Audit audit;
    private static AuditCheck check;

    @BeforeAll
    static void startDatabase() {
        database = TestDatabase.create();
        audit = new Audit(database.db, database.tenancy, Clock.systemUTC());
        check = new AuditCheck(database.db, database.tenancy, Clock.systemUTC());
    }

    @AfterAll
    static void closeDatabase() {
        database.close();
    }

    @BeforeEach
    void empty() {
        tamper("truncate platform.audit_entry, platform.audit_head");
    }

    @Test
    void anActIsWrittenWithItsActorAndComesBackAsItWas() {
        Actor.as(
                "Frau Beispiel",
                () -> database.tenancy.run(
                        TENANT,
                        () -> audit.record(
                                "case.decided",
                                "4711",
                                Map.of("outcome", "granted", "note", "\"Größe\"\n\u0001 ∞ \uD83D\uDE00"))));

        AuditEntry entry =
                database.tenancy.as(TENANT, () -> audit.listAbout("4711")).getFirst();
        assertThat(entry.seq()).isEqualTo(1);
        assertThat(entry.actor()).isEqualTo("Frau Beispiel");
        assertThat(entry.action()).isEqualTo("case.decided");
        assertThat(entry.details())
                .containsEntry("outcome", "granted")
                .containsEntry("note", "\"Größe\"\n\u0001 ∞ \uD83D\uDE00");
        assertThat(entry.hash()).isEqualTo(entry.computeHash());
        assertThat(check.verify(TENANT)).isEqualTo(new Result.Intact(1, 1, entry.hash()));
    }

    @Test
    void whatPostgresCannotKeepDoesNotBreakTheChain() {
        database.tenancy.run(TENANT, () -> audit.record("a\0b", "x\uD800y", Map.of("k\0", "v\uDFFF")));

        assertThat(check.verify(TENANT)).isInstanceOf(Result.Intact.class);
    }

    @Test
    void anActTakenBackLeavesNoEntry() {
        assertThatThrownBy(() -> database.tenancy.run(TENANT, () -> {
                    audit.record("case.decided", "1", Map.of());
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        record(1);

        assertThat(last()).isEqualTo(1);
    }

    @Test
    void actsForTwoTenantsInOneTransactionGoIntoBothChains() {
        database.tenancy.run("lahntal", () -> {
            audit.record("a", "1", Map.of());
            database.tenancy.run(TENANT, () -> audit.record("b", "2", Map.of()));
            audit.record("c", "3", Map.of());
        });

        assertThat(check.verify("lahntal"))
                .isInstanceOfSatisfying(
                        Result.Intact.class, it -> assertThat(it.last()).isEqualTo(2));
        assertThat(last()).isEqualTo(1);
        assertThat(database.tenancy.as(TENANT, () -> audit.listBefore(Long.MAX_VALUE, 10)))
                .extracting(AuditEntry::action)
                .containsExactly("b");
    }

    @Test
    void actsOfManyAtOnceStandInOneChain() throws Exception {
        Callable<Boolean> clerk = () -> {
            for (int i = 0; i < 50; i++) {
                database.tenancy.run(TENANT, () -> {
                    audit.record("case.opened", "1", Map.of());
                    audit.record("case.decided", "1", Map.of());
                });
            }
            return true;
        };
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var each :
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> clerk).toList())) {
                each.get();
            }
        }

        assertThat(check.verify(TENANT)).isInstanceOf(Result.Intact.class);
        assertThat(last()).isEqualTo(800);
    }

    @Test
    void anEmptyLogIsIntact() {
        assertThat(check.verify(TENANT)).isEqualTo(new Result.Intact(1, 0, AuditEntry.NOTHING));
    }

    @Test
    void everyChangedFieldIsFound() {
        for (String change : new String[] {
            "actor = 'x'",
            "action = 'x'",
            "subject = 'x'",
            "at = at + interval '1 microsecond'",
            "details = '{\"n\": \"x\"}'",
            "details = '{\"n\": {\"n\": 1}}'",
            "details = '{}'",
            "hash = repeat('a', 64)",
            "previous = repeat('a', 64)"
        }) {
            empty();
            record(5);
            tamper("update platform.audit_entry set " + change + " where seq = 3");

            assertThat(check.verify(TENANT)).as(change).isEqualTo(new Result.Broken(3, Fault.CHANGED));
        }
    }

    @Test
    void anEntryRewrittenWithItsRightHashIsFoundByTheNext() {
        record(5);
        AuditEntry third = entry(3);
        var forged = new AuditEntry.Act(third.at(), "x", third.action(), third.subject(), third.details())
                .after(TENANT, 2, third.previous());
        tamper("update platform.audit_entry set actor = 'x', hash = '" + forged.hash() + "' where seq = 3");

        assertThat(check.verify(TENANT)).isEqualTo(new Result.Broken(4, Fault.MISSING));
    }

    @Test
    void anEntryDeletedInTheMiddleIsFound() {
        record(5);
        tamper("delete from platform.audit_entry where seq = 3");

        assertThat(check.verify(TENANT)).isEqualTo(new Result.Broken(3, Fault.MISSING));
    }

    @Test
    void anEntryDeletedWithTheRestMovedUpIsFound() {
        record(5);
        tamper("delete from platform.audit_entry where seq = 3");
        tamper("update platform.audit_entry set seq = seq - 1 where seq > 3");

        assertThat(check.verify(TENANT)).isEqualTo(new Result.Broken(3, Fault.CHANGED));
    }

    @Test
    void entriesInAnotherOrderAreFound() {
        record(5);
        tamper("update platform.audit_entry set seq = 99 where seq = 2");
        tamper("update platform.audit_entry set seq = 2 where seq = 3");
        tamper("update platform.audit_entry set seq = 3 where seq = 99");

        assertThat(check.verify(TENANT)).isEqualTo(new Result.Broken(2, Fault.CHANGED));
    }

    @Test
    void aTailCutOffIsFound() {
        record(5);
        tamper("delete from platform.audit_entry where seq > 3");

        assertThat(check.verify(TENANT)).isEqualTo(new Result.Broken(4, Fault.TAIL));
    }

    @Test
    void aHeadCutOffOrTheWholeLogGoneIsFound() {
        record(5);
        tamper("delete from platform.audit_entry where seq < 3");
        assertThat(check.verify(TENANT)).isEqualTo(new Result.Broken(1, Fault.MISSING));

        tamper("delete from platform.audit_entry");
        assertThat(check.verify(TENANT)).isEqualTo(new Result.Broken(1, Fault.TAIL));
    }

    @Test
    void aChainWithoutItsHeadIsBroken() {
        record(2);
        tamper("delete from platform.audit_head");

        assertThat(check.verify(TENANT)).isInstanceOf(Result.Broken.class);
    }

    @Test
    void theAppCanNeitherChangeNorDeleteNorMoveTheHead() {
        record(2);
        for (String sql : new String[] {
            "update platform.audit_entry set actor = 'x'",
            "delete from platform.audit_entry",
            "truncate platform.audit_entry",
            "update platform.audit_head set seq = 0",
            "delete from platform.audit_head",
            "insert into platform.audit_head values ('lahntal', 1, '', 0, '')"
        }) {
            assertThatThrownBy(() -> database.tenancy.run(
                            TENANT, () -> database.db.sql(sql).update()))
                    .as(sql)
                    .rootCause()
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void theAppCannotWriteAnEntryThatDoesNotContinueTheChain() {
        record(2);
        for (long seq = 1; seq <= 4; seq++) {
            String forged = "insert into platform.audit_entry values ('%s', %d, now(), 'x', 'x', 'x', '{}', '%s', 'x')"
                    .formatted(TENANT, seq, entry(1).hash());
            assertThatThrownBy(() -> database.tenancy.run(
                            TENANT, () -> database.db.sql(forged).update()))
                    .rootCause()
                    .hasMessageContaining("does not continue the chain");
        }
        assertThat(check.verify(TENANT)).isInstanceOf(Result.Intact.class);
    }

    @Test
    void evenTheOwnerDoesNotChangeEntriesByMistake() {
        record(2);
        for (String sql : new String[] {
            "update platform.audit_entry set actor = 'x'",
            "delete from platform.audit_entry",
            "truncate platform.audit_entry"
        }) {
            assertThatThrownBy(() -> database.owner.sql(sql).update())
                    .as(sql)
                    .rootCause()
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void oldEntriesAreForgottenFromTheFrontAndTheRestStaysCheckable() {
        record(3);
        tamper("update platform.audit_entry set at = now() - interval '3 years'");
        rehash();
        record(2);

        assertThat(check.forget(TENANT, Period.ofYears(4))).isZero();
        assertThat(check.forget(TENANT, Period.ofYears(2))).isEqualTo(3);
        assertThat(check.verify(TENANT)).isInstanceOfSatisfying(Result.Intact.class, it -> {
            assertThat(it.first()).isEqualTo(4);
            assertThat(it.last()).isEqualTo(5);
        });
        record(1);
        assertThat(last()).isEqualTo(6);
        assertThatThrownBy(() -> check.forget(TENANT, Period.ofMonths(1)))
                .rootCause()
                .hasMessageContaining("a year at least");
    }

    @Test
    void theOwnerBringsBackABackupAsItWas() {
        record(3);
        Result before = check.verify(TENANT);
        tamper("""
                create table platform.kept as select * from platform.audit_entry;
                truncate platform.audit_entry
                """);
        database.owner
                .sql("insert into platform.audit_entry select * from platform.kept")
                .update();
        database.owner.sql("drop table platform.kept").update();

        assertThat(check.verify(TENANT)).isEqualTo(before);
    }

    @Test
    void outsideARequestTheServerItselfActs() {
        assertThat(Actor.current()).isEqualTo("system");
        assertThat(Actor.call("Herr Muster", Actor::current)).isEqualTo("Herr Muster");
        assertThat(Actor.current()).isEqualTo("system");
    }

    private static void record(int acts) {
        for (int i = 0; i < acts; i++) {
            String number = String.valueOf(i);
            database.tenancy.run(TENANT, () -> audit.record("case.opened", "4711", Map.of("n", number)));
        }
    }

    private static AuditEntry entry(long seq) {
        return database.tenancy.as(TENANT, () -> audit.listBefore(seq + 1, 1)).getFirst();
    }

    private static long last() {
        return ((Result.Intact) check.verify(TENANT)).last();
    }

    /** What only somebody with the owner's password can do. */
    private static void tamper(String sql) {
        database.owner
                .sql("alter table platform.audit_entry disable trigger user")
                .update();
        database.owner.sql(sql).update();
        database.owner
                .sql("alter table platform.audit_entry enable trigger user")
                .update();
    }

    private static void rehash() {
        String previous = AuditEntry.NOTHING;
        for (long seq = 1; seq <= 3; seq++) {
            AuditEntry it = entry(seq);
            AuditEntry right = new AuditEntry.Act(it.at(), it.actor(), it.action(), it.subject(), it.details())
                    .after(TENANT, seq - 1, previous);
            previous = right.hash();
            tamper("update platform.audit_entry set previous = '%s', hash = '%s' where seq = %d"
                    .formatted(right.previous(), right.hash(), seq));
        }
        tamper("update platform.audit_head set hash = '" + previous + "'");
    }
}
