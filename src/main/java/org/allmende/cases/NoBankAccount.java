package org.allmende.cases;

/** A notice would ask for a fee, and nobody has said where to pay it. */
public final class NoBankAccount extends ActRefused {

    NoBankAccount() {
        super("no bank account");
    }
}
