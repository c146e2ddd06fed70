package org.allmende.cases.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Several cases at once: what can be done with all of them, and what came of it for each.
 *
 * @param decisions of the service that all have in common, empty when they have none
 * @param word whether a decision needs no letter, only a word to the applicant
 * @param error what was wrong with what was typed, null for nothing
 * @param done what has been done, null for nothing
 * @param undo the path that takes it back, null when nothing can be
 */
public record TogetherPage(
        List<Line> lines,
        Map<String, String> colleagues,
        Map<String, String> marks,
        Map<String, String> decisions,
        boolean word,
        Typed typed,
        String back,
        String view,
        @Nullable String error,
        @Nullable String done,
        @Nullable String undo) {

    /** @param problem why nothing could be done with it, empty when something could or nothing was tried */
    public record Line(
            String id,
            String number,
            String href,
            String title,
            String applicant,
            String state,
            String stateKind,
            String stateIcon,
            String problem) {}

    /** What was typed or is proposed. */
    public record Typed(String text, String until, String reason, String aside) {}
}
