package org.allmende.cases.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import org.allmende.platform.database.TestDatabase;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A package is a stranger's code: what the engine does not run, whoever has let it through until here. */
class AllowedProcessTest {

    private static final String START = "<startEvent id='s'/>";

    private static TestDatabase database;
    private static Engine engine;

    @BeforeAll
    static void migrate() {
        database = TestDatabase.create();
        engine = new Engine(database.app, database.transactions, database.db, Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        engine.destroy();
        database.close();
    }

    @Test
    void onlyPeopleGatewaysAndFlowsAreAllowed() {
        refusal(START + "<scriptTask id='x' scriptFormat='groovy'><script>1</script></scriptTask>")
                .isEqualTo("x is a ScriptTask");
        refusal(START + "<serviceTask id='x' flowable:class='java.lang.Runtime'/>")
                .isEqualTo("x is a ServiceTask");
        refusal(START + "<serviceTask id='x' flowable:expression='${1}'/><callActivity id='y' calledElement='p'/>")
                .isEqualTo("x is a ServiceTask; y is a CallActivity");
        refusal(
                        "<startEvent id='s'><timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition></startEvent>")
                .isEqualTo("s waits for an event");
        refusal(START + "<userTask id='t'><multiInstanceLoopCharacteristics><loopCardinality>9999</loopCardinality>"
                        + "</multiInstanceLoopCharacteristics></userTask>")
                .isEqualTo("t repeats");
        refusal(START + "<userTask id='t' flowable:async='true'/>").isEqualTo("t is asynchronous");
    }

    @Test
    void nothingListens() {
        refusal(START + "<userTask id='t'><extensionElements><flowable:taskListener event='create' class='x.Y'/>"
                        + "</extensionElements></userTask>")
                .isEqualTo("t has listeners");
        refusal(START
                        + "<endEvent id='e'><extensionElements><flowable:executionListener event='start' expression='${1}'/>"
                        + "</extensionElements></endEvent>")
                .isEqualTo("e has listeners");
        refusal("<extensionElements><flowable:executionListener event='start' class='x.Y'/></extensionElements>"
                        + START)
                .isEqualTo("A process has neither listeners nor data");
    }

    @Test
    void conditionsAreFeelWhateverTheySay() {
        refusal(START + "<userTask id='t'/>"
                        + flow("<conditionExpression language='groovy'>System.exit(1)</conditionExpression>"))
                .startsWith("System.exit(1): ");
        refusal(START + "<userTask id='t'/>" + flow("<conditionExpression>${1 == 1}</conditionExpression>"))
                .startsWith("${1 == 1}: ");
        refusal(START + "<userTask id='t'/>" + flow("<conditionExpression>= not(complete</conditionExpression>"))
                .startsWith("= not(complete: ");
    }

    @Test
    void noFileReachesOutside() {
        var bpmn = Processes.of(START + "<userTask id='t' name='&x;'/>");
        assertThatThrownBy(() -> engine.deploy(
                        "p", "1.0.0", "<!DOCTYPE definitions [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + bpmn))
                .isInstanceOf(ProcessRefused.class);
        assertThatThrownBy(() -> engine.deploy("p", "1.0.0", "no XML")).isInstanceOf(ProcessRefused.class);
    }

    @Test
    void thereIsOneProcessAndItCanRun() {
        refusal(START + "</process><process id='q'>" + START).isEqualTo("There is more than one process in the file");
        assertThatThrownBy(() -> engine.deploy("p", "1.0.0", Processes.of(START).replace("\"true\"", "\"false\"")))
                .isInstanceOf(ProcessRefused.class)
                .hasMessageContaining("non-executable");
    }

    private static AbstractStringAssert<?> refusal(String elements) {
        try {
            engine.deploy("p", "1.0.0", Processes.of(elements));
        } catch (ProcessRefused refused) {
            return assertThat(String.join("; ", refused.reasons())).as(elements);
        }
        throw new AssertionError("not refused: " + elements);
    }

    private static String flow(String condition) {
        return "<sequenceFlow id='f' sourceRef='s' targetRef='t'>%s</sequenceFlow>".formatted(condition);
    }
}
