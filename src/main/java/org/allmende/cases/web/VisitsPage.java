package org.allmende.cases.web;

import java.util.List;
import java.util.Map;

/**
 * The site visits of a case, and the form to arrange one.
 *
 * @param open whether another one can be arranged
 * @param lengths that can be chosen, minutes and words
 * @param errors by field of the form that {@code typed} belongs to
 * @param wrong the visit whose form came back, empty for the one that arranges
 */
public record VisitsPage(
        String base,
        String caseBase,
        String number,
        boolean open,
        List<Line> visits,
        Map<String, String> lengths,
        Typed typed,
        Map<String, String> errors,
        String wrong) {

    /** What was typed into the form of a visit. */
    public record Typed(String day, String time, String minutes, String place, String who, String hint) {}

    /**
     * @param state in a word, {@code kind} as of {@code platform.tag}
     * @param typed its plan, as the form to change it shows it
     * @param result what came of it, empty until that is written down
     * @param ahead whether it can be changed, cancelled or written down
     */
    public record Line(
            String id,
            String when,
            String place,
            String who,
            String hint,
            String state,
            String kind,
            String icon,
            String cancelled,
            Typed typed,
            String result,
            String recorded,
            List<OpinionsPage.ReplyFile> files,
            boolean ahead) {}
}
