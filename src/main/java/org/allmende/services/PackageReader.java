package org.allmende.services;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.services.bpmn.BpmnCheck;
import org.allmende.services.bpmn.ProcessModel;
import org.allmende.services.form.Form;
import org.allmende.services.form.Setting;
import org.allmende.services.notice.NoticeTemplate;

/**
 * Reads a service package and checks it as a stranger's work: names, sizes, YAML, every expression on a full sample, the process,
 * the letters, and the sample applicants. Nothing of it is executed but FEEL.
 */
public final class PackageReader {

    private final Problems problems = new Problems();
    private final Expressions expressions = new Expressions(problems);
    private final Map<String, byte[]> files;
    private final Map<String, YamlMap> yamls = new LinkedHashMap<>();

    private final boolean trusted;

    private PackageReader(Map<String, byte[]> files, boolean trusted) {
        this.files = files;
        this.trusted = trusted;
    }

    /** The package, absent when there are problems; all of them at once. */
    public record Reading(Optional<ServicePackage> service, List<Problem> problems) {

        public ServicePackage orThrow() {
            return service.orElseThrow(() -> new PackageRefused(problems));
        }
    }

    /** @param place a folder or a ZIP */
    public static Reading read(Path place) throws IOException {
        var outside = new Problems();
        var files = PackageFiles.read(place, outside);
        return outside.none() ? read(files) : new Reading(Optional.empty(), outside.list());
    }

    /** @param files by path within the package, with forward slashes */
    public static Reading read(Map<String, byte[]> files) {
        return new PackageReader(files, false).read();
    }

    /** Without trying expressions and sample applicants: for what was read before and has the same digest. */
    static Reading readAgain(Map<String, byte[]> files) {
        return new PackageReader(files, true).read();
    }

    private Reading read() {
        PackageFiles.check(files, problems);
        if (!problems.none()) {
            return refused();
        }
        listFiles(".yaml")
                .forEach(name -> yamls.put(name, Yaml.read(name, files.getOrDefault(name, new byte[0]), problems)));
        if (!problems.none()) {
            return refused();
        }
        var file = yaml(PackageFiles.SERVICE);
        var reader = new ServiceReader(file, expressions);
        var identity = reader.identity();
        var parameters = reader.parameters();
        var form = new FormReader(yaml(PackageFiles.FORM), expressions).read();
        var law = reader.law();
        var description = reader.description();
        var classification = reader.classification();
        var responsibility = reader.responsibility();
        var documents = reader.documents();
        var fee = reader.fee(parameters);
        var identification = reader.identification();
        var outcome = reader.outcome();
        for (var path : outcome.parts()) {
            if (form.findQuestion(path).isEmpty()) {
                file.problem(
                        "outcome",
                        "Die Frage „%s“ in „parts“ gibt es nicht.".formatted(path),
                        "Schreiben Sie Seite und Frage, zum Beispiel waffen/liste.");
            }
        }
        var extract = reader.extract(form);
        var retention = reader.retention();
        var target = reader.target();
        var deadlines = reader.deadlines(outcome);
        file.done();
        if (!trusted && !form.steps().isEmpty()) {
            expressions.check(form, form.sample(setting(parameters)));
        }
        var process = process(identity, outcome, form, parameters);
        process.ifPresent(model -> withoutLetter(model, fee, outcome, file));
        var notices = notices(form, parameters, outcome, file);
        var samples = samples(form, parameters);
        if (!problems.none() || process.isEmpty()) {
            return refused();
        }
        var service = new ServicePackage(
                identity,
                law,
                description,
                classification,
                responsibility,
                documents,
                fee,
                identification,
                outcome,
                retention,
                target,
                deadlines,
                parameters,
                form,
                process.get(),
                notices,
                samples,
                extract,
                PackageFiles.digest(files));
        if (!trusted) {
            samples.forEach(sample -> SampleRunner.run(service, sample)
                    .forEach(difference ->
                            problems.add(sample.file(), 0, difference, "Ändern Sie das Paket oder die Erwartung.")));
        }
        return problems.none() ? new Reading(Optional.of(service), List.of()) : refused();
    }

    private Reading refused() {
        return new Reading(Optional.empty(), problems.list());
    }

    private YamlMap yaml(String name) {
        return yamls.getOrDefault(name, YamlMap.empty(name, problems));
    }

