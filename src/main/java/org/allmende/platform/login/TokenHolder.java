package org.allmende.platform.login;

import java.util.UUID;

/** Software that has shown a token, and the tenant that gave it: it reaches that tenant's data and no other. */
public record TokenHolder(String tenant, UUID id, String name) {

    /** Where a request keeps its holder. */
    public static final String ATTRIBUTE = "org.allmende.tokenHolder";

    /** How the audit log names it. */
    public String actor() {
        return "%s (%s)".formatted(name, id);
    }
}
