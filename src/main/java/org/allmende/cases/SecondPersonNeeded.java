package org.allmende.cases;

/** Whoever proposed a decision cannot confirm it: four eyes belong to two people. */
public final class SecondPersonNeeded extends ActRefused {

    public SecondPersonNeeded() {
        super("second person needed");
    }
}
