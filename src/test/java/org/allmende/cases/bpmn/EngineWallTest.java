package org.allmende.cases.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.allmende.platform.database.TestDatabase;
import org.allmende.platform.time.Ids;
import org.flowable.engine.ProcessEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** The engine knows no tenant; PostgreSQL keeps them apart. */
class EngineWallTest {

    /** Tables that all tenants share, each with the reason why nobody's case can be in it. */
    private static final Map<String, String> SHARED = Map.of(
            "act_ge_property", "the schema's version; read only",
            "act_re_model", "unused; read only",
            "act_procdef_info", "unused; read only",
            "act_re_deployment", "key and version of a package",
            "act_re_procdef", "the process of a package's version",
            "act_ge_bytearray", "the BPMN file of a deployment; a constraint refuses anything else");

    private static final Set<String> WRITTEN = Set.of(
            "act_ru_execution",
            "act_ru_task",
            "act_ru_variable",
            "act_ru_actinst",
            "act_hi_procinst",
            "act_hi_actinst");

    private static TestDatabase database;
    private static Engine engine;
    private static UUID ours;

    @BeforeAll
    static void aCaseOfGladenbach() {
        database = TestDatabase.create();
        engine = new Engine(database.app, database.transactions, database.db, Clock.systemUTC());
        engine.deploy("eheurkunde", "1.0.0", Processes.eheurkunde());
        ours = Ids.next();
        database.tenancy.run("gladenbach", () -> {
            engine.start(ours, "eheurkunde", "1.0.0", Map.of("urgent", true));
            engine.complete(ours, "pruefen", Map.of("complete", true));
        });
    }

    @AfterAll
    static void stop() {
        engine.destroy();
        database.close();
    }

    @Test
    void everyTableHasAPolicyOrAReason() {
        var policies = database.owner
                .sql("""
                        select c.relname, c.relrowsecurity, p.qual, p.with_check
                          from pg_class c
                          left join pg_policies p on p.schemaname = 'engine' and p.tablename = c.relname
                         where c.relnamespace = 'engine'::regnamespace
                           and c.relkind = 'r'
                        """)
                .query((row, number) -> Map.entry(
                        row.getString(1), row.getBoolean(2) + " " + row.getString(3) + " " + row.getString(4)))
                .list();
        assertThat(policies).hasSizeGreaterThan(25);
        assertThat(policies)
                .filteredOn(policy -> !SHARED.containsKey(policy.getKey()))
                .allSatisfy(policy -> assertThat(policy.getValue())
                        .as(policy.getKey())
                        .isEqualTo("true (tenant = platform.tenant()) (tenant = platform.tenant())"));
    }

    @Test
    void whatACaseDoesNotNeedNobodyMayWrite() {
        var writable = database.owner.sql("""
                        select distinct table_name
                          from information_schema.role_table_grants
                         where table_schema = 'engine'
                           and grantee <> 'allmende_owner'
                           and privilege_type in ('INSERT', 'UPDATE', 'TRUNCATE', 'TRIGGER', 'REFERENCES')
                        """).query(String.class).set();
        assertThat(writable).containsAll(WRITTEN);
        writable.removeAll(WRITTEN);
        assertThat(writable).containsExactlyInAnyOrder("act_re_deployment", "act_re_procdef", "act_ge_bytearray");
    }

    @Test
    void everyRowOfACaseBelongsToItsTenant() {
        var rows = new TreeMap<String, Long>();
        for (var table : WRITTEN) {
            rows.put(table, count(table, "gladenbach"));
            assertThat(count(table, "biedenkopf")).as(table).isZero();
            assertThat(database.db
                            .sql("select count(*) from engine." + table)
                            .query(Long.class)
                            .single())
                    .as("without a tenant")
                    .isZero();
        }
        assertThat(rows)
                .hasToString(
                        "{act_hi_actinst=7, act_hi_procinst=1, act_ru_actinst=7, act_ru_execution=2, act_ru_task=1, act_ru_variable=2}");
    }

    @Test
    void aNeighbourSeesNeitherCaseNorTaskNorFlag() {
        database.tenancy.run("biedenkopf", () -> {
            assertThat(engine.isRunning(ours)).isFalse();
            assertThatThrownBy(() -> engine.position(ours)).isInstanceOf(CaseHasNoProcess.class);
            assertThatThrownBy(() -> engine.drawing(ours)).isInstanceOf(CaseHasNoProcess.class);
            engine.delete(ours);
        });
        assertThatThrownBy(() -> database.tenancy.run(
                        "biedenkopf", () -> engine.complete(ours, "entscheiden", Map.of("decision", "grant"))))
                .isInstanceOf(CaseHasNoProcess.class);
        assertThat(database.tenancy.as("gladenbach", () -> engine.position(ours).current()))
                .containsExactly("entscheiden");
    }

    @Test
    void flowablesOwnQueriesStayBehindTheWallToo() {
        ProcessEngine flowable =
                new Flowable(database.app, database.transactions, Clock.systemUTC()).buildProcessEngine();
        var id = ours.toString();
        var queries = List.<java.util.function.LongSupplier>of(
                () -> flowable.getTaskService().createTaskQuery().count(),
                () -> flowable.getRuntimeService().createProcessInstanceQuery().count(),
                () -> flowable.getRuntimeService()
                        .createExecutionQuery()
                        .processInstanceId(id)
                        .count(),
                () -> flowable.getRuntimeService().createVariableInstanceQuery().count(),
                () -> flowable.getRuntimeService().createActivityInstanceQuery().count(),
                () -> flowable.getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .count(),
                () -> flowable.getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .count());
        for (var query : queries) {
            assertThat(database.tenancy.<Long>as("gladenbach", query::getAsLong))
                    .isPositive();
            assertThat(database.tenancy.<Long>as("biedenkopf", query::getAsLong))
                    .isZero();
            assertThat(query.getAsLong()).isZero();
        }
        flowable.close();
    }

    @Test
    void withoutATenantNothingStarts() {
        assertThatThrownBy(() -> engine.start(Ids.next(), "eheurkunde", "1.0.0", Map.of()))
                .hasRootCauseMessage("ERROR: new row violates row-level security policy for table \"act_hi_procinst\"");
    }

    @Test
    void aNeighbourCannotWriteInOurName() {
        assertThatThrownBy(() -> database.tenancy.run(
                        "biedenkopf",
                        () -> database.db
                                .sql(
                                        "insert into engine.act_ru_variable (id_, type_, name_, tenant) values ('x', 'boolean', 'a', 'gladenbach')")
                                .update()))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("row-level security");
    }

    @Test
    void theDatabaseItselfRefusesAnAnswer() {
        assertThatThrownBy(() -> database.tenancy.run(
                        "gladenbach",
                        () -> database.db
                                .sql(
                                        "insert into engine.act_ru_variable (id_, type_, name_, text_) values ('x', 'string', 'a', 'Leonie Hartwig')")
                                .update()))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("routing_flag");
        assertThatThrownBy(() -> database.db
                        .sql("insert into engine.act_ge_bytearray (id_, bytes_) values ('x', 'Leonie')")
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("belongs_to_deployment");
    }

    @Test
    void theEngineIsTheOneItsTablesWereMadeFor() {
        assertThat(ProcessEngine.VERSION)
                .as("a newer engine needs a migration that runs its upgrade scripts; see V2__engine")
                .isEqualTo("8.0.0.0");
    }

    private static long count(String table, String tenant) {
        return database.tenancy.as(
                tenant,
                () -> database.db
                        .sql("select count(*) from engine." + table)
                        .query(Long.class)
                        .single());
    }
}
