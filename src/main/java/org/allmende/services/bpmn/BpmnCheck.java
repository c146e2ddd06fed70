package org.allmende.services.bpmn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.allmende.platform.feel.Expression;
import org.allmende.platform.feel.Scope;
import org.allmende.services.bpmn.Node.Kind;

/** Whether a process model is one that may run here: only known elements, all connected, drawn, every gateway with a way out. */
public final class BpmnCheck {

    /**
     * The tasks for which the office has a screen, in their usual order: check the application, wait for the citizen's answer,
     * decide, write the notice, hand over. A task outside this house has an id that begins with {@code aufgabe_}.
     */
    public static final List<String> TASKS = List.of("pruefen", "rueckfrage", "entscheiden", "bescheid", "versenden");

    private static final String OTHER_TASK = "aufgabe_";
    private static final Pattern FLAGGED = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,34}");
    private static final int MOST_NODES = 100;
    private static final int MOST_WAYS = 5;
    private static final int MOST_SPLITS = 5;

    /** The model, absent when there are findings. */
    public record Result(Optional<ProcessModel> model, List<Finding> findings) {}

    /**
     * What conditions may read beside the process's own flags.
     *
     * @param names the sample of all answers
     * @param options the words that a choice has, so that a misspelt one is noticed
     */
    public record Answers(Supplier<Scope> names, Expression.Literals options) {

        /** Of a model without a form. */
        public static final Answers NONE = new Answers(Scope::new, Expression.Literals.ANY);
    }

    private final BpmnReader reader;
    private final List<Finding> findings;
    private final Set<String> decisions;
    private final Answers answers;

    private BpmnCheck(BpmnReader reader, Set<String> decisions, Answers answers) {
        this.reader = reader;
        this.findings = reader.findings;
        this.decisions = decisions;
        this.answers = answers;
    }

    /**
     * Checks the process of a package.
     *
     * @param decisions ids of the service's decisions, which conditions may compare with
     */
    public static Result check(byte[] xml, Set<String> decisions, Answers answers) {
        var reader = BpmnReader.read(xml);
        if (!reader.findings.isEmpty()) {
            return new Result(Optional.empty(), reader.findings);
        }
        return new BpmnCheck(reader, decisions, answers).check();
    }

    /** Why nothing should be done with such a file, not even draw it; empty when it can be shown. */
    public static Optional<Finding> findHostility(byte[] xml) {
        var reader = BpmnReader.read(xml);
        return reader.isHostile() ? Optional.of(reader.findings.getLast()) : Optional.empty();
    }

    private Result check() {
        structure();
        drawing();
        var model = reader.model();
        conditions(model);
        if (findings.isEmpty()) {
            reachability(model);
            noEndlessCircle(model);
            waysOut(model);
        }
        return new Result(findings.isEmpty() ? Optional.of(model) : Optional.empty(), List.copyOf(findings));
    }

    private void add(String id, String message, String fix) {
        var node = reader.nodes.get(id);
        var flow = reader.flows.get(id);
        var name = node != null ? node.name() : flow != null ? flow.name() : "";
        findings.add(new Finding(reader.lines.getOrDefault(id, 0), id, name, message, fix));
    }

    private void structure() {
        if (count(Kind.START_EVENT) != 1) {
            add("", "Ein Prozess hat genau ein Startereignis, hier sind es %d.".formatted(count(Kind.START_EVENT)), "");
        }
        if (count(Kind.END_EVENT) == 0) {
            add("", "Der Prozess hat kein Ende.", "Ergänzen Sie ein Endereignis.");
        }
        for (var flow : reader.flows.values()) {
            for (var end : List.of(flow.source(), flow.target())) {
                if (!reader.nodes.containsKey(end)) {
                    add(flow.id(), "Der Pfeil „%s“ führt zu „%s“, das es nicht gibt.".formatted(flow.id(), end), "");
                }
            }
            if (kindOf(flow.source()) == Kind.END_EVENT || kindOf(flow.target()) == Kind.START_EVENT) {
                add(
                        flow.id(),
                        "Der Pfeil „%s“ beginnt an einem Ende oder führt zum Start.".formatted(flow.id()),
                        "Drehen Sie ihn um.");
            }
            if (flow.condition() != null && kindOf(flow.source()) != Kind.EXCLUSIVE_GATEWAY) {
                add(
                        flow.id(),
                        "Nur Pfeile aus einem exklusiven Gateway haben eine Bedingung.",
                        "Setzen Sie ein Gateway davor.");
            }
        }
        if (reader.nodes.size() > MOST_NODES) {
            add(
                    "",
                    "Der Prozess hat mehr als %d Aufgaben, Gateways und Ereignisse.".formatted(MOST_NODES),
                    "Teilen Sie ihn auf.");
        }
        var splits = reader.nodes.values().stream()
                .filter(node -> node.kind() == Kind.PARALLEL_GATEWAY && waysOutOf(node) > 1)
                .count();
        if (splits > MOST_SPLITS) {
            add("", "Der Prozess teilt sich mehr als %d Mal.".formatted(MOST_SPLITS), "Vereinfachen Sie ihn.");
        }
        reader.nodes.values().forEach(this::node);
    }

    private void node(Node node) {
        var id = node.id();
        if (node.waits() && !TASKS.contains(id) && !id.startsWith(OTHER_TASK)) {
            add(
                    id,
                    "Für die Aufgabe „%s“ gibt es keinen Bildschirm.".formatted(id),
                    "Die id ist eine von %s oder beginnt mit „%s“.".formatted(String.join(", ", TASKS), OTHER_TASK));
        }
        if (node.waits() && node.name().isEmpty()) {
            add(id, "Die Aufgabe „%s“ hat keinen Namen.".formatted(id), "Ergänzen Sie name=\"…\".");
        }
        long ways = waysOutOf(node);
        boolean gateway = node.kind() == Kind.EXCLUSIVE_GATEWAY || node.kind() == Kind.PARALLEL_GATEWAY;
        if (ways > 1 && !gateway) {
            add(
                    id,
                    "Nur Gateways haben mehrere Ausgänge, nicht „%s“.".formatted(id),
                    "Setzen Sie ein Gateway dahinter.");
        }
        if (ways > MOST_WAYS && node.kind() == Kind.PARALLEL_GATEWAY) {
            add(id, "Das Gateway „%s“ hat mehr als %d Ausgänge.".formatted(id, MOST_WAYS), "Teilen Sie es auf.");
        }
    }

    private long waysOutOf(Node node) {
        return reader.flows.values().stream()
                .filter(flow -> flow.source().equals(node.id()))
                .count();
    }

    private long count(Kind kind) {
        return reader.nodes.values().stream()
                .filter(node -> node.kind() == kind)
                .count();
    }

    private Kind kindOf(String id) {
        var node = reader.nodes.get(id);
        return node == null ? Kind.EXCLUSIVE_GATEWAY : node.kind();
    }

    private void drawing() {
        for (var id : reader.nodes.keySet()) {
            if (!reader.drawn.contains(id)) {
                add(id, "„%s“ ist nicht gezeichnet.".formatted(id), "Ergänzen Sie eine BPMNShape dafür.");
            }
        }
        for (var id : reader.flows.keySet()) {
            if (!reader.drawn.contains(id)) {
                add(id, "Der Pfeil „%s“ ist nicht gezeichnet.".formatted(id), "Ergänzen Sie eine BPMNEdge dafür.");
            }
        }
    }

    private void conditions(ProcessModel model) {
        var sample = new Scope()
                .put(ProcessModel.COMPLETE, true)
                .put(ProcessModel.DECISION, decisions.stream().findFirst().orElse("bewilligt"));
        for (var flow : model.flows()) {
            if (flow.condition() == null) {
                continue;
            }
            if (flow.readsAnswers()) {
                answers(flow);
            } else {
                condition(
                        flow,
                        sample,
                        name -> name.equals(ProcessModel.DECISION) ? decisions : Set.of(),
                        "Bekannt sind: complete, decision.");
            }
        }
    }

    /** The engine knows by a flag whether such a condition holds, see {@link Flow#readsAnswers}. */
    private void answers(Flow flow) {
        var names =
                flow.condition() == null ? Set.<String>of() : flow.condition().names();
        if (names.contains(ProcessModel.COMPLETE) || names.contains(ProcessModel.DECISION)) {
            add(
                    flow.id(),
                    "Eine Bedingung liest entweder Angaben des Antrags oder complete und decision, nicht beides.",
                    "Setzen Sie zwei Gateways hintereinander.");
        } else if (!FLAGGED.matcher(flow.id()).matches()) {
            add(
                    flow.id(),
                    "Ein Pfeil, dessen Bedingung Angaben liest, hat eine kurze id aus Buchstaben, Ziffern und „_“.",
                    "Ändern Sie „%s“, höchstens 35 Zeichen.".formatted(flow.id()));
        } else {
            condition(
                    flow, answers.names().get(), answers.options(), "Angaben heißen wie in form.yaml: schritt.frage.");
        }
    }

    private void condition(Flow flow, Scope sample, Expression.Literals literals, String known) {
        var condition = flow.condition();
        if (condition == null) {
            return;
        }
        var problems = condition.problems(sample, literals);
        problems.forEach(problem -> add(flow.id(), problem, known));
        if (problems.isEmpty() && !(condition.value(sample) instanceof Boolean)) {
            add(flow.id(), "Die Bedingung ergibt nicht Ja oder Nein.", "");
        }
    }

    private void reachability(ProcessModel model) {
        var forward = new LinkedHashSet<String>();
        spread(
                model.start().id(),
                forward,
                id -> model.from(id).stream().map(Flow::target).toList());
        var backward = new LinkedHashSet<String>();
        model.nodes().values().stream()
                .filter(node -> node.kind() == Kind.END_EVENT)
                .forEach(end -> spread(
                        end.id(),
                        backward,
                        id -> model.to(id).stream().map(Flow::source).toList()));
        for (var id : model.nodes().keySet()) {
            if (!forward.contains(id)) {
                add(id, "„%s“ wird nie erreicht.".formatted(id), "Verbinden Sie es mit dem Start.");
            }
            if (!backward.contains(id)) {
                add(id, "Von „%s“ führt kein Weg zum Ende.".formatted(id), "Verbinden Sie es mit einem Endereignis.");
            }
        }
    }

    /** A circle in which nobody has anything to do would run for ever within one step. */
    private void noEndlessCircle(ProcessModel model) {
        for (var node : model.nodes().values()) {
            var passed = new LinkedHashSet<String>();
            model.from(node.id()).forEach(way -> spread(way.target(), passed, id -> nextWithoutTask(model, id)));
            if (!node.waits() && passed.contains(node.id())) {
                add(
                        node.id(),
                        "Der Vorgang läuft bei „%s“ im Kreis, ohne auf jemanden zu warten.".formatted(node.id()),
                        "Setzen Sie eine Aufgabe in den Kreis.");
                return;
            }
        }
    }

    private static List<String> nextWithoutTask(ProcessModel model, String id) {
        return model.findNode(id).filter(Node::waits).isPresent()
                ? List.of()
                : model.from(id).stream().map(Flow::target).toList();
    }

    private static void spread(
            String id, Set<String> seen, java.util.function.Function<String, List<String>> neighbours) {
        if (seen.add(id)) {
            neighbours.apply(id).forEach(next -> spread(next, seen, neighbours));
        }
    }

    /** Every gateway is tried with every combination of flags that can be set. */
    private void waysOut(ProcessModel model) {
        var combinations = new ArrayList<Map<String, Object>>();
        for (var complete : List.of(true, false)) {
            for (var decision : decisions) {
                var flags = new LinkedHashMap<String, Object>();
                flags.put(ProcessModel.COMPLETE, complete);
                flags.put(ProcessModel.DECISION, decision);
                combinations.add(flags);
            }
        }
        for (var node : model.nodes().values()) {
            var ways = model.from(node.id());
            if (node.kind() != Kind.EXCLUSIVE_GATEWAY
                    || ways.size() < 2
                    || ways.stream().anyMatch(Flow::otherwise)) {
                continue;
            }
            combinations.stream()
                    .filter(flags -> ways.stream().noneMatch(way -> way.holds(flags)))
                    .findFirst()
                    .ifPresent(flags -> add(
                            node.id(),
                            "Am Gateway „%s“ gibt es keinen Weg für %s.".formatted(node.id(), flags),
                            "Geben Sie dem Gateway einen Standardpfeil (default)."));
        }
    }
}
