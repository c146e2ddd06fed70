package org.allmende.platform.postgres;

import org.jspecify.annotations.Nullable;

/** PostgreSQL cannot do what was asked; the message says what to do about it, for the operator. */
public final class PostgresFailed extends RuntimeException {
    PostgresFailed(String message) {
        this(message, null);
    }

    PostgresFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
