package org.allmende.cases.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Map;
import org.allmende.platform.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.flowable.common.engine.impl.el.VariableContainerWrapper;

class ConditionsTest {

    private final Conditions conditions = new Conditions();

    @Test
    void conditionsAreFeel() {
        assertThat(conditions.holds("= decision = \"refuse\"", Map.of("decision", "refuse"))).isTrue();
        assertThat(conditions.holds("= decision = \"refuse\"", Map.of("decision", "grant"))).isFalse();
        assertThat(conditions.holds("= not(complete) and copies > 2", Map.of("complete", false, "copies", 3))).isTrue();
    }

    @Test
    void whatFeelWouldSuppressIsAnError() {
        assertThatThrownBy(() -> conditions.holds("= decison = \"refuse\"", Map.of("decision", "refuse")))
                .hasMessage("= decison = \"refuse\": No variable found with name 'decison'");
        assertThatThrownBy(() -> conditions.holds("= copies", Map.of("copies", 3)))
                .hasMessage("= copies: is neither true nor false");
        assertThatThrownBy(() -> conditions.read("= decision ==")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void flowablesOwnExpressionLanguageIsOutOfReach() {
        var expressions = new FeelExpressions(conditions);
        var flags = new VariableContainerWrapper(Map.of("a", true));
        assertThat(expressions.createExpression("${1 + 1}").getValue(flags)).isEqualTo("${1 + 1}");
        assertThat(expressions.createExpression("= a").getValue(flags)).isEqualTo(true);
        assertThatThrownBy(() -> expressions.getElContext(flags)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void evenPastTheRulesNothingButFeelIsEvaluated() {
        try (var database = TestDatabase.create()) {
            var flowable = new Flowable(database.app, database.transactions, Clock.systemUTC());
            var repository = flowable.buildProcessEngine().getRepositoryService();
            var bpmn = Processes.of("<startEvent id='s'/><userTask id='t'/><sequenceFlow id='f' sourceRef='s' targetRef='t'>"
                    + "<conditionExpression language='juel'>${1 == 1}</conditionExpression></sequenceFlow>");
            assertThatThrownBy(() -> repository.createDeployment().addString("p.bpmn", bpmn).disableSchemaValidation().deploy())
                    .hasStackTraceContaining("= ${1 == 1}");
            assertThat(flowable.getScriptingEngines()).isNull();
            assertThat(flowable.getExpressionManager()).isInstanceOf(FeelExpressions.class);
        }
    }
}
