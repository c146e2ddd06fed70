package org.allmende.cases.web;

import java.util.Map;

/**
 * Hands a case on to another office.
 *
 * @param possible whether nobody outside is awaited and nothing is decided
 * @param offices of the tenant, without the case's own, by id
 */
public record HandOnPage(
        String base,
        String caseBase,
        String number,
        boolean possible,
        Map<String, String> offices,
        Typed typed,
        Map<String, String> errors) {

    public record Typed(String office, String ground, String why) {}
}
