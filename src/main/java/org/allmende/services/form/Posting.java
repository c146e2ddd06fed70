package org.allmende.services.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.platform.feel.Scope;

/**
 * What the browser sent for one question.
 *
 * @param called how messages name the question, with its article: "das Datum der Eheschließung"
 * @param fields raw texts by part; the part of a question with one input is the empty text
 * @param files those kept for this question so far
 * @param scope the answers to earlier questions, for conditions inside a group
 */
public record Posting(
        Text called, Map<String, List<String>> fields, List<FileRef> files, Setting setting, Scope scope) {

    /** Of these fields those whose name begins so, by the rest of it. */
    static Map<String, List<String>> below(Map<String, List<String>> fields, String prefix) {
        if (prefix.isEmpty()) {
            return fields;
        }
        var below = new LinkedHashMap<String, List<String>>();
        fields.forEach((name, texts) -> {
            if (name.startsWith(prefix)) {
                below.put(name.substring(prefix.length()), texts);
            }
        });
        return below;
    }

    /** Of these fields those of one question, by part. */
    static Map<String, List<String>> of(String question, Map<String, List<String>> fields) {
        var own = below(fields, question + ".");
        if (fields.containsKey(question)) {
            own.put("", fields.getOrDefault(question, List.of()));
        }
        return own;
    }

    /** One line, cleaned: NFC, no control or invisible characters, white space as single spaces. */
    String line(String part) {
        return Characters.line(raw(part));
    }

    String raw(String part) {
        var texts = fields.getOrDefault(part, List.of());
        return texts.isEmpty() ? "" : texts.getFirst();
    }

    List<String> all(String part) {
        return fields.getOrDefault(part, List.of()).stream()
                .map(Characters::line)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    /** What a type made of it. */
    public sealed interface Reading {

        Reading EMPTY = new Empty();

        record Empty() implements Reading {}

        record Understood(Value value) implements Reading {}

        record Wrong(List<Fault> faults) implements Reading {}

        static Reading of(Value value) {
            return new Understood(value);
        }

        static Reading wrong(String part, String message, Object... arguments) {
            return new Wrong(List.of(new Fault(part, Wording.text("error." + message, arguments))));
        }
    }

    /** Something to correct in one input. */
    public record Fault(String part, Text message) {

        /** The same for the group in which the question stands. */
        Fault in(String prefix, Question question) {
            return new Fault(prefix + question.input(part), message);
        }
    }
}
