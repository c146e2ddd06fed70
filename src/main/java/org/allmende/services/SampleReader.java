package org.allmende.services;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.services.form.DateType;
import org.allmende.services.form.Euro;
import org.allmende.services.form.FileRef;
import org.allmende.services.form.FilesType;
import org.allmende.services.form.Form;
import org.allmende.services.form.PlaceType;
import org.allmende.services.form.Question;
import org.allmende.services.form.Setting;

/** Reads a sample applicant from {@code tests/*.yaml}. */
final class SampleReader {

    private static final LocalDate USUAL_DAY = LocalDate.of(2026, 1, 15);

    private final YamlMap file;
    private final Form form;
    private final List<Parameter> parameters;

    SampleReader(YamlMap file, Form form, List<Parameter> parameters) {
        this.file = file;
        this.form = form;
        this.parameters = parameters;
    }

    Sample read() {
        var posted = new LinkedHashMap<String, Map<String, List<String>>>();
        var files = new LinkedHashMap<String, List<FileRef>>();
        var tenants = new LinkedHashSet<String>();
        var answers = file.map("answers");
        for (var path : answers.keys()) {
            var question = form.findQuestion(path);
            if (question.isEmpty() || !question.get().asks()) {
                answers.problem(path, "Die Frage „%s“ gibt es nicht.".formatted(path), "");
                answers.has(path);
            } else if (question.get().type() instanceof FilesType) {
                files.put(path, files(answers.texts(path)));
            } else {
                posted.put(path, typed(answers, path, question.get()));
                if (question.get().type() instanceof PlaceType) {
                    tenants.addAll(posted.getOrDefault(path, Map.of()).getOrDefault("", List.of()));
                }
            }
        }
        tenants.remove(PlaceType.ELSEWHERE);
        var municipalities = tenants.stream()
                .map(tenant -> new Setting.Municipality(tenant, tenant))
                .toList();
        var sample = new Sample(
                file.file(), file.text("name"), day(), values(), municipalities, posted, files, office(), expected());
        answers.done();
        file.done();
        return sample;
    }

    private LocalDate day() {
        try {
            return file.findText("today").map(LocalDate::parse).orElse(USUAL_DAY);
        } catch (DateTimeException wrong) {
            file.problem("today", "Das ist kein Datum.", "Schreiben Sie zum Beispiel 2026-01-15.");
            return USUAL_DAY;
        }
    }

    private Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        file.findMap("parameters").ifPresent(map -> {
            for (var parameter : parameters) {
                map.findText(parameter.id()).ifPresent(value -> {
                    parameter
                            .check(value)
                            .ifPresent(misfit -> map.problem(
                                    parameter.id(),
                                    "Der Wert passt nicht.",
                                    misfit.message().de()));
                    values.put(parameter.id(), value);
                });
            }
            map.done();
        });
        return values;
    }

    /** As the browser would send it. */
    private static Map<String, List<String>> typed(YamlMap answers, String path, Question question) {
        if (answers.isMap(path)) {
            var parts = new LinkedHashMap<String, List<String>>();
            var map = answers.map(path);
            for (var part : question.type().parts()) {
                map.findText(part).ifPresent(text -> parts.put(part, List.of(text)));
            }
            map.done();
            if (question.type() instanceof PlaceType && parts.containsKey(PlaceType.ELSEWHERE)) {
                parts.put("", List.of(PlaceType.ELSEWHERE));
            }
            return parts;
        }
        if (answers.isList(path)) {
            return Map.of("", answers.texts(path));
        }
        var text = answers.text(path);
        if (question.type() instanceof DateType && text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return Map.of(
                    "year", List.of(text.substring(0, 4)),
                    "month", List.of(text.substring(5, 7)),
                    "day", List.of(text.substring(8)));
        }
        return Map.of("", List.of(text.equals("true") ? "yes" : text.equals("false") ? "no" : text));
    }

    private static List<FileRef> files(List<String> names) {
        var files = new ArrayList<FileRef>();
        for (var name : names) {
            var kind = name.substring(name.lastIndexOf('.') + 1);
            var mediaType = FilesType.KINDS.getOrDefault(kind, "application/octet-stream");
            files.add(new FileRef(new UUID(0, files.size()), name, mediaType, 100_000));
        }
        return files;
    }

    private List<Sample.Act> office() {
        var acts = new ArrayList<Sample.Act>();
        for (var map : file.maps("office")) {
            var flags = new LinkedHashMap<String, Object>();
            map.findText("complete").ifPresent(text -> flags.put("complete", text.equals("true")));
            map.findText("decision").ifPresent(text -> flags.put("decision", text));
            acts.add(new Sample.Act(map.text("task"), flags));
            map.done();
        }
        return acts;
    }

    private Sample.Expected expected() {
        var map = file.map("expect");
        Optional<Euro> fee = map.findText("fee").flatMap(text -> {
            var amount = Euro.parse(text);
            if (amount == null) {
                map.problem("fee", "„%s“ ist kein Betrag.".formatted(text), "Schreiben Sie zum Beispiel 18.00.");
            }
            return Optional.ofNullable(amount);
        });
        var expected = new Sample.Expected(
                map.texts("steps"),
                map.findText("ends"),
                map.findText("error"),
                fee,
                map.findText("responsible"),
                map.texts("tasks"),
                map.findText("decision"),
                map.findText("notice"));
        map.done();
        return expected;
    }
}
