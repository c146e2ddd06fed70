package org.allmende.cases;

/** A colleague was faster. */
public final class CaseTaken extends ActRefused {

    public CaseTaken() {
        super("taken");
    }
}
