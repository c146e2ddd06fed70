package org.allmende.cases.web;

import java.util.List;
import java.util.Map;
import org.allmende.cases.opinion.Extract;
import org.jspecify.annotations.Nullable;

/**
 * Whom a clerk has asked about a case, and the form to ask.
 *
 * @param open whether anybody can still be asked
 * @param offices that can be asked, by {@code tenant/office}
 * @param answers of the case by path: the question, and in {@code hints} what was answered
 * @param files of the case by id
 * @param errors by field
 * @param code that somebody outside needs, shown once; null for none
 */
public record OpinionsPage(
        String base,
        String caseBase,
        String title,
        String number,
        boolean open,
        List<Line> opinions,
        Map<String, String> offices,
        Map<String, String> answers,
        Map<String, String> hints,
        Map<String, String> files,
        Typed typed,
        Map<String, String> errors,
        @Nullable Code code) {

    /** What was typed into the form. */
    public record Typed(
            String who,
            String office,
            String name,
            String email,
            String question,
            String due,
            List<String> answers,
            List<String> files) {}

    /**
     * One that was asked.
     *
     * @param state in a word, {@code kind} as of {@code platform.tag}
     * @param verdict what it comes to, empty until it is there
     * @param shown what they may see of the answers
     * @param given names of the files that they may see
     * @param reply files of the answer
     * @param outside whether they need a code
     */
    public record Line(
            String id,
            String body,
            String state,
            String kind,
            String icon,
            String asked,
            String question,
            List<Extract.Line> shown,
            List<String> given,
            String verdict,
            String text,
            List<ReplyFile> reply,
            boolean open,
            boolean outside) {}

    public record ReplyFile(
            String name, String note, @Nullable String href) {}

    /** @param link where it is typed in */
    public record Code(String body, String text, String link) {}
}
