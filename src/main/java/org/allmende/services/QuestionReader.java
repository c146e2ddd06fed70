package org.allmende.services;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.allmende.services.Expressions.Gives;
import org.allmende.services.Expressions.Own;
import org.allmende.services.form.Check;
import org.allmende.services.form.GroupType;
import org.allmende.services.form.InformationType;
import org.allmende.services.form.Question;
import org.allmende.services.form.QuestionType;
import org.allmende.services.form.Text;
import org.allmende.services.form.Variant;
import org.jspecify.annotations.Nullable;

/** Reads the questions of a step, and those inside a group. */
final class QuestionReader {

    /** More than a server takes in one form is of no use to anybody. */
    private static final int MOST_INPUTS = 800;

    private static final int MOST_ENTRIES = 50;

    /** Files are kept apart from answers, and a page of groups within groups is not understood by anybody. */
    private static final Set<String> NOT_INSIDE = Set.of("files", "group", "organisation");

    private static final Set<String> AUTOFILL = Set.of(
            "name",
            "given-name",
            "family-name",
            "additional-name",
            "bday",
            "email",
            "tel",
            "organization",
            "street-address");

    /** Their conditions are tried each time a page is shown. */
    private static final int MOST_VARIANTS = 20;

    private final Expressions expressions;
    private final QuestionTypes types;

    QuestionReader(Expressions expressions) {
        this.expressions = expressions;
        this.types = new QuestionTypes(expressions);
    }

    /** @param position of its step in the form */
    Question read(YamlMap map, String step, int position) {
        var id = map.id("id");
        var type = map.findText("type").orElse("").equals("group") ? group(map, position) : types.read(map);
        return question(map, step + "/" + id, type, position, null);
    }

    private GroupType group(YamlMap map, int position) {
        map.has("type");
        var own = new Own();
        var questions = new ArrayList<Question>();
        var ids = new LinkedHashSet<String>();
        for (var inner : map.maps("questions")) {
            var question = inside(inner, position, own);
            if (!ids.add(question.id())) {
                inner.problem(
                        "id",
                        "Die Frage „%s“ gibt es in dieser Gruppe zweimal.".formatted(question.id()),
                        "Geben Sie jeder Frage einen eigenen Kurznamen.");
            }
            questions.add(question);
        }
        if (questions.stream().noneMatch(Question::asks)) {
            map.problem("questions", "Die Gruppe fragt nichts.", "Ergänzen Sie „questions: …“.");
        }
        var group = new GroupType(
                "group", questions, map.findMap("repeats").map(this::repeats).orElse(null));
        if (most(group) > MOST_INPUTS) {
            map.problem(
                    "repeats",
                    "Auf dieser Seite könnten mehr als %d Eingabefelder stehen.".formatted(MOST_INPUTS),
                    "Fragen Sie weniger, oder erlauben Sie weniger Einträge.");
        }
        return group;
    }

    private static int most(GroupType group) {
        int entry = group.questions().stream()
                .mapToInt(question -> question.type().parts().size())
                .sum();
        return group.repeats() == null ? entry : entry * group.repeats().most();
    }

    private Question inside(YamlMap map, int position, Own own) {
        var id = map.id("id");
        var word = map.findText("type").orElse("");
        QuestionType type;
        if (NOT_INSIDE.contains(word)) {
            map.problem(
                    "type",
                    "In einer Gruppe kann keine Frage der Art „%s“ stehen.".formatted(word),
                    "Stellen Sie sie außerhalb der Gruppe.");
            type = new InformationType(Text.NONE);
        } else {
            type = types.read(map);
        }
        var question = question(map, id, type, position, own);
        own.add(question);
        return question;
    }

    private GroupType.Repeats repeats(YamlMap map) {
        var repeats = new GroupType.Repeats(
                map.number("least", 0, 0, 1), map.number("most", 10, 1, MOST_ENTRIES), map.words("item"));
        map.done();
        return repeats;
    }

    /** @param own the answers of the same entry, for a question inside a group */
    private Question question(YamlMap map, String path, QuestionType type, int position, @Nullable Own own) {
        boolean asks = !(type instanceof InformationType);
        var label = asks ? map.words("label") : map.findWords("label");
        var called = map.has("called") ? map.words("called") : new Text("„" + label.de() + "“", "“" + label.en() + "”");
        var earlier = own == null ? null : own.soFar();
        var when = map.has("when") ? expressions.read(map, "when", Gives.CONDITION, position - 1, earlier) : null;
        var required = asks && !map.has("required")
                ? Expressions.constant(String.valueOf(!mayBeEmpty(type)))
                : asks
                        ? expressions.read(map, "required", Gives.CONDITION, position, own)
                        : Expressions.constant("false");
        var checks = new ArrayList<Check>();
        for (var check : map.maps("checks")) {
            checks.add(
                    new Check(expressions.read(check, "rule", Gives.CONDITION, position, own), check.words("message")));
            check.done();
        }
        var variants = own == null ? variants(map, "label", "hint", position) : List.<Variant>of();
        var question = new Question(
                path, label, map.findWords("hint"), called, type, required, when, checks, autofill(map), variants);
        map.done();
        return question;
    }

    /** Other words, with conditions over earlier steps. */
    List<Variant> variants(YamlMap map, String heading, String remark, int position) {
        var variants = new ArrayList<Variant>();
        for (var inner : map.maps("variants")) {
            var variant = new Variant(
                    expressions.read(inner, "when", Gives.CONDITION, position - 1),
                    inner.findWords(heading),
                    inner.findWords(remark));
            if (variant.heading().isEmpty() && variant.remark().isEmpty()) {
                inner.problem(
                        inner.line(),
                        "Diese Variante ändert nichts.",
                        "Ergänzen Sie „%s: {de: …, en: …}“ oder „%s: {de: …, en: …}“.".formatted(heading, remark));
            }
            inner.done();
            variants.add(variant);
        }
        if (variants.size() > MOST_VARIANTS) {
            map.problem(
                    "variants",
                    "Das sind mehr als %d Varianten.".formatted(MOST_VARIANTS),
                    "Machen Sie mehrere Schritte oder Fragen daraus.");
        }
        return variants;
    }

    /** Without children there is nothing to say about them. */
    private static boolean mayBeEmpty(QuestionType type) {
        return type instanceof GroupType group
                && group.repeats() != null
                && group.repeats().least() == 0;
    }

    private static String autofill(YamlMap map) {
        var autofill = map.findText("autofill").orElse("");
        if (!autofill.isEmpty() && !AUTOFILL.contains(autofill)) {
            map.problem(
                    "autofill",
                    "„%s“ kann der Browser nicht ausfüllen.".formatted(autofill),
                    "Möglich sind: %s."
                            .formatted(
                                    String.join(", ", AUTOFILL.stream().sorted().toList())));
        }
        return autofill;
    }
}
