package org.allmende.cases.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.allmende.platform.database.TestDatabase;
import org.allmende.platform.time.GermanDates;
import org.allmende.platform.time.Ids;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EngineTest {

    private static final String TOWN = "gladenbach";
    private static TestDatabase database;
    private static Engine engine;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.create();
        engine = new Engine(database.app, database.transactions, database.db, Clock.systemUTC());
        engine.deploy("eheurkunde", "1.0.0", Processes.eheurkunde());
    }

    @AfterAll
    static void stop() {
        engine.destroy();
        database.close();
    }

    @Test
    void aCaseIsLedAlongItsProcess() {
        var id = start();
        assertThat(standing(id)).isEqualTo("at pruefen");
        complete(id, "pruefen", Map.of("complete", true));
        assertThat(standing(id)).isEqualTo("pruefen, at entscheiden");
        complete(id, "entscheiden", Map.of("decision", "grant"));
        complete(id, "bescheid", Map.of());
        assertThat(standing(id)).isEqualTo("pruefen, entscheiden, bescheid, at versenden");
        assertThat(running(id)).isTrue();
        complete(id, "versenden", Map.of());
        assertThat(standing(id)).isEqualTo("pruefen, entscheiden, bescheid, versenden, ended");
        assertThat(running(id)).isFalse();
    }

    @Test
    void aTaskThatWasAskedBackComesAgain() {
        var id = start();
        complete(id, "pruefen", Map.of("complete", false));
        assertThat(standing(id)).isEqualTo("pruefen, at rueckfrage");
        complete(id, "rueckfrage", Map.of());
        assertThat(standing(id)).isEqualTo("rueckfrage, at pruefen");
    }

    @Test
    void aRefusalEndsWithoutACertificate() {
        var id = start();
        complete(id, "pruefen", Map.of("complete", true));
        complete(id, "entscheiden", Map.of("decision", "refuse"));
        complete(id, "bescheid", Map.of());
        assertThat(standing(id)).isEqualTo("pruefen, entscheiden, bescheid, ended");
    }

    @Test
    void startingTwiceStartsOnce() {
        var id = start();
        complete(id, "pruefen", Map.of("complete", true));
        database.tenancy.run(TOWN, () -> engine.start(id, "eheurkunde", "1.0.0", Map.of()));
        assertThat(standing(id)).isEqualTo("pruefen, at entscheiden");
    }

    @Test
    void aTaskThatIsNotThereCannotBeFinished() {
        var id = start();
        assertThatThrownBy(() -> complete(id, "entscheiden", Map.of()))
                .isInstanceOf(CaseNotAtTask.class)
                .hasMessage("Case " + id + " is not at entscheiden but at [pruefen]");
        assertThat(standing(id)).isEqualTo("at pruefen");
    }

    @Test
    void aCaseWithoutProcessIsSaid() {
        var id = Ids.next();
        assertThatThrownBy(() -> standing(id)).isInstanceOf(CaseHasNoProcess.class);
        assertThatThrownBy(() -> complete(id, "pruefen", Map.of())).isInstanceOf(CaseHasNoProcess.class);
        assertThat(running(id)).isFalse();
    }

    @Test
    @Timeout(60)
    void ofTwoClerksWhoFinishTheSameTaskOneIsToldSo() throws Exception {
        var id = start();
        var second = new Thread[1];
        var failure = new Throwable[1];
        database.tenancy.run(TOWN, () -> {
            engine.complete(id, "pruefen", Map.of("complete", true));
            second[0] = Thread.ofVirtual().start(() -> {
                try {
                    complete(id, "pruefen", Map.of("complete", false));
                } catch (RuntimeException late) {
                    failure[0] = late;
                }
            });
            waitUntilBlocked();
        });
        second[0].join();
        assertThat(failure[0]).isInstanceOf(CaseNotAtTask.class).hasMessageContaining("somebody else");
        assertThat(standing(id)).isEqualTo("pruefen, at entscheiden");
    }

    @Test
    void theEnginesStepAndTheStaffsActAreOneTransaction() {
        var id = start();
        assertThatThrownBy(() -> database.tenancy.run(TOWN, () -> {
                    engine.complete(id, "pruefen", Map.of("complete", true));
                    throw new IllegalStateException("the notice could not be stored");
                }))
                .hasMessage("the notice could not be stored");
        assertThat(standing(id)).isEqualTo("at pruefen");
    }

    @Test
    void aMissingFlagStopsTheStepInsteadOfMeaningNo() {
        var id = start();
        assertThatThrownBy(() -> complete(id, "pruefen", Map.of()))
                .hasMessage("complete: the case has no flag complete");
        assertThat(standing(id)).isEqualTo("at pruefen");
    }

    @Test
    void noAnswerAndNoNameGetsIn() {
        var id = start();
        for (var value : new Object[] {"Leonie Hartwig", "Hartwig", "a".repeat(41), 4.5, Instant.EPOCH, Map.of()}) {
            assertThatThrownBy(() -> complete(id, "pruefen", Map.of("note", value)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Flag note holds neither");
        }
        assertThatThrownBy(() -> complete(id, "pruefen", Map.of("Leonie Hartwig", true)))
                .isInstanceOf(IllegalArgumentException.class);
        complete(id, "pruefen", Map.of("complete", true, "copies", 2, "route", "by-post"));
        assertThat(standing(id)).isEqualTo("pruefen, at entscheiden");
    }

    @Test
    void deployingTheSameAgainChangesNothing() {
        long before = deployments();
        engine.deploy("eheurkunde", "1.0.0", Processes.eheurkunde());
        assertThat(deployments()).isEqualTo(before);
    }

    @Test
    void aTaskNameIsTextHoweverItLooks() {
        engine.deploy("eheurkunde", "1.2.0", Processes.eheurkunde().replace("\"Prüfung\"", "\"= ${1 + 1}\""));
        var id = startOf("eheurkunde", "1.2.0");
        assertThat(database.owner
                        .sql("select name_ from engine.act_ru_task where proc_inst_id_ = :id")
                        .param("id", id.toString())
                        .query(String.class)
                        .single())
                .isEqualTo("= ${1 + 1}");
    }

    @Test
    void aCaseKeepsTheProcessWithWhichItStarted() {
        engine.deploy("hund", "1.0.0", Processes.eheurkunde());
        var old = startOf("hund", "1.0.0");
        engine.deploy("hund", "1.0.0", Processes.eheurkunde().replace("Prüfung", "Sichtung"));
        var recent = startOf("hund", "1.0.0");
        database.tenancy.run(TOWN, () -> {
            assertThat(engine.drawing(old).steps(engine.position(old)).get(1).name())
                    .isEqualTo("Prüfung");
            assertThat(engine.drawing(recent)
                            .steps(engine.position(recent))
                            .get(1)
                            .name())
                    .isEqualTo("Sichtung");
        });
    }

    @Test
    void aCaseMovesToAnotherVersionAndGoesOnFromWhereItStands() {
        engine.deploy("umzug", "1.0.0", Processes.eheurkunde());
        engine.deploy("umzug", "1.1.0", Processes.eheurkunde().replace("Entscheidung", "Beschluss"));
        var id = startOf("umzug", "1.0.0");
        complete(id, "pruefen", Map.of("complete", true));
        database.tenancy.run(TOWN, () -> engine.move(id, "umzug", "1.1.0", Map.of("weg_eilig", true)));
        assertThat(standing(id)).isEqualTo("pruefen, at entscheiden");
        database.tenancy.run(
                TOWN, () -> assertThat(engine.drawing(id).name("entscheiden")).isEqualTo("Beschluss"));
        complete(id, "entscheiden", Map.of("decision", "refuse"));
        complete(id, "bescheid", Map.of());
        assertThat(standing(id)).isEqualTo("pruefen, entscheiden, bescheid, ended");
    }

    @Test
    void aConditionOverAnswersReachesTheEngineAsAFlagOnly() {
        engine.deploy("antworten", "1.0.0", Processes.eheurkunde().replace("= complete", "= wunsch.exemplare > 2"));
        var many = Ids.next();
        database.tenancy.run(TOWN, () -> engine.start(many, "antworten", "1.0.0", Map.of("weg_f3", true)));
        complete(many, "pruefen", Map.of("complete", true));
        assertThat(standing(many)).isEqualTo("pruefen, at entscheiden");
        var few = Ids.next();
        database.tenancy.run(TOWN, () -> engine.start(few, "antworten", "1.0.0", Map.of("weg_f3", false)));
        complete(few, "pruefen", Map.of("complete", false));
        assertThat(standing(few)).isEqualTo("pruefen, at rueckfrage");
    }

    @Test
    void whatWasNeverDeployedCannotStart() {
        assertThatThrownBy(() -> startOf("eheurkunde", "9.9.9"))
                .hasMessage("No process is deployed for eheurkunde 9.9.9");
    }

    @Test
    void aConditionThatNobodyCanReadIsRefusedWhenItIsDeployed() {
        var broken = Processes.eheurkunde().replace("= not(complete)", "= not(complete");
        assertThatThrownBy(() -> engine.deploy("eheurkunde", "2.0.0", broken)).isInstanceOf(ProcessRefused.class);
        assertThatThrownBy(() -> startOf("eheurkunde", "2.0.0")).hasMessageStartingWith("No process is deployed");
    }

    @Test
    void aConditionNeedsNoTypeButSaysThatItIsFeel() {
        engine.deploy("eheurkunde", "1.1.0", Processes.eheurkunde().replace("xsi:type=\"tFormalExpression\" ", ""));
        var id = startOf("eheurkunde", "1.1.0");
        complete(id, "pruefen", Map.of("complete", true));
        assertThat(standing(id)).isEqualTo("pruefen, at entscheiden");
    }

    @Test
    void timesAreThoseOfTheGivenClock() {
        var noon = Instant.parse("2026-10-25T00:30:00Z");
        var then = new Engine(database.app, database.transactions, database.db, Clock.fixed(noon, GermanDates.BERLIN));
        var id = Ids.next();
        database.tenancy.run(TOWN, () -> then.start(id, "eheurkunde", "1.0.0", Map.of()));
        var visits = database.tenancy.as(TOWN, () -> then.position(id)).visits();
        then.destroy();
        assertThat(visits)
                .isNotEmpty()
                .allSatisfy(visit -> assertThat(visit.reached()).isEqualTo(noon));
    }

    @Test
    void aSecondServerLeadsTheSameCaseOn() {
        var id = start();
        var other = new Engine(database.app, database.transactions, database.db, Clock.systemUTC());
        database.tenancy.run(TOWN, () -> other.complete(id, "pruefen", Map.of("complete", true)));
        other.destroy();
        assertThat(standing(id)).isEqualTo("pruefen, at entscheiden");
    }

    @Test
    void deletingForgetsTheCase() {
        var running = start();
        complete(running, "pruefen", Map.of("complete", true));
        var ended = start();
        complete(ended, "pruefen", Map.of("complete", true));
        complete(ended, "entscheiden", Map.of("decision", "refuse"));
        complete(ended, "bescheid", Map.of());
        assertThat(rowsOf(running)).isPositive();
        assertThat(rowsOf(ended)).isPositive();
        database.tenancy.run(TOWN, () -> {
            engine.delete(running);
            engine.delete(ended);
            engine.delete(Ids.next());
        });
        assertThat(rowsOf(running)).isZero();
        assertThat(rowsOf(ended)).isZero();
    }

    /** Rows anywhere in the engine's schema that mention the case. */
    private static long rowsOf(UUID id) {
        return database
                .owner
                .sql("select table_name from information_schema.tables where table_schema = 'engine'")
                .query(String.class)
                .list()
                .stream()
                .mapToLong(table -> database.owner
                        .sql("select count(*) from engine.%s t where t::text like '%%' || :id || '%%'".formatted(table))
                        .param("id", id.toString())
                        .query(Long.class)
                        .single())
                .sum();
    }

    private static long deployments() {
        return database.db
                .sql("select count(*) from engine.act_re_deployment where key_ = 'eheurkunde'")
                .query(Long.class)
                .single();
    }

    private static UUID start() {
        return startOf("eheurkunde", "1.0.0");
    }

    private static UUID startOf(String key, String version) {
        var id = Ids.next();
        database.tenancy.run(TOWN, () -> engine.start(id, key, version, Map.of()));
        return id;
    }

    private static void complete(UUID id, String task, Map<String, Object> flags) {
        database.tenancy.run(TOWN, () -> engine.complete(id, task, flags));
    }

    private static boolean running(UUID id) {
        return database.tenancy.as(TOWN, () -> engine.isRunning(id));
    }

    private static String standing(UUID id) {
        var position = database.tenancy.as(TOWN, () -> engine.position(id));
        var done = position.done().stream().map(visit -> visit.element() + ", ").collect(Collectors.joining());
        return done + (position.ended() ? "ended" : "at " + String.join(" and ", position.current()));
    }

    private static void waitUntilBlocked() {
        long blocked;
        do {
            blocked = database.owner
                    .sql("select count(*) from pg_locks where not granted")
                    .query(Long.class)
                    .single();
            Thread.onSpinWait();
        } while (blocked == 0);
    }
}
