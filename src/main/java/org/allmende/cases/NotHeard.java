package org.allmende.cases;

/** The citizen has to be heard before this decision (§ 28 (1) VwVfG), or the office says why not (§ 28 (2)). */
public final class NotHeard extends ActRefused {

    public NotHeard() {
        super("not heard");
    }
}
