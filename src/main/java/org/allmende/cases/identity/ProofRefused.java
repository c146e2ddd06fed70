package org.allmende.cases.identity;

/** The identity service proves nothing: it does not answer, or its answer is not for us, old, changed or not whole. */
public final class ProofRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProofRefused(String why) {
        super(why);
    }

    public ProofRefused(String why, Throwable cause) {
        super(why, cause);
    }
}
