package org.allmende.services.form;

import org.allmende.platform.feel.Expression;

/**
 * A value that follows from answers, {@code computed.id} in expressions.
 *
 * @param after position of the last step that it reads; from there on it is known
 */
public record Computed(String id, Text label, Expression value, int after) {}
