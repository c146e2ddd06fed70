package org.allmende.services.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.platform.feel.Scope;
import org.jspecify.annotations.Nullable;

/**
 * One form with the answers given so far: which steps are to be seen, what is missing, what would be submitted.
 *
 * <p>All conditions are evaluated once, in the order of the form, when the run is made. An answer to a question that is not
 * asked any more counts as not given, is kept aside, and comes back when the question does.
 */
public final class FormRun {

    /** A question of the check-answers page that still needs something. */
    public record Gap(Step step, Question question, Text message) {}

    private final Form form;
    private final Answers answers;
    private final Setting setting;
    private final Scope scope;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Question> asked = new LinkedHashMap<>();
    private final Map<String, Value> given = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> computed = new LinkedHashMap<>();
    private final boolean ended;

    private FormRun(Form form, Answers answers, Setting setting) {
        this.form = form;
        this.answers = answers;
        this.setting = setting;
        this.scope = setting.scope();
        this.ended = walk();
    }

    public static FormRun of(Form form, Answers answers, Setting setting) {
        return new FormRun(form, answers, setting);
    }

    private boolean walk() {
        var scopes = form.steps().stream().map(FormRun::unanswered).toList();
        for (int i = 0; i < scopes.size(); i++) {
            scope.put(form.steps().get(i).id(), scopes.get(i));
        }
        var values = new Scope();
        form.computed().forEach(one -> values.put(one.id(), null));
        scope.put("computed", values);
        boolean over = false;
        for (int i = 0; i < scopes.size(); i++) {
            var step = form.steps().get(i);
            if (!over && (step.when() == null || step.when().holds(scope))) {
                steps.add(step.told(scope));
                ask(step, scopes.get(i));
                over = step.ends();
            }
            compute(i, values);
        }
        return over;
    }

    private void ask(Step step, Scope inner) {
        var visible = step.questions().stream()
                .filter(question -> question.isAsked(scope))
                .toList();
        for (var question : visible) {
            asked.put(question.path(), question.told(scope));
            answers.find(question.path()).filter(question::fits).ifPresent(value -> {
                var kept = question.type().kept(value, scope);
                given.put(question.path(), kept);
                inner.put(question.id(), question.type().feel(kept));
            });
        }
    }

    private void compute(int position, Scope values) {
        for (var one : form.computed()) {
            if (one.after() == position) {
                var value = one.value().value(scope);
                values.put(one.id(), value);
                computed.put(one.id(), value);
            }
        }
    }

    private static Scope unanswered(Step step) {
        var inner = new Scope();
        for (var question : step.questions()) {
            if (question.asks()) {
                inner.put(question.id(), question.type().unanswered());
            }
        }
        return inner;
    }

    public Form form() {
        return form;
    }

    public Answers answers() {
        return answers;
    }

    public Setting setting() {
        return setting;
    }

    /** The names and values for expressions outside the form: fee, responsible office. */
    public Scope scope() {
        return scope;
    }

    /** The steps to be seen, in order, up to one that ends the form. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** The questions of a step that are asked. */
    public List<Question> questions(Step step) {
        return step.questions().stream()
                .filter(question -> asked.containsKey(question.path()))
                .map(question -> asked.getOrDefault(question.path(), question))
                .toList();
    }

    /** A step by its id, if it is to be seen now. */
    public Optional<Step> findStep(String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    public Step first() {
        return steps.getFirst();
    }

    /** Nothing after the last step: then the answers are checked. */
    public Optional<Step> next(Step step) {
        return at(position(step) + 1);
    }

    public Optional<Step> previous(Step step) {
        return at(position(step) - 1);
    }

    private int position(Step step) {
        return steps.stream().map(Step::id).toList().indexOf(step.id());
    }

    private Optional<Step> at(int position) {
        return position >= 0 && position < steps.size() ? Optional.of(steps.get(position)) : Optional.empty();
    }

    /** Whether the form has ended at a step that says who else is responsible: nothing can be submitted then. */
    public boolean ended() {
        return ended;
    }

    /** The answer to a question that is asked, if there is one and it is of the question's kind. */
    public Optional<Value> findAnswer(Question question) {
        return Optional.ofNullable(given.get(question.path()));
    }

    public Optional<Value> find(Form.Role role) {
        return form.findPath(role).flatMap(form::findQuestion).flatMap(this::findAnswer);
    }

    /** The answer as people read it; empty when there is none. */
    public String show(Question question, String language) {
        return findAnswer(question)
                .map(value -> question.type().show(value, language, setting))
                .orElse("");
    }

    /** Values that follow from answers, by id. */
    public Map<String, @Nullable Object> computed() {
        return java.util.Collections.unmodifiableMap(computed);
    }

    /** What the inputs of a step show, by input. */
    public Map<String, List<String>> typed(Step step) {
        var typed = new LinkedHashMap<String, List<String>>();
        for (var question : questions(step)) {
            findAnswer(question)
                    .ifPresent(value -> question.type()
                            .typed(value)
                            .forEach((part, texts) -> typed.put(question.input(part), texts)));
        }
        return typed;
    }

    /** What will be submitted: the answers to the questions that are asked, in the order of the form. */
    public Answers submitted() {
        return Answers.of(given);
    }

    /** Answers that were given once and are not needed now. */
    public Answers aside() {
        var needed = submitted();
        return answers.only(path -> !needed.has(path));
    }

    /** What is missing or no longer right; empty when the form may be submitted. */
    public List<Gap> gaps() {
        return new Validation(this).gaps();
    }

    /** Whether it may be submitted. */
    public boolean complete() {
        return !ended && gaps().isEmpty();
    }

    /** The first step that needs something. */
    public Optional<Step> firstOpen() {
        return gaps().stream().map(Gap::step).findFirst();
    }

    /** Takes what the browser sent for a step; files stay as they are. */
    public Submission submit(Step step, Map<String, List<String>> posted) {
        var files = new LinkedHashMap<String, List<FileRef>>();
        for (var question : step.questions()) {
            if (answers.find(question.path()).orElse(null) instanceof Value.Files kept) {
                files.put(question.id(), kept.files());
            }
        }
        return submit(step, posted, files);
    }

    /**
     * Takes what the browser sent for a step.
     *
     * @param posted texts by input, as {@link Question#input} names them
     * @param files those that now belong to each file question, by the question's own id
     */
    public Submission submit(Step step, Map<String, List<String>> posted, Map<String, List<FileRef>> files) {
        return new Validation(this).submit(step, posted, files);
    }
}
