package org.allmende.services;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.allmende.platform.feel.Expression;
import org.allmende.services.form.ChoiceType;
import org.allmende.services.form.Option;
import org.allmende.services.form.Question;
import org.allmende.services.form.Step;
import org.jspecify.annotations.Nullable;

/**
 * Finds pages and questions that nobody can ever see, from the conditions alone. It understands what is said about the one
 * answer to a choice or to a question for yes or no, joined by {@code and}; whatever else stands in a condition may hold. So
 * it overlooks much, but what it finds is so.
 */
final class Reach {

    /** No answer: what {@code !=} holds for as well. */
    private static final String NONE = "";

    private static final String NAME = "([a-z]\\w*(?:\\.[a-z]\\w*)+)";
    private static final Pattern EQUAL = Pattern.compile(NAME + "\\s*(!?=)\\s*(?:\"([^\"\\\\]*)\"|(true|false))");
    private static final Pattern AMONG =
            Pattern.compile(NAME + "\\s+in\\s*\\(\\s*(\"[^\"\\\\]*\"(?:\\s*,\\s*\"[^\"\\\\]*\")*)\\s*\\)");
    private static final Pattern YES = Pattern.compile(NAME);
    private static final Pattern NO = Pattern.compile("not\\s*\\(\\s*" + NAME + "\\s*\\)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    /** Where these stand, {@code and} may mean something else, or not be what holds it together. */
    private static final Pattern BEYOND =
            Pattern.compile("\\b(or|if|then|else|for|return|some|every|satisfies|between|function)\\b|//|/\\*|\\\\");

    /** The values that an answer can have, by its name in expressions. */
    private final Map<String, Set<String>> values = new HashMap<>();

    private final List<End> ends = new ArrayList<>();

    /** A page that ends the form whenever each of these answers is among these values. */
    private record End(String step, Map<String, Set<String>> when) {}

    /**
     * What a condition says: each of these answers is among these values.
     *
     * @param all whether it says nothing else
     */
    private record Facts(Map<String, Set<String>> answers, boolean all) {

        private static final Facts NOTHING = new Facts(Map.of(), false);

        boolean impossible() {
            return answers.values().stream().anyMatch(Set::isEmpty);
        }

        Facts and(Facts other) {
            var both = new LinkedHashMap<>(answers);
            other.answers.forEach((name, set) -> both.merge(name, set, Reach::common));
            return new Facts(both, all && other.all);
        }
    }

    private static Set<String> common(Set<String> one, Set<String> other) {
        var common = new HashSet<>(one);
        common.retainAll(other);
        return common;
    }

    /** The form's next step; {@code questions} are the places of its questions in the file, in their order. */
    void next(YamlMap map, Step step, List<YamlMap> questions) {
        var facts = facts(step.when());
        if (!isNever(map, facts)) {
            for (int i = 0; i < questions.size(); i++) {
                var question = step.questions().get(i);
                if (question.when() != null) {
                    isNever(questions.get(i), facts.and(facts(question.when())));
                }
            }
            if (step.ends() && facts.all()) {
                ends.add(new End(step.id(), facts.answers()));
            }
        }
        step.questions().forEach(this::learn);
    }

    private void learn(Question question) {
        if (question.type() instanceof ChoiceType choice) {
            values.put(
                    question.feelName(),
                    choice.options().stream().map(Option::id).collect(Collectors.toSet()));
        } else if (question.type().word().equals("yesno")) {
            values.put(question.feelName(), Set.of("true", "false"));
        }
    }

    private boolean isNever(YamlMap map, Facts facts) {
        if (facts.impossible()) {
            map.problem(
                    "when",
                    "Diese Bedingung trifft nie zu.",
                    "Eine Antwort kann nicht zugleich verschieden lauten. Meinen Sie „or“?");
            return true;
        }
        var end = endBefore(facts);
        if (end != null) {
            map.problem(
                    "when",
                    "Das sieht nie jemand: Vorher endet das Formular bei „%s“.".formatted(end),
                    "Stellen Sie es davor, oder ändern Sie eine der Bedingungen.");
        }
        return end != null;
    }

    /** The page that ends the form for everybody of whom this holds. */
    private @Nullable String endBefore(Facts facts) {
        var left = new HashMap<String, Set<String>>();
        facts.answers().forEach((name, set) -> left.put(name, new HashSet<>(set)));
        for (var end : ends) {
            if (end.when().entrySet().stream()
                    .allMatch(one -> facts.answers().containsKey(one.getKey())
                            && one.getValue().containsAll(left.getOrDefault(one.getKey(), Set.of(NONE))))) {
                return end.step();
            }
            if (end.when().size() == 1) {
                end.when()
                        .forEach((name, set) ->
                                left.getOrDefault(name, new HashSet<>()).removeAll(set));
            }
        }
        return null;
    }

    private Facts facts(@Nullable Expression condition) {
        if (condition == null) {
            return new Facts(Map.of(), true);
        }
        var text = condition.text().strip();
        if (BEYOND.matcher(QUOTED.matcher(text).replaceAll("\"\"")).find()) {
            return Facts.NOTHING;
        }
        return terms(text).stream().map(this::fact).reduce(new Facts(Map.of(), true), Facts::and);
    }

    /** What stands between the {@code and}s that are in no brackets and no quotation marks. */
    private static List<String> terms(String text) {
        var terms = new ArrayList<String>();
        int depth = 0;
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            quoted ^= at == '"';
            depth +=
                    quoted ? 0 : at == '(' || at == '[' || at == '{' ? 1 : at == ')' || at == ']' || at == '}' ? -1 : 0;
            if (!quoted && depth == 0 && isAnd(text, i)) {
                terms.add(text.substring(start, i).strip());
                start = i + " and".length();
            }
        }
        terms.add(text.substring(start).strip());
        return terms;
    }

    private static boolean isAnd(String text, int at) {
        return Character.isWhitespace(text.charAt(at))
                && text.startsWith("and", at + 1)
                && at + 4 < text.length()
                && Character.isWhitespace(text.charAt(at + 4));
    }

    private Facts fact(String term) {
        if (term.equals("true")) {
            return new Facts(Map.of(), true);
        }
        if (term.equals("false")) {
            return new Facts(Map.of(term, Set.of()), true);
        }
        var equal = EQUAL.matcher(term);
        if (equal.matches()) {
            var value = equal.group(3) == null ? equal.group(4) : equal.group(3);
            return fact(equal.group(1), Set.of(value), equal.group(2).equals("!="));
        }
        var among = AMONG.matcher(term);
        if (among.matches()) {
            var set = QUOTED.matcher(among.group(2))
                    .results()
                    .map(one -> one.group(1))
                    .collect(Collectors.toSet());
            return fact(among.group(1), set, false);
        }
        var yes = YES.matcher(term);
        if (yes.matches()) {
            return fact(yes.group(1), Set.of("true"), false);
        }
        var no = NO.matcher(term);
        return no.matches() ? fact(no.group(1), Set.of("false"), false) : Facts.NOTHING;
    }

    private Facts fact(String name, Set<String> said, boolean other) {
        var possible = values.get(name);
        if (possible == null || !possible.containsAll(said)) {
            return Facts.NOTHING;
        }
        var set = new HashSet<>(said);
        if (other) {
            set = new HashSet<>(possible);
            set.add(NONE);
            set.removeAll(said);
        }
        return new Facts(Map.of(name, set), true);
    }
}
