package org.allmende.services.form;

import java.util.List;
import org.allmende.services.feel.Expression;
import org.jspecify.annotations.Nullable;

/**
 * One question of a form.
 *
 * @param path stable for ever: step and own id, {@code ehe/ort}; in expressions {@code ehe.ort}
 * @param called how messages name it, with its article: "das Datum der Eheschließung"
 * @param when asked only if this holds; null for always. Reads answers of earlier steps only
 * @param autofill what the browser may fill in (HTML's autocomplete); empty for nothing
 */
public record Question(
        String path,
        Text label,
        Text hint,
        Text called,
        QuestionType type,
        Expression required,
        @Nullable Expression when,
        List<Check> checks,
        String autofill) {

    public Question {
        checks = List.copyOf(checks);
    }

    /** The same in other words. */
    public Question withWords(Text otherLabel, Text otherHint) {
        return new Question(path, otherLabel, otherHint, called, type, required, when, checks, autofill);
    }

    /** The own id, the path without its step. */
    public String id() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** As expressions name it. */
    public String feelName() {
        return path.replace('/', '.');
    }

    /** The name of an input on the step's page: {@code datum.day}. */
    public String input(String part) {
        return part.isEmpty() ? id() : id() + "." + part;
    }

    /** Whether there is something to answer. */
    public boolean asks() {
        return !(type instanceof InformationType);
    }
}
