package org.allmende.platform.login;

import java.io.Serializable;
import java.util.UUID;

/**
 * What a session remembers of a log-in: who, and for which tenant they work at the moment. What they may do is read
 * anew with each request, so that a right taken away is gone at once.
 */
public record Principal(UUID account, String name, String tenant) implements java.security.Principal, Serializable {

    @Override
    public String getName() {
        return account.toString();
    }
}
