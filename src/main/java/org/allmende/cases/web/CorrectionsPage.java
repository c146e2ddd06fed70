package org.allmende.cases.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The corrections of a notice, and the form to make one.
 *
 * @param notice the notice in words, empty where there is none
 * @param laws that allow it
 * @param proposed the one that waits for a second person, null for none
 * @param fourEyes whether a second person has to confirm
 */
public record CorrectionsPage(
        String base,
        String caseBase,
        String number,
        String notice,
        List<Line> issued,
        @Nullable Proposed proposed,
        boolean fourEyes,
        Map<String, String> laws,
        Typed typed,
        Map<String, String> errors) {

    public record Typed(String law, String wrong, String correct, String reason) {}

    /** @param href of its letter */
    public record Line(String title, String wrong, String correct, String reason, String by, String href) {}

    /** @param own whether whoever looks at it has proposed it, and so cannot confirm it */
    public record Proposed(String law, String wrong, String correct, String reason, String by, boolean own) {}
}
