package org.allmende.platform.login;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Somebody who can log in. Without a password hash they use a passkey or an identity provider. */
public record Account(
        UUID id,
        String login,
        String name,
        @Nullable String passwordHash,
        int failures,
        @Nullable Instant lockedUntil,
        boolean active) {

    boolean isLocked(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil);
    }
}
