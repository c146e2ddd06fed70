package org.allmende.cases.web;

import org.allmende.cases.Case;

/** The address of a case for its citizen. */
final class CasePath {

    private CasePath() {}

    /** In the portal through which it came. */
    static String of(Case it) {
        return "/%s/vorgang/%s".formatted(it.portal(), it.number());
    }
}
