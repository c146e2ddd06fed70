package org.allmende.cases.bpmn;

import java.util.List;
import java.util.Map;
import org.allmende.platform.feel.Expression;
import org.allmende.platform.feel.Feel;
import org.allmende.platform.feel.NotFeel;
import org.allmende.platform.feel.Scope;

/** Conditions on sequence flows, in FEEL, tried on a case's flags. */
final class Conditions {

    private Conditions() {}

    static Expression read(String condition) {
        try {
            return Feel.parse(condition);
        } catch (NotFeel refused) {
            throw new ProcessRefused(List.of(condition + ": " + refused.getMessage()), null);
        }
    }

    /** Fails where FEEL itself says null: a flag that is not set must not silently mean "no". */
    static boolean holds(Expression condition, Map<String, Object> flags) {
        var missing = condition.names().stream()
                .filter(name -> !flags.containsKey(name))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "%s: the case has no flag %s".formatted(condition, String.join(", ", missing)));
        }
        if (condition.value(Scope.of(flags)) instanceof Boolean answer) {
            return answer;
        }
        throw new IllegalStateException(condition + ": is neither true nor false");
    }
}
