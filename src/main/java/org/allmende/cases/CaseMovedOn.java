package org.allmende.cases;

/** The case has gone on meanwhile; the page that was sent shows how it stood before. */
public final class CaseMovedOn extends ActRefused {

    public CaseMovedOn(CaseState state) {
        super("The case is %s.".formatted(state));
    }
}
