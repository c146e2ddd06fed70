package org.allmende.cases.bpmn;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.syntaxtree.ParsedExpression;

/** Conditions on sequence flows in FEEL (OMG DMN §10.3), read once and tried on a case's flags. */
final class Conditions {

    private final FeelEngineApi feel =
            FeelEngineBuilder.forJava().withEnabledExternalFunctions(false).build();
    private final Map<String, ParsedExpression> parsed = new ConcurrentHashMap<>();

    /** Fails when this is no FEEL. A leading equals sign is how process models mark an expression. */
    void read(String condition) {
        parsed.computeIfAbsent(condition, this::parse);
    }

    /** Fails where FEEL itself says null: a flag that is not set must not silently mean "no". */
    boolean holds(String condition, Map<String, Object> flags) {
        var result = feel.evaluate(parsed.computeIfAbsent(condition, this::parse), flags);
        if (result.isFailure()) {
            throw new IllegalStateException(
                    condition + ": " + result.failure().message());
        }
        if (result.hasSuppressedFailures()) {
            throw new IllegalStateException(condition + ": "
                    + result.getSuppressedFailures().getFirst().failureMessage());
        }
        if (result.result() instanceof Boolean answer) {
            return answer;
        }
        throw new IllegalStateException(condition + ": is neither true nor false");
    }

    private ParsedExpression parse(String condition) {
        var text = condition.strip();
        var result = feel.parseExpression(text.startsWith("=") ? text.substring(1) : text);
        if (result.isFailure()) {
            throw new IllegalArgumentException(
                    condition + ": " + result.failure().message());
        }
        return result.parsedExpression();
    }
}
