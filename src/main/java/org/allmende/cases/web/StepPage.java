package org.allmende.cases.web;

import java.util.List;
import java.util.Map;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Step;
import org.jspecify.annotations.Nullable;

/**
 * One page of a form.
 *
 * @param chapters titles for the stepper, the check at their end
 * @param back where the finished chapters lead
 * @param single whether the page asks one thing, so that its question is the heading
 * @param previous path of the page before, null on the first
 * @param removal path at which an uploaded file is removed, to be followed by its id
 * @param keeping path at which a script keeps what is being typed
 * @param uploading path at which a script uploads the file of a question, to be followed by the question's name
 * @param saved when it was kept last, as people read it
 * @param ends whether the form ends here without an application
 * @param version of the form
 * @param giving path at which these answers are taken out again
 * @param atCounter whether a clerk fills it in for somebody at the counter
 * @param taken when the earlier application was sent from which an answer of this page comes, null when none does
 */
public record StepPage(
        String service,
        String servicePath,
        String title,
        String intro,
        List<String> chapters,
        int chapter,
        List<String> back,
        List<FormField> fields,
        Map<String, String> errors,
        boolean single,
        boolean multipart,
        @Nullable String previous,
        String removal,
        String saved,
        String keeping,
        String uploading,
        boolean ends,
        String version,
        @Nullable String taken,
        String giving,
        boolean atCounter) {

    static List<String> chapterTitles(FormRun run, String lang, String check) {
        var titles = new java.util.ArrayList<>(chapters(run).stream()
                .map(id -> run.form().chapters().stream()
                        .filter(chapter -> chapter.id().equals(id))
                        .findFirst()
                        .orElseThrow()
                        .title()
                        .in(lang))
                .toList());
        titles.add(check);
        return titles;
    }

    /** The chapters that have a step to be seen, in order. */
    static List<String> chapters(FormRun run) {
        return run.steps().stream().map(Step::chapter).distinct().toList();
    }
}
