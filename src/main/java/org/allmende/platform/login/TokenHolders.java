package org.allmende.platform.login;

import java.util.Optional;

/** Knows the tokens; the module that gives them out implements it. */
public interface TokenHolders {

    /** Who holds this token now; nobody if it is unknown or no longer holds. */
    Optional<TokenHolder> find(String token);
}
