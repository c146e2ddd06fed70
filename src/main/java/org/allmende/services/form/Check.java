package org.allmende.services.form;

import org.allmende.platform.feel.Expression;

/** A rule that an answer must meet, and what to say when it does not. A rule that cannot be answered yet is met. */
public record Check(Expression rule, Text message) {}
