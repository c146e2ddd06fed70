package org.allmende.cases;

/** Nobody has proved yet who applies, and without that nothing can be granted here. */
public final class IdentityNotSeen extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
