package org.allmende.services.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
                    .read(new Posting(question.called(), fields(question, posted), kept, run.setting()))) {
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
                    : broken(question, next).stream().toList();
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
                        .or(() -> broken(question, run))
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
        var reading = question.type().read(new Posting(question.called(), typed, files, run.setting()));
        return reading instanceof Posting.Reading.Wrong wrong
                ? Optional.of(wrong.faults().getFirst())
                : Optional.empty();
    }

    /** A required answer that is missing, or the first rule that is not met. */
    private static Optional<Posting.Fault> broken(Question question, FormRun run) {
        if (!question.asks()) {
            return Optional.empty();
        }
        var answer = run.findAnswer(question);
        if (answer.isEmpty()
                || (question.type() instanceof ConsentType && answer.get().equals(new Value.YesNo(false)))) {
            return question.required().holds(run.scope())
                    ? Optional.of(question.type().missing(question.called()))
                    : Optional.empty();
        }
        return question.checks().stream()
                .filter(check -> Boolean.FALSE.equals(check.rule().value(run.scope())))
                .map(check -> new Posting.Fault(question.type().firstPart(), check.message()))
                .findFirst();
    }

    private static Map<String, List<String>> fields(Question question, Map<String, List<String>> posted) {
        var fields = new LinkedHashMap<String, List<String>>();
        for (var part : question.type().parts()) {
            fields.put(part, posted.getOrDefault(question.input(part), List.of()));
        }
        return fields;
    }
}
