package org.allmende.platform.postgres;

import org.jspecify.annotations.Nullable;

/** A backup cannot be made or restored; the message says what to do about it, for the operator. Nothing was changed. */
public final class BackupFailed extends RuntimeException {
    BackupFailed(String message) {
        this(message, null);
    }

    BackupFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
