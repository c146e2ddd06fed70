package org.allmende.services;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.allmende.services.Expressions.Gives;
import org.allmende.services.form.Computed;
import org.allmende.services.form.Form;
import org.allmende.services.form.Question;
import org.allmende.services.form.Step;

/** Reads {@code form.yaml}. */
final class FormReader {

    private static final int MOST_STEPS = 300;
    private static final int MOST_QUESTIONS = 2000;
    private static final Map<Form.Role, Set<String>> ROLE_TYPES = Map.of(
            Form.Role.GIVEN_NAMES, Set.of("name"),
            Form.Role.FAMILY_NAME, Set.of("name"),
            Form.Role.BIRTH_DATE, Set.of("date"),
            Form.Role.ADDRESS, Set.of("address"),
            Form.Role.EMAIL, Set.of("email"),
            Form.Role.PHONE, Set.of("phone"),
            Form.Role.ELECTRONIC, Set.of("consent"));

    private final YamlMap file;
    private final Expressions expressions;
    private final QuestionReader reader;
    private final Set<String> chapters = new LinkedHashSet<>();
    private final Reach reach = new Reach();

    FormReader(YamlMap file, Expressions expressions) {
        this.file = file;
        this.expressions = expressions;
        this.reader = new QuestionReader(expressions);
    }

    Form read() {
        var chapterList = chapters();
        var steps = steps();
        var computed = computed(steps);
        var form = new Form(chapterList, steps, computed, roles(steps));
        file.done();
        return form;
    }

    private List<Form.Chapter> chapters() {
        var list = new ArrayList<Form.Chapter>();
        for (var map : file.maps("chapters")) {
            var chapter = new Form.Chapter(map.id("id"), map.words("title"));
            map.done();
            if (!chapters.add(chapter.id())) {
                map.problem("id", "Das Kapitel „%s“ gibt es zweimal.".formatted(chapter.id()), "");
            }
            list.add(chapter);
        }
        return list;
    }

    private List<Step> steps() {
        var steps = new ArrayList<Step>();
        var ids = new LinkedHashSet<String>();
        int questions = 0;
        for (var map : file.maps("steps")) {
            var step = step(map, steps);
            if (!ids.add(step.id())) {
                map.problem(
                        "id",
                        "Den Schritt „%s“ gibt es zweimal.".formatted(step.id()),
                        "Geben Sie jedem Schritt einen eigenen Kurznamen.");
            }
            questions += step.questions().stream()
                    .mapToInt(question -> 1 + question.type().inner().size())
                    .sum();
            steps.add(step);
        }
        if (steps.size() > MOST_STEPS || questions > MOST_QUESTIONS) {
            file.problem(
                    "steps",
                    "Das Formular hat mehr als %d Schritte oder %d Fragen.".formatted(MOST_STEPS, MOST_QUESTIONS),
                    "Teilen Sie es auf.");
        }
        if (steps.isEmpty() && file.line() > 0) {
            file.problem("steps", "Das Formular hat keinen Schritt.", "");
        }
        return steps;
    }

    /** A step without a chapter belongs to the one before it. */
    private Step step(YamlMap map, List<Step> before) {
        int position = before.size();
        var id = map.id("id");
        if (ReservedWords.PAGES.contains(id)) {
            map.problem(
                    "id",
                    "„%s“ heißt schon eine andere Seite des Antrags.".formatted(id),
                    "Wählen Sie einen anderen Kurznamen.");
        }
        var chapter = map.findText("chapter")
                .orElseGet(() -> before.isEmpty()
                        ? chapters.stream().findFirst().orElse("")
                        : before.getLast().chapter());
        if (!chapter.isEmpty() || !chapters.isEmpty()) {
            if (!chapters.contains(chapter)) {
                map.problem(
                        "chapter",
                        "Das Kapitel „%s“ gibt es nicht.".formatted(chapter),
                        "Möglich sind: %s.".formatted(String.join(", ", chapters)));
            }
        }
        var when = map.has("when") ? expressions.read(map, "when", Gives.CONDITION, position - 1) : null;
        var ends = map.flag("ends", false);
        if (ends && when == null) {
            map.problem(
                    "ends",
                    "Ein Schritt, der das Formular beendet, braucht eine Bedingung.",
                    "Ergänzen Sie „when: …“.");
        }
        var questions = new ArrayList<Question>();
        var places = new ArrayList<YamlMap>();
        var ids = new LinkedHashSet<String>();
        for (var inner : map.maps("questions")) {
            var question = reader.read(inner, id, position);
            if (!ids.add(question.id())) {
                inner.problem(
                        "id",
                        "Die Frage „%s“ gibt es in diesem Schritt zweimal.".formatted(question.path()),
                        "Geben Sie jeder Frage einen eigenen Kurznamen.");
            }
            if (ends && question.asks()) {
                inner.problem(
                        "type",
                        "Ein Schritt, der das Formular beendet, fragt nichts mehr.",
                        "Nehmen Sie „type: information“.");
            }
            questions.add(question);
            places.add(inner);
        }
        if (questions.isEmpty()) {
            map.problem("questions", "Der Schritt „%s“ hat keine Frage.".formatted(id), "");
        }
        var variants = reader.variants(map, "title", "intro", position);
        var step = new Step(id, chapter, map.words("title"), map.findWords("intro"), when, ends, questions, variants);
        map.done();
        reach.next(map, step, places);
        return step;
    }

    private List<Computed> computed(List<Step> steps) {
        var positions = new LinkedHashMap<String, Integer>();
        for (int i = 0; i < steps.size(); i++) {
            positions.put(steps.get(i).id(), i);
        }
        var list = new ArrayList<Computed>();
        for (var map : file.maps("computed")) {
            var id = map.id("id");
            var value = expressions.read(map, "value", Gives.ANYTHING, Expressions.ALL_STEPS);
            int after = 0;
            for (var name : value.names()) {
                var owner = Expressions.owner(name);
                if (owner.startsWith("computed.") && !positions.containsKey(owner)) {
                    map.problem("value", "„%s“ wird erst später berechnet.".formatted(name), "Stellen Sie es davor.");
                }
                after = Math.max(after, positions.getOrDefault(owner, 0));
            }
            if (positions.put("computed." + id, after) != null) {
                map.problem("id", "Den Wert „%s“ gibt es zweimal.".formatted(id), "");
            }
            list.add(new Computed(id, map.words("label"), value, after));
            map.done();
        }
        return list;
    }

    private Map<Form.Role, String> roles(List<Step> steps) {
        var known = new LinkedHashMap<String, String>();
        steps.forEach(step -> step.questions()
                .forEach(question -> known.put(question.path(), question.type().word())));
        var roles = new EnumMap<Form.Role, String>(Form.Role.class);
        var map = file.map("applicant");
        for (var role : Form.Role.values()) {
            var key = role.name().toLowerCase(Locale.ROOT);
            map.findText(key).ifPresent(path -> {
                if (!known.containsKey(path)) {
                    map.problem(
                            key,
                            "Die Frage „%s“ gibt es nicht.".formatted(path),
                            "Schreiben Sie den Pfad aus Schritt und Frage, zum Beispiel person/vornamen.");
                } else if (!ROLE_TYPES.getOrDefault(role, Set.of()).contains(known.get(path))) {
                    map.problem(
                            key,
                            "Die Frage „%s“ ist dafür nicht von der richtigen Art.".formatted(path),
                            "Möglich ist: %s.".formatted(String.join(", ", ROLE_TYPES.getOrDefault(role, Set.of()))));
                }
                roles.put(role, path);
            });
        }
        map.done();
        return roles;
    }
}
