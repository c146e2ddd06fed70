package org.allmende.cases.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.allmende.services.form.ChoiceType;
import org.allmende.services.form.ChoicesType;
import org.allmende.services.form.FilesType;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.InformationType;
import org.allmende.services.form.LongTextType;
import org.allmende.services.form.NumberType;
import org.allmende.services.form.Option;
import org.allmende.services.form.Question;
import org.allmende.services.form.Value;
import org.jspecify.annotations.Nullable;

/**
 * A question as its template needs it.
 *
 * @param kind the word of its type, which picks the inputs
 * @param values what its inputs show, by part
 * @param errors what to correct, by part
 * @param options for choices, in order: value and words; {@code hints} beside some
 * @param files what has been uploaded
 */
public record FormField(
        String name,
        String kind,
        String label,
        @Nullable String hint,
        boolean optional,
        String autofill,
        Map<String, String> values,
        List<String> chosen,
        Map<String, String> errors,
        Map<String, String> options,
        Map<String, String> hints,
        List<Upload> files,
        @Nullable Integer longest,
        boolean several,
        String text) {

    /** An uploaded file. */
    public record Upload(String id, String name, long bytes) {}

    static FormField of(
            Question question, FormRun run, Map<String, List<String>> typed, Map<String, String> errors, String lang) {
        var values = new LinkedHashMap<String, String>();
        var ownErrors = new LinkedHashMap<String, String>();
        for (var part : question.type().parts()) {
            var input = question.input(part);
            values.put(part, String.join(", ", typed.getOrDefault(input, List.of())));
            if (errors.containsKey(input)) {
                ownErrors.put(part, errors.get(input));
            }
        }
        var options = new LinkedHashMap<String, String>();
        var hints = new LinkedHashMap<String, String>();
        options(question, run, lang, options, hints);
        var files = run.answers().find(question.path()).orElse(null) instanceof Value.Files kept
                ? kept.files().stream()
                        .map(file -> new Upload(file.id().toString(), file.name(), file.bytes()))
                        .toList()
                : List.<Upload>of();
        var hint = question.hint().in(lang);
        return new FormField(
                question.id(),
                question.type().word(),
                question.label().in(lang),
                hint.isEmpty() ? null : hint,
                !Boolean.TRUE.equals(question.required().value(run.scope())),
                question.autofill(),
                values,
                typed.getOrDefault(question.id(), List.of()),
                ownErrors,
                options,
                hints,
                files,
                question.type() instanceof LongTextType longText ? longText.longest() : null,
                question.type() instanceof FilesType several && several.most() > 1,
                question.type() instanceof InformationType information
                        ? information.text().in(lang)
                        : question.type() instanceof NumberType number && number.unit() != null
                                ? number.unit().in(lang)
                                : "");
    }

    private static void options(
            Question question, FormRun run, String lang, Map<String, String> options, Map<String, String> hints) {
        var list = switch (question.type()) {
            case ChoiceType choice -> choice.options();
            case ChoicesType choices -> choices.options();
            default -> List.<Option>of();
        };
        for (var option : list) {
            options.put(option.id(), option.label().in(lang));
            if (!option.hint().isEmpty()) {
                hints.put(option.id(), option.hint().in(lang));
            }
        }
        if (question.type().word().equals("place")) {
            run.setting().municipalities().forEach(place -> options.put(place.tenant(), place.name()));
        }
    }

    public @Nullable String value(String part) {
        return values.get(part);
    }

    public @Nullable String error(String part) {
        return errors.get(part);
    }

    /** The first error, for inputs that show one for all their parts. */
    public @Nullable String error() {
        return errors.values().stream().findFirst().orElse(null);
    }

    /** What the browser may fill in, or null. */
    public @Nullable String autocomplete() {
        return autofill.isEmpty() ? null : autofill;
    }

    public String input(String part) {
        return name + "." + part;
    }
}
