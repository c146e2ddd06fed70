package org.allmende.cases.web;

import java.util.Map;
import org.allmende.cases.Feedback;

/**
 * After somebody has said whether a page helped: what is missing?
 *
 * @param state {@code ask}, {@code thanks} or {@code many}: too many answers came from there
 * @param path where the answer goes
 */
public record FeedbackPage(
        String service,
        String servicePath,
        String state,
        String path,
        String place,
        String typed,
        Map<String, String> errors) {

    public int longest() {
        return Feedback.LONGEST;
    }
}
