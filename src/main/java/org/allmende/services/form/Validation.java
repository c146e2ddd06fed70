package org.allmende.services.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.platform.feel.Scope;
import org.jspecify.annotations.Nullable;

/** Checks what was typed into one step, and everything before it is submitted, by the same rules. */
final class Validation {

    private final FormRun run;

    Validation(FormRun run) {
        this.run = run;
    }

    Submission submit(Step step, Map<String, List<String>> posted, Map<String, List<FileRef>> files) {
        var errors = new LinkedHashMap<Question, List<Posting.Fault>>();
        var answers = run.answers();
        for (var question : run.questions(step)) {
            var kept = files.getOrDefault(question.id(), List.of());
            switch (question.type()
                    .read(new Posting(question.called(), question.fields(posted), kept, run.setting(), run.scope()))) {
                case Posting.Reading.Understood understood ->
                    answers = answers.with(question.path(), understood.value());
                case Posting.Reading.Empty ignored -> answers = answers.without(question.path());
                case Posting.Reading.Wrong wrong -> errors.put(question, wrong.faults());
            }
        }
        var next = FormRun.of(run.form(), answers, run.setting());
        var messages = new ArrayList<Submission.FieldError>();
        for (var question : run.questions(step)) {
            var faults = errors.containsKey(question)
                    ? errors.getOrDefault(question, List.of())
                    : broken(question, next.findAnswer(question).orElse(null), next.scope());
            faults.forEach(
                    fault -> messages.add(new Submission.FieldError(question.input(fault.part()), fault.message())));
        }
        return messages.isEmpty() ? new Submission.Accepted(next) : new Submission.Invalid(messages, posted);
    }

    List<FormRun.Gap> gaps() {
        var gaps = new ArrayList<FormRun.Gap>();
        for (var step : run.steps()) {
            for (var question : run.questions(step)) {
                again(question)
                        .or(() -> broken(question, run.findAnswer(question).orElse(null), run.scope()).stream()
                                .findFirst())
                        .ifPresent(fault -> gaps.add(new FormRun.Gap(step, question, fault.message())));
            }
        }
        return gaps;
    }

    /** An answer is read once more: a newer form, or another day, may not accept it. */
    private Optional<Posting.Fault> again(Question question) {
        var answer = run.findAnswer(question);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        var files = answer.get() instanceof Value.Files kept ? kept.files() : List.<FileRef>of();
        var typed = question.type().typed(answer.get());
        var reading = question.type().read(new Posting(question.called(), typed, files, run.setting(), run.scope()));
        return reading instanceof Posting.Reading.Wrong wrong
                ? Optional.of(wrong.faults().getFirst())
                : Optional.empty();
    }

    /** A required answer that is missing, or the first rule that is not met; of a group, all inside of it. */
    static List<Posting.Fault> broken(Question question, @Nullable Value answer, Scope scope) {
        if (!question.asks()) {
            return List.of();
        }
        if (answer == null || (question.type() instanceof ConsentType && answer.equals(new Value.YesNo(false)))) {
            return question.required().holds(scope) ? missing(question, scope) : List.of();
        }
        var inside =
                question.type() instanceof GroupType group ? group.broken(answer, scope) : List.<Posting.Fault>of();
        return inside.isEmpty()
                ? question.checks().stream()
                        .filter(check -> Boolean.FALSE.equals(check.rule().value(scope)))
                        .map(check -> new Posting.Fault(question.type().firstPart(), check.message()))
                        .limit(1)
                        .toList()
                : inside;
    }

    private static List<Posting.Fault> missing(Question question, Scope scope) {
        return question.type() instanceof GroupType group
                ? group.missing(question.called(), scope)
                : List.of(question.type().missing(question.called()));
    }
}