    private static Setting setting(List<Parameter> parameters) {
        var values = new LinkedHashMap<String, Object>();
        parameters.forEach(parameter -> values.put(parameter.id(), parameter.sample()));
        return new Setting(
                LocalDate.of(2026, 1, 15),
                List.of(new Setting.Municipality("gladenbach", "Gladenbach")),
                Optional.of(Responsibility.SAMPLE_COUNTY),
                values);
    }

    private Optional<ProcessModel> process(Identity identity, Outcome outcome, Form form, List<Parameter> parameters) {
        var decisions = outcome.decisions().stream()
                .map(Outcome.Decision::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var result = BpmnCheck.check(
                files.getOrDefault(PackageFiles.PROCESS, new byte[0]), decisions, answers(form, parameters));
        result.findings()
                .forEach(finding ->
                        problems.add(PackageFiles.PROCESS, finding.line(), finding.message(), finding.fix()));
        result.model()
                .filter(model -> !model.id().equals(identity.name()))
                .ifPresent(model -> problems.add(
                        PackageFiles.PROCESS,
                        0,
                        "Der Prozess heißt „%s“, das Paket „%s“.".formatted(model.id(), identity.name()),
                        "Geben Sie dem Prozess die id „%s“.".formatted(identity.name())));
        return result.model();
    }

    /** What conditions of the process may read: every answer of the form. */
    static BpmnCheck.Answers answers(Form form, List<Parameter> parameters) {
        return new BpmnCheck.Answers(() -> form.sample(setting(parameters)), Expressions.literals(form));
    }

    /** Who gets no letter is asked for no money, and nobody waits for one to be written or posted. */
    private void withoutLetter(ProcessModel process, Fee fee, Outcome outcome, YamlMap file) {
        if (outcome.kind() != Outcome.Kind.NONE) {
            return;
        }
        if (!fee.items().isEmpty()) {
            file.problem(
                    "fee",
                    "Ohne Schreiben kann keine Gebühr verlangt werden („kind: none“).",
                    "Nehmen Sie die Gebühr weg, oder nennen Sie bei „kind“, was die Person bekommt.");
        }
        for (var task : List.of("bescheid", "versenden")) {
            if (process.findNode(task).isPresent()) {
                problems.add(
                        PackageFiles.PROCESS,
                        0,
                        "Es gibt kein Schreiben („kind: none“), aber die Aufgabe „%s“.".formatted(task),
                        "Entfernen Sie die Aufgabe.");
            }
        }
    }

    private Map<String, NoticeTemplate> notices(Form form, List<Parameter> parameters, Outcome outcome, YamlMap file) {
        var fields = NoticeFields.names(form, parameters);
        var notices = new LinkedHashMap<String, NoticeTemplate>();
        for (var name : listFiles(".html")) {
            var reading = NoticeTemplate.read(files.getOrDefault(name, new byte[0]), fields, NoticeFields.TABLES);
            reading.flaws().forEach(flaw -> problems.add(name, flaw.line(), flaw.message(), flaw.fix()));
            reading.template().ifPresent(template -> notices.put(name, template));
        }
        var used = outcome.decisions().stream().map(Outcome.Decision::notice).collect(Collectors.toSet());
        for (var name : used) {
            if (!name.isEmpty() && !files.containsKey(name)) {
                file.problem("outcome", "Die Vorlage „%s“ gibt es nicht.".formatted(name), "Legen Sie sie an.");
            }
        }
        listFiles(".html").stream()
                .filter(name -> !used.contains(name))
                .forEach(name ->
                        problems.add(name, 0, "Keine Entscheidung benutzt diese Vorlage.", "Entfernen Sie sie."));
        return notices;
    }

    private List<Sample> samples(Form form, List<Parameter> parameters) {
        var samples = new ArrayList<Sample>();
        for (var name : listFiles(".yaml")) {
            if (name.startsWith("tests/")) {
                samples.add(new SampleReader(yaml(name), form, parameters).read());
            }
        }
        if (samples.isEmpty()) {
            problems.add(
                    "tests",
                    0,
                    "Das Paket hat keine Probe.",
                    "Legen Sie tests/beispiel.yaml mit einer erfundenen Person an.");
        }
        return samples;
    }

    private Set<String> listFiles(String ending) {
        return files.keySet().stream()
                .filter(name -> name.endsWith(ending))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }
}
