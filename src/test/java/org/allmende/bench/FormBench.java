package org.allmende.bench;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.bench.Bench.Line;
import org.allmende.platform.feel.Expression;
import org.allmende.platform.feel.Feel;
import org.allmende.platform.feel.NotFeel;
import org.allmende.services.form.Answers;
import org.allmende.services.form.Form;
import org.allmende.services.form.FormRun;
import org.allmende.services.form.GroupType;
import org.allmende.services.form.Question;
import org.allmende.services.form.QuestionType;
import org.allmende.services.form.Setting;
import org.allmende.services.form.Step;
import org.allmende.services.form.Text;
import org.allmende.services.form.TextType;
import org.allmende.services.form.Value;
import org.jspecify.annotations.Nullable;

/** A long form as it is worked out anew at every click: 70 steps, 700 questions, half of them with a condition. */
final class FormBench {

    private static final int STEPS = 70;
    private static final int QUESTIONS = 10;
    private static final Text WORDS = new Text("Angabe", "detail");

    /** As in real packages, by how they are told apart: a choice, a number, two at once, a list, a group. */
    private static final List<String> CONDITIONS = List.of(
            "s%1$d.f0 = \"a\"",
            "s%1$d.f1 in (\"a\", \"b\", \"c\")",
            "s%1$d.f0 = \"a\" and s%1$d.f2 != null",
            "not(s%1$d.f3 = \"x\") or s%1$d.f4 = \"y\"",
            "count(s%1$d.kinder) > 1 and (some k in s%1$d.kinder satisfies k.name = \"b\")");

    private FormBench() {}

    static List<Line> run(Bench.Options options) {
        var form = form();
        var answers = answers(form);
        var setting = new Setting(LocalDate.of(2026, 11, 23), List.of(), Optional.empty(), Map.of());
        int times = (int) options.get("times", 500);
        for (int i = 0; i < times; i++) {
            FormRun.of(form, answers, setting);
        }
        var nanos = new long[times];
        int asked = 0;
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            var run = FormRun.of(form, answers, setting);
            nanos[i] = System.nanoTime() - start;
            asked = run.submitted().values().size();
        }
        var cpu = (threads.getCurrentThreadCpuTime() - before) / 1e6 / times;
        var latencies = new Latencies(nanos);
        return List.of(
                new Line("form", latencies.millis(.95), "ms"),
                new Line("form.median", latencies.millis(.5), "ms"),
                new Line("form.longest", latencies.longestMillis(), "ms"),
                new Line("form.cpu", cpu, "ms"),
                new Line("form.questions", STEPS * QUESTIONS, "questions"),
                new Line("form.answers", asked, "answers"),
                new Line("form.conditions", conditions(form), "conditions"));
    }

    private static long conditions(Form form) {
        return form.steps().stream()
                .flatMap(step -> step.questions().stream())
                .filter(question -> question.when() != null)
                .count();
    }

    private static Form form() {
        var steps = new ArrayList<Step>();
        for (int s = 0; s < STEPS; s++) {
            var questions = new ArrayList<Question>();
            for (int q = 0; q < QUESTIONS - 1; q++) {
                var condition = CONDITIONS.get((s + q) % CONDITIONS.size());
                var when = s > 0 && q >= QUESTIONS / 2 - 1 ? expression(condition.formatted(s - 1)) : null;
                questions.add(question("s%d/f%d".formatted(s, q), new TextType(100), when));
            }
            var name = question("name", new TextType(100), null);
            questions.add(question(
                    "s%d/kinder".formatted(s),
                    new GroupType("group", List.of(name), new GroupType.Repeats(0, 10, WORDS)),
                    null));
            steps.add(new Step("s" + s, "", WORDS, WORDS, null, false, questions, List.of()));
        }
        return new Form(List.of(), steps, List.of(), Map.of());
    }

    private static Question question(String path, QuestionType type, @Nullable Expression when) {
        return new Question(path, WORDS, WORDS, WORDS, type, expression("true"), when, List.of(), "", List.of());
    }

    private static Answers answers(Form form) {
        var values = new LinkedHashMap<String, Value>();
        for (var step : form.steps()) {
            for (var question : step.questions()) {
                values.put(
                        question.path(),
                        question.type() instanceof TextType
                                ? new Value.Plain("a")
                                : new Value.Entries(List.of(child("a"), child("b"))));
            }
        }
        return Answers.of(values);
    }

    private static Value.Entry child(String name) {
        return new Value.Entry(Map.of("name", new Value.Plain(name)));
    }

    private static Expression expression(String text) {
        try {
            return Feel.parse(text);
        } catch (NotFeel impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
