package org.allmende.services;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.allmende.services.form.DateType;
import org.allmende.services.form.Euro;
import org.allmende.services.form.FileRef;
import org.allmende.services.form.FilesType;
import org.allmende.services.form.Form;
import org.allmende.services.form.GroupType;
import org.allmende.services.form.PlaceType;
import org.allmende.services.form.Question;
import org.allmende.services.form.QuestionType;
import org.allmende.services.form.Setting;

/** Reads a sample applicant from {@code tests/*.yaml}. */
final class SampleReader {

    private static final LocalDate USUAL_DAY = LocalDate.of(2026, 1, 15);

    private final YamlMap file;
    private final Form form;
    private final List<Parameter> parameters;
    private final Set<String> tenants = new LinkedHashSet<>();

    SampleReader(YamlMap file, Form form, List<Parameter> parameters) {
        this.file = file;
        this.form = form;
        this.parameters = parameters;
    }

    Sample read() {
        var posted = new LinkedHashMap<String, Map<String, List<String>>>();
        var files = new LinkedHashMap<String, List<FileRef>>();
        var answers = file.map("answers");
        for (var path : answers.keys()) {
            var question = form.findQuestion(path);
            if (question.isEmpty() || !question.get().asks()) {
                answers.problem(path, "Die Frage „%s“ gibt es nicht.".formatted(path), "");
                answers.has(path);
            } else if (question.get().type() instanceof FilesType) {
                files.put(path, files(answers.texts(path)));
            } else {
                var typed = new LinkedHashMap<String, List<String>>();
                typed(answers, path, question.get(), question.get().id(), typed);
                posted.put(path, typed);
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

    /** As the browser would send it: texts by input. */
    private void typed(YamlMap answers, String key, Question question, String input, Map<String, List<String>> typed) {
        switch (question.type()) {
            case GroupType group -> group(answers, key, group, input, typed);
            case PlaceType place -> place(answers, key, place, input, typed);
            default -> plain(answers, key, question.type(), input, typed);
        }
    }

    private void group(YamlMap answers, String key, GroupType group, String input, Map<String, List<String>> typed) {
        if (group.repeats() == null) {
            entry(answers.map(key), group, input, typed);
            return;
        }
        var entries = answers.maps(key);
        typed.put(input + "." + GroupType.COUNT, List.of(String.valueOf(entries.size())));
        for (int i = 0; i < entries.size(); i++) {
            entry(entries.get(i), group, input + "." + i, typed);
        }
    }

    private void entry(YamlMap map, GroupType group, String input, Map<String, List<String>> typed) {
        for (var question : group.questions()) {
            if (question.asks() && map.has(question.id())) {
                typed(map, question.id(), question, input + "." + question.id(), typed);
            }
        }
        map.done();
    }

    private void place(YamlMap answers, String key, PlaceType place, String input, Map<String, List<String>> typed) {
        plain(answers, key, place, input, typed);
        if (typed.containsKey(input + "." + PlaceType.ELSEWHERE)) {
            typed.put(input, List.of(PlaceType.ELSEWHERE));
        } else {
            tenants.addAll(typed.getOrDefault(input, List.of()));
        }
    }

    private static void plain(
            YamlMap answers, String key, QuestionType type, String input, Map<String, List<String>> typed) {
        if (answers.isMap(key)) {
            var map = answers.map(key);
            for (var part : type.parts()) {
                map.findText(part).ifPresent(text -> typed.put(input + "." + part, List.of(text)));
            }
            map.done();
        } else if (answers.isList(key)) {
            typed.put(input, answers.texts(key));
        } else {
            var text = answers.text(key);
            if (type instanceof DateType && text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                typed.put(input + ".year", List.of(text.substring(0, 4)));
                typed.put(input + ".month", List.of(text.substring(5, 7)));
                typed.put(input + ".day", List.of(text.substring(8)));
            } else {
                typed.put(input, List.of(text.equals("true") ? "yes" : text.equals("false") ? "no" : text));
            }
        }
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
