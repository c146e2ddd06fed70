package org.allmende.cases;

/** Nobody has proved yet who applies, and without that nothing can be granted here. */
public final class IdentityNotSeen extends ActRefused {

    public IdentityNotSeen() {
        super("identity not seen");
    }
}
