package org.allmende.cases.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.flowable.common.engine.impl.el.VariableContainerWrapper;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    @Test
    void conditionsAreFeel() {
        assertThat(holds("= decision = \"refuse\"", Map.of("decision", "refuse")))
                .isTrue();
        assertThat(holds("= decision = \"refuse\"", Map.of("decision", "grant")))
                .isFalse();
        assertThat(holds("= not(complete) and copies > 2", Map.of("complete", false, "copies", 3)))
                .isTrue();
    }

    @Test
    void whatFeelWouldAnswerWithNullIsAnError() {
        assertThatThrownBy(() -> holds("= decison = \"refuse\"", Map.of("decision", "refuse")))
                .hasMessage("decison = \"refuse\": the case has no flag decison");
        assertThatThrownBy(() -> holds("= copies", Map.of("copies", 3)))
                .hasMessage("copies: is neither true nor false");
        assertThatThrownBy(() -> Conditions.read("= decision ==")).isInstanceOf(ProcessRefused.class);
    }

    @Test
    void flowablesOwnExpressionLanguageIsOutOfReach() {
        var expressions = new FeelExpressions();
        var flags = new VariableContainerWrapper(Map.of("a", true));
        assertThat(expressions.createExpression("${1 + 1}").getValue(flags)).isEqualTo("${1 + 1}");
        assertThat(expressions.createExpression("= a").getValue(flags)).isEqualTo("= a");
        assertThat(expressions.createExpression(FeelExpressions.MARK + "= a").getValue(flags))
                .isEqualTo(true);
        assertThatThrownBy(() -> expressions.getElContext(flags)).isInstanceOf(UnsupportedOperationException.class);
    }

    private static boolean holds(String condition, Map<String, Object> flags) {
        return Conditions.holds(Conditions.read(condition), flags);
    }
}
