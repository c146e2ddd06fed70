package org.allmende.platform.login;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can log in. Without a password hash they use a passkey or an identity provider.
 *
 * @param login e-mail address or name, in lower case
 * @param externalId who they are to the identity provider, once they have come by it
 */
public record Account(
        UUID id,
        String login,
        String name,
        @Nullable String passwordHash,
        @Nullable String externalId,
        boolean active) {}
