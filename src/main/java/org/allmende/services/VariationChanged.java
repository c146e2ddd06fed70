package org.allmende.services;

/** Somebody else has saved or published since the page was loaded; nothing was written. */
public final class VariationChanged extends RuntimeException {

    VariationChanged() {
        super("The texts have changed since they were read.");
    }
}
