package org.allmende.services;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.services.bpmn.ProcessWalk;
import org.allmende.services.form.Answers;
import org.allmende.services.form.FileRef;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Question;
import org.allmende.services.form.Setting;
import org.allmende.services.form.Step;
import org.allmende.services.form.Submission;
import org.allmende.services.notice.Table;

/** Sends a sample applicant through form, fee, process and letter, and says in German what came out otherwise than expected. */
final class SampleRunner {

    private static final int MOST_STEPS = 1000;

    private final ServicePackage service;
    private final Sample sample;
    private final List<String> differences = new ArrayList<>();

    private SampleRunner(ServicePackage service, Sample sample) {
        this.service = service;
        this.sample = sample;
    }

    /** Empty when everything is as expected. */
    static List<String> run(ServicePackage service, Sample sample) {
        var runner = new SampleRunner(service, sample);
        runner.run();
        return List.copyOf(runner.differences);
    }

    /** The application as the sample's applicant sends it; nothing when they do not come so far. */
    static Optional<FormRun> send(ServicePackage service, Sample sample) {
        var runner = new SampleRunner(service, sample);
        var way = runner.answer(runner.parameterTexts());
        return Optional.of(way.run()).filter(run -> way.stopped().isEmpty() && !run.ended());
    }

    private void run() {
        var expected = sample.expected();
        var texts = parameterTexts();
        var way = answer(texts);
        compareList("Schritte", expected.steps(), way.seen());
        compare("Meldung", expected.error(), way.stopped());
        if (way.stopped().isPresent()) {
            return;
        }
        var ended = way.run().ended();
        compare("Ende bei", expected.endsAt(), ended ? Optional.of(way.seen().getLast()) : Optional.empty());
        if (!ended) {
            decide(way.run(), texts);
        }
    }

    /** @param stopped the first message that stops the applicant */
    private record Answered(FormRun run, List<String> seen, Optional<String> stopped) {}

    private Answered answer(Map<String, String> texts) {
        var parameters = new LinkedHashMap<String, Object>();
        service.parameters()
                .forEach(parameter ->
                        parameters.put(parameter.id(), parameter.feel(texts.getOrDefault(parameter.id(), ""))));
        var run = FormRun.of(
                service.form(),
                Answers.NONE,
                new Setting(
                        sample.today(),
                        sample.municipalities(),
                        Optional.of(Responsibility.SAMPLE_COUNTY),
                        parameters));
        Optional<String> stopped = Optional.empty();
        var seen = new ArrayList<String>();
        Optional<Step> step = Optional.of(run.first());
        while (step.isPresent() && stopped.isEmpty() && seen.size() < MOST_STEPS) {
            var current = step.get();
            seen.add(current.id());
            switch (submit(run, current)) {
                case Submission.Accepted accepted -> {
                    run = accepted.run();
                    step = run.next(current);
                }
                case Submission.Invalid invalid ->
                    stopped = Optional.of(invalid.errors().getFirst().message().de());
            }
        }
        return new Answered(run, seen, stopped);
    }

    private Map<String, String> parameterTexts() {
        var texts = new LinkedHashMap<String, String>();
        for (var parameter : service.parameters()) {
            var otherwise = parameter.standard().orElse(parameter.sample().toString());
            texts.put(parameter.id(), sample.parameters().getOrDefault(parameter.id(), otherwise));
        }
        return texts;
    }

    private Submission submit(FormRun run, Step step) {
        var posted = new LinkedHashMap<String, List<String>>();
        var files = new LinkedHashMap<String, List<FileRef>>();
        for (Question question : step.questions()) {
            posted.putAll(sample.posted().getOrDefault(question.path(), Map.of()));
            files.put(question.id(), sample.files().getOrDefault(question.path(), List.of()));
        }
        return run.submit(step, posted, files);
    }

    private void decide(FormRun run, Map<String, String> parameters) {
        var expected = sample.expected();
        run.gaps()
                .forEach(gap -> differences.add("Frage %s: %s"
                        .formatted(gap.question().path(), gap.message().de())));
        var tenant = service.responsibility().findTenant(run);
        compare(
                "Zuständig",
                expected.responsible(),
                tenant.map(slug -> slug + "/" + service.responsibility().office()));
        var statement = service.fee().of(run);
        expected.fee()
                .ifPresent(fee -> compare(
                        "Gebühr",
                        Optional.of(fee.toString()),
                        Optional.of(statement.total().toString())));
        var decision = office(run);
        compare("Entscheidung", expected.decision(), decision);
        var notice = decision.flatMap(service.outcome()::findDecision)
                .map(Outcome.Decision::notice)
                .filter(name -> !name.isEmpty());
        compare("Schreiben", expected.notice(), notice);
        notice.ifPresent(name -> fill(name, run, parameters, NoticeFields.tables(statement)));
    }

    private Optional<String> office(FormRun run) {
        if (sample.office().isEmpty()) {
            return Optional.empty();
        }
        try {
            var walk = new ProcessWalk(service.process(), service.process().ways(run::scope));
            sample.office().forEach(act -> walk.done(act.task(), act.flags()));
            compareList("Aufgaben", sample.expected().tasks(), walk.visited());
            if (!walk.ended()) {
                differences.add(
                        "Der Vorgang endet nicht, er wartet bei: %s.".formatted(String.join(", ", walk.waiting())));
            }
            return walk.decision();
        } catch (ProcessWalk.NoWay stuck) {
            differences.add(String.valueOf(stuck.getMessage()));
            return Optional.empty();
        }
    }

    private void fill(String name, FormRun run, Map<String, String> parameters, Map<String, Table> tables) {
        var ofCase = new LinkedHashMap<String, String>();
        NoticeFields.OF_CASE.forEach(field -> ofCase.put(field, field));
        var template = service.notices().get(name);
        if (template == null) {
            differences.add("Die Vorlage „%s“ gibt es nicht.".formatted(name));
        } else {
            var letter = template.fill(NoticeFields.values(service, run, parameters, ofCase), tables);
            if (letter.contains("{{")) {
                differences.add("In „%s“ bleibt ein Feld leer.".formatted(name));
            }
        }
    }

    private void compare(String what, Optional<String> expected, Optional<String> found) {
        if (!expected.equals(found)) {
            differences.add("%s: erwartet „%s“, herausgekommen ist „%s“."
                    .formatted(what, expected.orElse("nichts"), found.orElse("nichts")));
        }
    }

    private void compareList(String what, List<String> expected, List<String> found) {
        if (!expected.isEmpty()) {
            compare(what, Optional.of(String.join(", ", expected)), Optional.of(String.join(", ", found)));
        }
    }
}
