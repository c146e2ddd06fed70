package org.allmende.services.bpmn;

import java.util.Map;
import java.util.Set;
import org.allmende.platform.feel.Expression;
import org.allmende.platform.feel.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The way from one node to another.
 *
 * @param name what is written beside the arrow, empty for nothing
 * @param condition over the process's flags or over answers; null for always
 * @param otherwise taken at an exclusive gateway when no condition holds
 */
public record Flow(
        String id,
        String name,
        String source,
        String target,
        @Nullable Expression condition,
        boolean otherwise) {

    /** So begins the flag that says whether the condition of a way holds. */
    private static final String WAY = "weg_";

    /**
     * Whether the condition reads answers. The engine never sees those: whether it holds is found out when a case starts, and the
     * engine knows that by a flag.
     */
    public boolean readsAnswers() {
        return condition != null && readsAnswers(condition.names());
    }

    /** Answers have dotted names, {@code ehe.ort}; flags have plain ones. */
    public static boolean readsAnswers(Set<String> names) {
        return names.stream().anyMatch(name -> name.contains(".") || name.equals("today"));
    }

    /** The flag by which the engine knows whether the condition on this way holds for a case. */
    public static String flag(String id) {
        return WAY + id;
    }

    boolean holds(Map<String, ? extends @Nullable Object> flags) {
        return condition != null
                && (readsAnswers() ? Boolean.TRUE.equals(flags.get(flag(id))) : condition.holds(Scope.of(flags)));
    }
}
