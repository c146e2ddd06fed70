package org.allmende.services.bpmn;

import org.allmende.services.feel.Expression;
import org.jspecify.annotations.Nullable;

/**
 * The way from one node to another.
 *
 * @param condition over the process's flags; null for always
 * @param otherwise taken at an exclusive gateway when no condition holds
 */
public record Flow(
        String id, String source, String target, @Nullable Expression condition, boolean otherwise) {}
