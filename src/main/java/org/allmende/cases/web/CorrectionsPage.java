package org.allmende.cases.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The corrections of a notice, and the form to make one.
 *
 * @param notice the notice in words, empty where there is none
 * @param laws that allow it
 * @param waiting the one that is not out yet, null for none
 * @param fourEyes whether a second person has to confirm
 */
public record CorrectionsPage(
        String base,
        String caseBase,
        String number,
        String notice,
        List<Line> issued,
        @Nullable WaitingNotice waiting,
        boolean fourEyes,
        Map<String, String> laws,
        Typed typed,
        Map<String, String> errors) {

    public record Typed(String law, String wrong, String correct, String reason) {}

    /** @param href of its letter */
    public record Line(String title, String wrong, String correct, String reason, String by, String href) {}
}
