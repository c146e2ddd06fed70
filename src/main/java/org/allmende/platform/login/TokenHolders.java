package org.allmende.platform.login;

import java.util.Optional;

/** Knows the tokens; each module that gives some out implements it. */
public interface TokenHolders {

    /** Who holds this token now; nobody if it is unknown or no longer holds. */
    Optional<TokenHolder> find(String token);

    /** Who is at work there when no token is shown: nobody, but on an instance that was opened for a test. */
    default Optional<TokenHolder> withoutToken(String path) {
        return Optional.empty();
    }
}
