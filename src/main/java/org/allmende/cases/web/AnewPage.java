package org.allmende.cases.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The new notice after an objection.
 *
 * @param objection the one that has succeeded and waits for it, null for none
 * @param made the new notices there are, in words
 * @param waiting the one that is not out yet, null for none
 * @param decisions by id
 */
public record AnewPage(
        String base,
        String caseBase,
        String number,
        @Nullable Link objection,
        List<String> made,
        @Nullable WaitingNotice waiting,
        Map<String, String> decisions,
        Typed typed,
        Map<String, String> errors) {

    public record Link(String number, String href) {}

    public record Typed(String decision, String reason) {}
}
