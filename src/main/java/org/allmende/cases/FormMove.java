package org.allmende.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.allmende.services.Service;
import org.allmende.services.form.Answers;
import org.allmende.services.form.ChoiceType;
import org.allmende.services.form.ChoicesType;
import org.allmende.services.form.FileRef;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.Option;
import org.allmende.services.form.Posting;
import org.allmende.services.form.Question;
import org.allmende.services.form.Setting;
import org.allmende.services.form.Text;
import org.allmende.services.form.Value;

/**
 * What becomes of a draft under another version of its form. An answer stays where the same path asks for the same kind of
 * answer; every other one is put aside with the question as it was. An answer that was put aside once comes back when a
 * version asks for it again. Nothing is lost, and nothing is guessed.
 */
final class FormMove {

    private final Draft draft;
    private final Service older;
    private final Service newer;
    private final FormRun before;
    private final List<Aside> aside = new ArrayList<>();
    private Answers answers = Answers.NONE;

    private FormMove(Draft draft, Service older, Service newer, LocalDate today) {
        this.draft = draft;
        this.older = older;
        this.newer = newer;
        this.before = older.run(Answers.parse(draft.answers()), today);
    }

    /** The draft as it goes on; it is not written anywhere yet. */
    static Draft of(Draft draft, Service older, Service newer, Instant now, LocalDate today) {
        return new FormMove(draft, older, newer, today).move(now, today);
    }

    private Draft move(Instant now, LocalDate today) {
        before.answers().values().forEach(this::keepOrPutAside);
        var unfinished = moved(Unfinished.parse(draft.unfinished()));
        int left = aside.size();
        draft.aside().stream().filter(one -> !comesBack(one)).forEach(aside::add);
        var move = new Move(
                draft.version(),
                newer.pack().version().toString(),
                now,
                List.copyOf(answers.values().keySet()),
                anew(newer.run(answers, today)),
                left,
                false);
        var moves = new ArrayList<>(draft.moves());
        moves.add(move);
        return draft.moved(move.to(), answers, unfinished, List.copyOf(moves), List.copyOf(aside));
    }

    private void keepOrPutAside(String path, Value value) {
        var then = older.pack().form().findQuestion(path);
        if (fits(then, value, path)) {
            answers = answers.with(path, value);
            return;
        }
        aside.add(Aside.answered(
                path,
                draft.version(),
                then.map(Question::label).orElse(Text.of(path)),
                then.map(question -> shown(question, value, before.setting()))
                        .orElseGet(() -> Text.of(value.feel().toString())),
                value));
    }

    private boolean comesBack(Aside one) {
        var value = one.findValue();
        if (value.isEmpty() || answers.has(one.path()) || !fits(Optional.empty(), value.get(), one.path())) {
            return false;
        }
        answers = answers.with(one.path(), value.get());
        return true;
    }

    /** Whether the newer form asks for this kind of answer there; a text must also be right for another kind of text. */
    private boolean fits(Optional<Question> then, Value value, String path) {
        var now = newer.pack().form().findQuestion(path);
        if (now.isEmpty()
                || !now.get().asks()
                || !now.get().type().sample().getClass().equals(value.getClass())) {
            return false;
        }
        var type = now.get().type();
        if (type instanceof ChoiceType choice) {
            return value instanceof Value.Plain chosen && offers(choice.options(), chosen.text());
        }
        if (type instanceof ChoicesType choices) {
            return value instanceof Value.Several several
                    && several.options().stream().allMatch(option -> offers(choices.options(), option));
        }
        return then.map(question -> question.type().word().equals(type.word())).orElse(false)
                || reads(now.get(), value, before);
    }

    private static boolean offers(List<Option> options, String id) {
        return options.stream().anyMatch(option -> option.id().equals(id));
    }

    /** Whether the question accepts this answer as it is, beside the other answers of that run. */
    static boolean reads(Question question, Value value, FormRun run) {
        if (!question.asks() || !question.type().sample().getClass().equals(value.getClass())) {
            return false;
        }
        var files = value instanceof Value.Files kept ? kept.files() : List.<FileRef>of();
        var posting = new Posting(question.called(), question.type().typed(value), files, run.setting(), run.scope());
        return question.type().read(posting) instanceof Posting.Reading.Understood understood
                && understood.value().equals(value);
    }

    private static Text shown(Question question, Value value, Setting setting) {
        // an answer that its question never understood is told as it is
        if (!value.getClass().equals(question.type().sample().getClass())) {
            return Text.of(value.feel().toString());
        }
        return new Text(
                question.type().show(value, "de", setting), question.type().show(value, "en", setting));
    }

    /** What was typed stays at the inputs that there still are. */
    private Unfinished moved(Unfinished unfinished) {
        var steps = new LinkedHashMap<String, Map<String, List<String>>>();
        unfinished.steps().forEach((step, typed) -> {
            var left = left(older, newer, step, typed);
            var kept = new LinkedHashMap<>(typed);
            left.forEach(one -> kept.keySet().removeAll(one.typed().keySet()));
            aside.addAll(left);
            var isThere = newer.pack().form().findStep(step).isPresent();
            if (isThere && kept.values().stream().anyMatch(texts -> !isBlank(texts))) {
                steps.put(step, kept);
            }
        });
        return Unfinished.of(steps);
    }

    /** What was typed into a step of the older form for which the newer one has no such question any more. */
    static List<Aside> left(Service older, Service newer, String step, Map<String, List<String>> typed) {
        return older.pack().form().findStep(step).stream()
                .flatMap(found -> found.questions().stream())
                .filter(Question::asks)
                .filter(question -> newer.pack()
                        .form()
                        .findQuestion(question.path())
                        .filter(now -> now.type().word().equals(question.type().word()))
                        .isEmpty())
                .map(question -> typed(older, question, typed))
                .filter(one -> one.typed().values().stream().anyMatch(texts -> !isBlank(texts)))
                .toList();
    }

    private static Aside typed(Service older, Question question, Map<String, List<String>> typed) {
        var own = new LinkedHashMap<String, List<String>>();
        for (var part : question.type().parts()) {
            var texts = typed.get(question.input(part));
            if (texts != null) {
                own.put(question.input(part), texts);
            }
        }
        var read = own.values().stream()
                .flatMap(List::stream)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "));
        return Aside.typed(
                question.path(),
                older.pack().version().toString(),
                question.label(),
                new Text(option(question, read, "de"), option(question, read, "en")),
                own);
    }

    private static String option(Question question, String chosen, String lang) {
        return question.type() instanceof ChoiceType choice && offers(choice.options(), chosen)
                ? choice.options().stream()
                        .filter(option -> option.id().equals(chosen))
                        .findFirst()
                        .orElseThrow()
                        .label()
                        .in(lang)
                : chosen;
    }

    private static boolean isBlank(List<String> texts) {
        return texts.stream().allMatch(String::isBlank);
    }

    /** What wants an answer and did not before, and what asks again for an answer that was put aside. */
    private List<String> anew(FormRun after) {
        var openBefore =
                before.gaps().stream().map(gap -> gap.question().path()).toList();
        var anew = new LinkedHashSet<String>();
        after.gaps().stream()
                .map(gap -> gap.question().path())
                .filter(path -> !openBefore.contains(path))
                .forEach(anew::add);
        for (var step : after.steps()) {
            after.questions(step).stream()
                    .map(Question::path)
                    .filter(path -> !answers.has(path))
                    .filter(path -> aside.stream().anyMatch(one -> one.path().equals(path)))
                    .forEach(anew::add);
        }
        return List.copyOf(anew);
    }
}
