package org.allmende.cases;

import org.allmende.platform.html.Messages;
import org.allmende.services.form.FormRun;
import org.springframework.web.util.HtmlUtils;

/** All questions with their answers, as the body of a letter. */
final class PrintedAnswers {

    private PrintedAnswers() {}

    static String html(FormRun run, String lang, Messages messages) {
        var html = new StringBuilder();
        for (var step : run.steps()) {
            var lines = run.questions(step).stream()
                    .filter(question -> question.asks())
                    .toList();
            if (lines.isEmpty()) {
                continue;
            }
            html.append("<h2>%s</h2><table class=\"answers\">"
                    .formatted(escape(step.title().in(lang))));
            for (var question : lines) {
                var answer = run.show(question, lang);
                html.append("<tr><th scope=\"row\">%s</th><td>%s</td></tr>"
                        .formatted(
                                escape(question.label().in(lang)),
                                escape(answer.isEmpty() ? messages.text(lang, "cases.check.none") : answer)
                                        .replace("\n", "<br/>")));
            }
            html.append("</table>");
        }
        return html.toString();
    }

    static String escape(String text) {
        return HtmlUtils.htmlEscapeDecimal(text, "UTF-8");
    }
}
