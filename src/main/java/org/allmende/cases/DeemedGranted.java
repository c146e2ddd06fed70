package org.allmende.cases;

/** The period has passed, and what was applied for counts as granted (§ 42a VwVfG): it cannot be refused any more. */
public final class DeemedGranted extends ActRefused {

    public DeemedGranted() {
        super("deemed granted");
    }
}
