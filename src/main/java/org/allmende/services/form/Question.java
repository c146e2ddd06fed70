package org.allmende.services.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.platform.feel.Expression;
import org.allmende.platform.feel.Scope;
import org.jspecify.annotations.Nullable;

/**
 * One question of a form.
 *
 * @param path stable for ever: step and own id, {@code ehe/ort}; in expressions {@code ehe.ort}
 * @param called how messages name it, with its article: "das Datum der Eheschließung"
 * @param when asked only if this holds; null for always. Reads answers of earlier steps only
 * @param variants other labels and hints, the first that holds; conditions read earlier steps
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
        String autofill,
        List<Variant> variants) {

    public Question {
        checks = List.copyOf(checks);
        variants = List.copyOf(variants);
    }

    /** With the words that earlier answers call for. */
    Question told(Scope scope) {
        return Variant.first(variants, scope)
                .map(it -> new Question(
                        path,
                        it.headingOr(label),
                        it.remarkOr(hint),
                        called,
                        type,
                        required,
                        when,
                        checks,
                        autofill,
                        variants))
                .orElse(this);
    }

    /** The same in other words. */
    public Question withWords(Text otherLabel, Text otherHint) {
        return new Question(path, otherLabel, otherHint, called, type, required, when, checks, autofill, variants);
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

    /** Whether it is asked, by the answers to earlier questions. */
    public boolean isAsked(Scope scope) {
        return when == null || when.holds(scope);
    }

    /** Whether an answer is of the kind that is asked for; one of an older form may not be. */
    boolean fits(Value answer) {
        return answer.getClass().equals(type.sample().getClass());
    }

    /** Of all that was sent, by input, what belongs to this question, by part; every part is there. */
    public Map<String, List<String>> fields(Map<String, List<String>> posted) {
        var own = Posting.of(id(), posted);
        var fields = new LinkedHashMap<String, List<String>>();
        for (var part : type.parts(own)) {
            fields.put(part, own.getOrDefault(part, List.of()));
        }
        return fields;
    }
}
