package org.allmende.cases.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.allmende.platform.feel.Expression;
import org.allmende.services.form.ChoiceType;
import org.allmende.services.form.ChoicesType;
import org.allmende.services.form.Entries;
import org.allmende.services.form.FilesType;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.GroupType;
import org.allmende.services.form.InformationType;
import org.allmende.services.form.LongTextType;
import org.allmende.services.form.NumberType;
import org.allmende.services.form.Option;
import org.allmende.services.form.PlanType;
import org.allmende.services.form.PointType;
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
 * @param group what is asked inside, null for one question
 * @param map on which a place is shown, null when none is asked for
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
        String text,
        @Nullable Group group,
        @Nullable PointMap map) {

    /** More options than this are a list to open, inside a group, where they would bury everything else. */
    private static final int MOST_RADIOS = 5;

    /** An uploaded file. */
    public record Upload(String id, String name, long bytes) {}

    /**
     * Questions that belong together.
     *
     * @param item what one entry is called; null when the questions are asked once
     * @param count input that tells how many entries there are
     * @param more what the button for a further entry sends, null when there are enough
     */
    public record Group(
            @Nullable String item, String count, @Nullable String more, List<Entry> entries) {}

    /**
     * One entry.
     *
     * @param id of its fieldset
     * @param fewer what the button that removes it sends, null when it has to stay
     */
    public record Entry(String id, @Nullable String fewer, List<FormField> fields) {}

    /**
     * What all questions of a page have in common.
     *
     * @param maps makes the map of a place from the question's input and its values
     */
    record Asked(
            FormRun run,
            Map<String, List<String>> typed,
            Map<String, String> errors,
            String lang,
            BiFunction<String, Map<String, String>, PointMap> maps) {}

    static FormField of(Question question, Asked asked) {
        return of("", question, asked);
    }

    /** @param prefix of the entry in which the question stands */
    private static FormField of(String prefix, Question question, Asked asked) {
        var run = asked.run;
        var typed = asked.typed;
        var errors = asked.errors;
        var lang = asked.lang;
        var values = new LinkedHashMap<String, String>();
        var ownErrors = new LinkedHashMap<String, String>();
        for (var part : question.type().parts()) {
            var input = prefix + question.input(part);
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
                prefix + question.id(),
                options.size() > MOST_RADIOS && !prefix.isEmpty()
                        ? "select"
                        : question.type().word(),
                question.label().in(lang),
                hint.isEmpty() ? null : hint,
                !dependsOnEntry(question.required()) && !question.required().holds(run.scope()),
                question.autofill(),
                values,
                typed.getOrDefault(prefix + question.id(), List.of()),
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
                                : "",
                question.type() instanceof GroupType group ? group(prefix + question.id(), group, asked) : null,
                question.type() instanceof PointType ? asked.maps.apply(prefix + question.id(), values) : null);
    }

    private static Group group(String name, GroupType group, Asked asked) {
        var count = name + "." + GroupType.COUNT;
        var prefixes = group.prefixes(Map.of(GroupType.COUNT, asked.typed.getOrDefault(count, List.of())));
        var repeats = group.repeats();
        var entries = new ArrayList<Entry>();
        for (var prefix : prefixes) {
            var fields = group.questions().stream()
                    .filter(question -> dependsOnEntry(question.when()) || question.isAsked(asked.run.scope()))
                    .map(question -> of(name + "." + prefix, question, asked))
                    .toList();
            var id = (name + "." + prefix).replaceFirst("\\.$", "");
            var fewer = repeats == null || prefixes.size() <= repeats.least() ? null : Entries.FEWER + id;
            entries.add(new Entry(id, fewer, fields));
        }
        return new Group(
                repeats == null ? null : repeats.item().in(asked.lang),
                count,
                repeats == null || prefixes.size() >= repeats.most() ? null : Entries.MORE + name,
                entries);
    }

    /** A page without scripts cannot know yet whether it is asked, so it shows it, and the answer is dropped if need be. */
    private static boolean dependsOnEntry(@Nullable Expression condition) {
        return condition != null && condition.names().stream().anyMatch(name -> name.startsWith(GroupType.OWN + "."));
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
        if (question.type() instanceof PlanType) {
            options.putAll(PlanType.options(run.setting(), lang));
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
