package org.allmende.services;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.allmende.platform.feel.Expression;
import org.allmende.platform.feel.Feel;
import org.allmende.platform.feel.NotFeel;
import org.allmende.platform.feel.Scope;
import org.allmende.services.form.ChoiceType;
import org.allmende.services.form.ChoicesType;
import org.allmende.services.form.Form;
import org.allmende.services.form.GroupType;
import org.allmende.services.form.Option;
import org.allmende.services.form.Question;
import org.jspecify.annotations.Nullable;

/** The expressions of a package: read where they stand, tried on a full sample once the whole form is known. */
final class Expressions {

    /** What an expression must give. */
    enum Gives {
        CONDITION(Boolean.class, "Ja oder Nein"),
        NUMBER(BigDecimal.class, "eine Zahl"),
        DATE(LocalDate.class, "ein Datum"),
        TEXT(String.class, "einen Text"),
        ANYTHING(Object.class, "einen Wert");

        private final Class<?> type;
        private final String name;

        Gives(Class<?> type, String name) {
            this.type = type;
            this.name = name;
        }
    }

    /** Knows every answer. */
    static final int ALL_STEPS = Integer.MAX_VALUE;

    private record Slot(
            Expression expression,
            String file,
            int line,
            Gives gives,
            int lastStep,
            @Nullable Own own) {}

    /** The answers of one entry of a group, which expressions inside read as {@code this.…}. */
    static final class Own {

        private final List<Question> questions = new ArrayList<>();

        void add(Question question) {
            questions.add(question);
        }

        /** Only the questions that stand before. */
        Own soFar() {
            var earlier = new Own();
            earlier.questions.addAll(questions);
            return earlier;
        }

        private Scope sample() {
            var scope = new Scope();
            questions.stream()
                    .filter(Question::asks)
                    .forEach(question -> scope.put(
                            question.id(), question.type().feel(question.type().sample())));
            return scope;
        }
    }

    private final List<Slot> slots = new ArrayList<>();
    private final Problems problems;

    Expressions(Problems problems) {
        this.problems = problems;
    }

    /** @param lastStep position of the last step whose answers it may read; -1 for none */
    Expression read(YamlMap map, String key, Gives gives, int lastStep) {
        return read(map, key, gives, lastStep, null);
    }

    /** @param own what {@code this} means inside a group */
    Expression read(YamlMap map, String key, Gives gives, int lastStep, @Nullable Own own) {
        return parse(map, key, map.text(key), gives, lastStep, own);
    }

    Expression parse(YamlMap map, String key, String text, Gives gives, int lastStep) {
        return parse(map, key, text, gives, lastStep, null);
    }

    private Expression parse(YamlMap map, String key, String text, Gives gives, int lastStep, @Nullable Own own) {
        if (text.isEmpty()) {
            return nothing();
        }
        try {
            var expression = Feel.parse(text);
            slots.add(new Slot(expression, map.file(), map.line(key), gives, lastStep, own));
            return expression;
        } catch (NotFeel refused) {
            map.problem(key, String.valueOf(refused.getMessage()), "Prüfen Sie „%s“.".formatted(text));
            return nothing();
        }
    }

    static Expression nothing() {
        return constant("null");
    }

    static Expression constant(String text) {
        try {
            return Feel.parse(text);
        } catch (NotFeel impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void check(Form form, Scope sample) {
        var positions = positions(form);
        var options = options(form);
        for (var slot : slots) {
            var known = slot.own() == null
                    ? sample
                    : sample.with(GroupType.OWN, slot.own().sample());
            var answers = slot.own() == null ? options : with(options, slot.own());
            var found = slot.expression().problems(known, name -> answers.getOrDefault(name, Set.of()));
            found.forEach(problem -> add(slot, problem, ""));
            if (!found.isEmpty()) {
                continue;
            }
            for (var name : slot.expression().names()) {
                if (positions.getOrDefault(owner(name), -1) > slot.lastStep()) {
                    add(
                            slot,
                            "„%s“ ist an dieser Stelle noch nicht beantwortet.".formatted(name),
                            "Fragen Sie es in einem früheren Schritt.");
                }
            }
            if (!slot.gives().type.isInstance(slot.expression().value(known))) {
                add(slot, "Der Ausdruck ergibt nicht %s.".formatted(slot.gives().name), "");
            }
        }
    }

    private void add(Slot slot, String message, String fix) {
        problems.add(slot.file(), slot.line(), message, fix);
    }

    /** The step of an answer, {@code computed.x} of a computed value. */
    static String owner(String name) {
        var parts = name.split("\\.", -1);
        return parts[0].equals("computed") && parts.length > 1 ? "computed." + parts[1] : parts[0];
    }

    /** The words with which the form's choices may be compared. */
    static Expression.Literals literals(Form form) {
        var options = options(form);
        return name -> options.getOrDefault(name, Set.of());
    }

    private static Map<String, Integer> positions(Form form) {
        var positions = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < form.steps().size(); i++) {
            positions.put(form.steps().get(i).id(), i);
        }
        form.computed().forEach(computed -> positions.put("computed." + computed.id(), computed.after()));
        return positions;
    }

    private static Map<String, Set<String>> options(Form form) {
        var options = new LinkedHashMap<String, Set<String>>();
        form.steps().forEach(step -> options(step.id(), step.questions(), options));
        return options;
    }

    private static Map<String, Set<String>> with(Map<String, Set<String>> options, Own own) {
        var all = new LinkedHashMap<>(options);
        options(GroupType.OWN, own.questions, all);
        return all;
    }

    private static void options(String above, List<Question> questions, Map<String, Set<String>> options) {
        for (var question : questions) {
            var name = above + "." + question.id();
            switch (question.type()) {
                case ChoiceType choice -> options.put(name, ids(choice.options()));
                case ChoicesType choices -> options.put(name, ids(choices.options()));
                default -> options(name, question.type().inner(), options);
            }
        }
    }

    private static Set<String> ids(List<Option> options) {
        return options.stream().map(Option::id).collect(Collectors.toSet());
    }
}
