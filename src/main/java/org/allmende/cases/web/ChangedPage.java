package org.allmende.cases.web;

import java.util.List;
import java.util.stream.Stream;
import org.allmende.cases.Aside;
import org.allmende.cases.Draft;
import org.allmende.cases.Move;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;
import org.allmende.services.form.Question;

/**
 * The form has changed while the application was being written.
 *
 * @param begun the day on which it was begun
 * @param anew questions that want an answer now
 * @param aside what is no longer needed, as it was asked and answered
 * @param kept what stays
 * @param path where the button leads
 */
public record ChangedPage(
        String service,
        String servicePath,
        String begun,
        List<String> anew,
        List<Line> aside,
        List<Line> kept,
        String path) {

    /** A question and its answer. */
    public record Line(String question, String answer) {}

    static ChangedPage of(Page page, Written it) {
        var lang = page.lang();
        var draft = it.draft();
        var form = it.run().form();
        var anew = untold(draft)
                .flatMap(move -> move.anew().stream())
                .distinct()
                .flatMap(path -> form.findQuestion(path).stream())
                .filter(question -> it.run().findAnswer(question).isEmpty())
                .map(question -> question.label().in(lang))
                .toList();
        var kept = untold(draft)
                .flatMap(move -> move.kept().stream())
                .distinct()
                .flatMap(path -> form.findQuestion(path).stream())
                .filter(question -> it.run().findAnswer(question).isPresent())
                .map(question -> line(it, question, lang))
                .toList();
        return new ChangedPage(
                OpenDrafts.title(it, page),
                "/%s/leistungen/%s".formatted(draft.tenant(), draft.service()),
                GermanDates.date(GermanDates.dayOf(draft.created()), lang),
                anew,
                aside(draft, lang),
                kept,
                OpenDrafts.base(draft) + "/geaendert");
    }

    static List<Line> aside(Draft draft, String lang) {
        return draft.aside().stream()
                .map((Aside one) ->
                        new Line(one.question().in(lang), one.answer().in(lang)))
                .toList();
    }

    /** The moves that their author has not read about; once all are read, all of them. */
    private static Stream<Move> untold(Draft draft) {
        return draft.moves().stream().filter(move -> draft.isToldOfMoves() || !move.seen());
    }

    private static Line line(Written it, Question question, String lang) {
        return new Line(question.label().in(lang), it.run().show(question, lang));
    }
}
