package org.allmende.services.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.platform.feel.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Questions that belong together, asked once or for each of several entries: the children of a household, those who act for
 * an association. Inside, expressions read the same entry's answers as {@code this.…}.
 *
 * <p>Inputs of an entry have its number in front: {@code kinder.0.geburt.day}; {@code kinder.entries} says how many are on the
 * page, so that an entry of empty boxes is one as well.
 *
 * @param word {@code group}, or the word of a type that is made of such questions
 * @param questions in their order; their paths are their own ids
 * @param repeats null when they are asked once
 */
public record GroupType(
        String word, List<Question> questions, @Nullable Repeats repeats) implements QuestionType {

    /** The part that tells how many entries are on the page. */
    public static final String COUNT = "entries";

    /** The name by which expressions inside read the answers of their own entry. */
    public static final String OWN = "this";

    /** @param item what one entry is called: "Kind" */
    public record Repeats(int least, int most, Text item) {}

    public GroupType {
        questions = List.copyOf(questions);
    }

    /** A company, an association or an authority, with those who may act for it. */
    public static GroupType organisation() {
        return Organisation.TYPE;
    }

    @Override
    public List<Question> inner() {
        return questions;
    }

    @Override
    public List<String> parts() {
        return parts(Map.of());
    }

    @Override
    public List<String> parts(Map<String, List<String>> fields) {
        var parts = new ArrayList<String>();
        parts.add("");
        if (repeats != null) {
            parts.add(COUNT);
        }
        for (var prefix : prefixes(fields)) {
            for (var question : questions) {
                question.fields(Posting.below(fields, prefix))
                        .keySet()
                        .forEach(part -> parts.add(prefix + question.input(part)));
            }
        }
        return parts;
    }

    /** What stands in front of the inputs of each entry: {@code 0.}, {@code 1.}; nothing where they are asked once. */
    public List<String> prefixes(Map<String, List<String>> fields) {
        var prefixes = new ArrayList<String>();
        for (int i = 0; i < entries(fields); i++) {
            prefixes.add(i + ".");
        }
        return repeats == null ? List.of("") : prefixes;
    }

    /** How many entries the page shows for what was typed. */
    public int entries(Map<String, List<String>> fields) {
        return repeats == null ? 1 : Math.clamp(counted(fields), repeats.least(), repeats.most());
    }

    private static int counted(Map<String, List<String>> fields) {
        var typed = fields.getOrDefault(COUNT, List.of("")).stream().findFirst().orElse("");
        return typed.matches("[0-9]{1,9}") ? Integer.parseInt(typed) : 0;
    }

    @Override
    public Posting.Reading read(Posting posting) {
        if (repeats != null && counted(posting.fields()) > repeats.most()) {
            return Posting.Reading.wrong("", "group.many", repeats.most());
        }
        var readings = prefixes(posting.fields()).stream()
                .map(prefix -> EntryReading.of(this, prefix, posting))
                .toList();
        if (readings.stream().anyMatch(EntryReading::isWrong)) {
            return new Posting.Reading.Wrong(readings.stream()
                    .flatMap(reading -> reading.faults().stream())
                    .toList());
        }
        if (readings.stream().allMatch(EntryReading::isEmpty)) {
            return Posting.Reading.EMPTY;
        }
        var entries = readings.stream().map(EntryReading::entry).toList();
        return Posting.Reading.of(repeats == null ? entries.getFirst() : new Value.Entries(entries));
    }

    /** What is missing or against a rule inside an answer; read with the answers of this step. */
    List<Posting.Fault> broken(Value value, Scope scope) {
        var faults = new ArrayList<Posting.Fault>();
        var entries = entries(value);
        for (int i = 0; i < entries.size(); i++) {
            faults.addAll(broken(repeats == null ? "" : i + ".", entries.get(i), scope));
        }
        return faults;
    }

    private List<Posting.Fault> broken(String prefix, Value.Entry entry, Scope scope) {
        var faults = new ArrayList<Posting.Fault>();
        var inside = scope.with(OWN, own(entry));
        for (var question : questions) {
            if (question.isAsked(inside)) {
                Validation.broken(question, entry.answers().get(question.id()), inside)
                        .forEach(fault -> faults.add(fault.in(prefix, question)));
            }
        }
        return faults;
    }

    /** Everything that an answer needs, where a required one was not given at all. */
    List<Posting.Fault> missing(Text called, Scope scope) {
        var faults = new ArrayList<Posting.Fault>();
        for (var prefix : prefixes(Map.of())) {
            faults.addAll(broken(prefix, Value.Entry.EMPTY, scope));
        }
        return faults.isEmpty() ? List.of(missing(called)) : faults;
    }

    /** Without the answers to questions that are not asked any more, because something earlier has changed. */
    @Override
    public Value kept(Value value, Scope scope) {
        var kept = entries(value).stream().map(entry -> kept(entry, scope)).toList();
        return repeats == null ? kept.getFirst() : new Value.Entries(kept);
    }

    private Value.Entry kept(Value.Entry entry, Scope scope) {
        var answers = new LinkedHashMap<String, Value>();
        var own = own(Value.Entry.EMPTY);
        var inside = scope.with(OWN, own);
        for (var question : questions) {
            var answer = entry.answers().get(question.id());
            if (answer != null && question.fits(answer) && question.isAsked(inside)) {
                var left = question.type().kept(answer, inside);
                answers.put(question.id(), left);
                own.put(question.id(), question.type().feel(left));
            }
        }
        return new Value.Entry(answers);
    }

    private static List<Value.Entry> entries(Value value) {
        return value instanceof Value.Entries several ? several.entries() : List.of((Value.Entry) value);
    }

    /** The names of one entry with their values, those that were not answered as well. */
    Scope own(Value.Entry entry) {
        var own = new Scope();
        for (var question : questions) {
            if (question.asks()) {
                var answer = entry.answers().get(question.id());
                own.put(
                        question.id(),
                        answer == null
                                ? question.type().unanswered()
                                : question.type().feel(answer));
            }
        }
        return own;
    }

    @Override
    public Object feel(Value value) {
        var entries = entries(value).stream().map(this::own).toList();
        return repeats == null ? entries.getFirst() : entries;
    }

    @Override
    public Object unanswered() {
        return repeats == null ? own(Value.Entry.EMPTY) : List.of();
    }

    @Override
    public String show(Value value, String language, Setting setting) {
        var entries = entries(value);
        var lines = new ArrayList<String>();
        for (int i = 0; i < entries.size(); i++) {
            if (repeats != null) {
                lines.add("%s %d".formatted(repeats.item().in(language), i + 1));
            }
            lines.addAll(lines(entries.get(i), language, setting));
        }
        return String.join("\n", lines);
    }

    private List<String> lines(Value.Entry entry, String language, Setting setting) {
        var lines = new ArrayList<String>();
        for (var question : questions) {
            var answer = entry.answers().get(question.id());
            if (answer instanceof Value.Entries) {
                lines.add(question.type().show(answer, language, setting));
            } else if (answer != null) {
                var shown = question.type().show(answer, language, setting).replace("\n", ", ");
                lines.add(question.label().in(language) + ": " + shown);
            }
        }
        return lines;
    }

    @Override
    public Map<String, List<String>> typed(Value value) {
        var typed = new LinkedHashMap<String, List<String>>();
        var entries = entries(value);
        if (repeats != null) {
            typed.put(COUNT, List.of(String.valueOf(entries.size())));
        }
        for (int i = 0; i < entries.size(); i++) {
            var prefix = repeats == null ? "" : i + ".";
            for (var question : questions) {
                var answer = entries.get(i).answers().get(question.id());
                if (answer != null) {
                    question.type()
                            .typed(answer)
                            .forEach((part, texts) -> typed.put(prefix + question.input(part), texts));
                }
            }
        }
        return typed;
    }

    @Override
    public Value sample() {
        var answers = new LinkedHashMap<String, Value>();
        questions.stream()
                .filter(Question::asks)
                .forEach(question -> answers.put(question.id(), question.type().sample()));
        var entry = new Value.Entry(answers);
        return repeats == null ? entry : new Value.Entries(List.of(entry));
    }
}
