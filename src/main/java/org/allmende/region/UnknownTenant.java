package org.allmende.region;

/** Nobody in the region has that slug. */
public class UnknownTenant extends RuntimeException {

    UnknownTenant(String slug) {
        super("No tenant \"%s\"".formatted(slug), null, false, false);
    }
}
