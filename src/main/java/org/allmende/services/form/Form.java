package org.allmende.services.form;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.platform.feel.Scope;

/** The questions of a service in their order. */
public final class Form {

    /** What the stepper shows: a few steps under one word. */
    public record Chapter(String id, Text title) {}

    /** What an answer tells about the person who applies, so that letters find their way. */
    public enum Role {
        GIVEN_NAMES,
        FAMILY_NAME,
        BIRTH_DATE,
        ADDRESS,
        EMAIL,
        PHONE,
        /** Whether notices may come electronically. */
        ELECTRONIC
    }

    private final List<Chapter> chapters;
    private final List<Step> steps;
    private final List<Computed> computed;
    private final Map<Role, String> roles;
    private final Map<String, Step> byId = new LinkedHashMap<>();
    private final Map<String, Question> byPath = new LinkedHashMap<>();

    public Form(List<Chapter> chapters, List<Step> steps, List<Computed> computed, Map<Role, String> roles) {
        this.chapters = List.copyOf(chapters);
        this.steps = List.copyOf(steps);
        this.computed = List.copyOf(computed);
        this.roles = roles.isEmpty() ? Map.of() : new EnumMap<>(roles);
        for (var step : steps) {
            byId.put(step.id(), step);
            step.questions().forEach(question -> byPath.put(question.path(), question));
        }
    }

    /** The same with other words; ids and order are those of this form. */
    public Form withSteps(List<Step> reworded) {
        return new Form(chapters, reworded, computed, roles);
    }

    public List<Chapter> chapters() {
        return chapters;
    }

    public List<Step> steps() {
        return steps;
    }

    public List<Computed> computed() {
        return computed;
    }

    public Optional<Step> findStep(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<Question> findQuestion(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    public Optional<String> findPath(Role role) {
        return Optional.ofNullable(roles.get(role));
    }

    public Step stepOf(Question question) {
        var id = question.path().substring(0, question.path().indexOf('/'));
        return findStep(id).orElseThrow(() -> new IllegalArgumentException("No step " + id));
    }

    /** Every name that expressions may use, each with a value: what they are tried on. */
    public Scope sample(Setting setting) {
        var scope = setting.scope();
        for (var step : steps) {
            var inner = new Scope();
            for (var question : step.questions()) {
                if (question.asks()) {
                    inner.put(
                            question.id(), question.type().feel(question.type().sample()));
                }
            }
            scope.put(step.id(), inner);
        }
        var values = new Scope();
        scope.put("computed", values);
        for (var one : computed) {
            values.put(one.id(), one.value().value(scope));
        }
        return scope;
    }
}
