package org.allmende.cases;

/** The citizen still has time to say something to what the office means to do (§ 28 (1) VwVfG). */
public final class HearingRuns extends ActRefused {

    public HearingRuns() {
        super("hearing runs");
    }
}
