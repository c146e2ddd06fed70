package org.allmende.cases.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The partial notices of a case, and the form to make one.
 *
 * @param lost the partial notice whose place a new one has to take, null for none
 * @param decisions that can be made about a part, by id; empty where none can be now
 * @param parts what can be decided by itself, as the package says, by path; {@code hints} the answers
 * @param waiting the one that is not out yet, null for none
 * @param fourEyes the decisions that a second person has to confirm, in words; empty for none
 */
public record PartialPage(
        String base,
        String caseBase,
        String number,
        List<Line> issued,
        @Nullable WaitingNotice waiting,
        @Nullable Lost lost,
        Map<String, String> decisions,
        Map<String, String> parts,
        Map<String, String> hints,
        String fourEyes,
        Typed typed,
        Map<String, String> errors) {

    public record Typed(String decision, String covers, List<String> questions, String reason, String unheard) {}

    /**
     * @param href of its letter, empty as long as it is being made
     * @param post how it reaches its citizen
     * @param number by which it is noted as posted, 0 where that is not to be done
     * @param replaced by which one it is replaced, in words; empty as long as it holds
     * @param objection where the objection against it is, null for none
     */
    public record Line(
            String title,
            String covers,
            String decision,
            String by,
            String href,
            String post,
            int number,
            String replaced,
            @Nullable String objection) {}

    /** An objection that has succeeded against a partial notice. */
    public record Lost(String text, String number, String href) {}
}
