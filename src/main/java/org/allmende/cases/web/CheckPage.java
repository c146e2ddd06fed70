package org.allmende.cases.web;

import java.util.ArrayList;
import java.util.List;
import org.allmende.platform.html.Page;
import org.allmende.platform.time.GermanDates;
import org.jspecify.annotations.Nullable;

/**
 * Everything at a glance before it is sent.
 *
 * @param responsible who will decide
 * @param aside what the form no longer asks and is not sent
 * @param taken when the earlier application was sent from which answers come, empty when none do
 * @param version of the form
 * @param identify how to prove who one is; null when nobody has to
 * @param total what it costs, empty when nothing
 */
public record CheckPage(
        String service,
        String servicePath,
        List<String> chapters,
        List<String> back,
        List<Section> sections,
        List<Sum> fee,
        String total,
        String responsible,
        List<ChangedPage.Line> aside,
        String taken,
        String version,
        @Nullable Identify identify,
        String base) {

    /** The answers of one step. */
    public record Section(String id, String title, String change, List<Line> lines) {}

    /** A question and its answer; empty when none was given. */
    public record Line(String question, String answer) {}

    /** A line of the fee. */
    public record Sum(String label, String amount) {}

    static CheckPage of(Page page, Written it, String responsible, @Nullable Identify identify) {
        var lang = page.lang();
        var draft = it.draft();
        var service = it.service();
        var run = it.run();
        var base = it.base();
        var sections = new ArrayList<Section>();
        for (var step : run.steps()) {
            var lines = run.questions(step).stream()
                    .filter(question -> question.asks())
                    .map(question -> new Line(question.label().in(lang), run.show(question, lang)))
                    .toList();
            if (!lines.isEmpty()) {
                sections.add(new Section(step.id(), step.title().in(lang), base + "/" + step.id(), lines));
            }
        }
        var statement = service.fee(run);
        var back = StepPage.chapters(run).stream()
                .map(chapter -> base + "/"
                        + run.steps().stream()
                                .filter(step -> step.chapter().equals(chapter))
                                .findFirst()
                                .orElseThrow()
                                .id())
                .toList();
        return new CheckPage(
                service.pack().description().title().in(lang),
                "/%s/leistungen/%s".formatted(draft.tenant(), draft.service()),
                StepPage.chapterTitles(run, lang, page.t("cases.check.step")),
                back,
                sections,
                statement.lines().stream()
                        .map(line -> new Sum(line.label().in(lang), line.sum().in(lang)))
                        .toList(),
                statement.lines().isEmpty() ? "" : statement.total().in(lang),
                responsible,
                ChangedPage.aside(draft, lang),
                draft.taken() == null
                        ? ""
                        : GermanDates.date(GermanDates.dayOf(draft.taken().submitted()), lang),
                draft.version(),
                identify,
                base);
    }
}
