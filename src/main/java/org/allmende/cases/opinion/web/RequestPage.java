package org.allmende.cases.opinion.web;

import java.util.List;
import java.util.Map;
import org.allmende.cases.opinion.Extract;

/**
 * What somebody is asked, all that they may see for it, and the form for their answer.
 *
 * @param path of the page, to which the answer is sent
 * @param state whether an answer is awaited, and until when
 * @param open whether the answer can still be given
 * @param answered what was answered, empty until then
 * @param asksName whether whoever answers has to say who they are
 * @param errors by field
 */
public record RequestPage(
        String path,
        String title,
        String number,
        String sender,
        String asked,
        String question,
        String state,
        boolean open,
        List<Extract.Line> lines,
        List<ShownFile> files,
        String answered,
        String text,
        boolean asksName,
        Typed typed,
        Map<String, String> errors) {

    public record ShownFile(String name, String href) {}

    /** What was typed into the form. */
    public record Typed(String verdict, String text, String name) {
        static final Typed NOTHING = new Typed("", "", "");
    }
}
