package org.allmende.cases.bpmn;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import org.allmende.cases.bpmn.Diagram.Edge;
import org.allmende.cases.bpmn.Diagram.Element;
import org.allmende.cases.bpmn.Position.Visit;
import org.jspecify.annotations.Nullable;

/**
 * A process as a list: what was done, where the case is, and what follows on the main way. That is the flow drawn straight
 * to the right, else the one taken by default; a way that leads back is told when it is taken.
 */
final class ProcessSteps {

    private final Diagram diagram;
    private final Position position;
    private final List<Step> steps = new ArrayList<>();
    private final SequencedSet<String> seen = new LinkedHashSet<>();

    ProcessSteps(Diagram diagram, Position position) {
        this.diagram = diagram;
        this.position = position;
    }

    List<Step> list() {
        var current = position.current();
        position.visits().stream()
                .filter(visit -> isStep(visit.element()) && !current.contains(visit.element()))
                .filter(visit -> visit.equals(position.last(visit.element())))
                .forEach(this::addDone);
        current.forEach(id -> addCurrent(Objects.requireNonNull(position.last(id))));
        if (!position.ended()) {
            (position.visits().isEmpty() ? Ways.starts(diagram) : List.copyOf(current)).forEach(this::follow);
        }
        return List.copyOf(steps);
    }

    private boolean isStep(String id) {
        var element = diagram.elements().get(id);
        return element != null
                && !element.name().isEmpty()
                && (element.isTask()
                        || element.type().equals("startEvent")
                        || element.type().equals("endEvent"));
    }

    private void addDone(Visit visit) {
        var left = visit.left();
        add(visit.element(), Step.State.DONE, left == null ? visit.reached() : left);
    }

    private void addCurrent(Visit visit) {
        add(visit.element(), Step.State.CURRENT, visit.reached());
    }

    private void add(String id, Step.State state, @Nullable Instant time) {
        var element = diagram.elements().get(id);
        steps.add(new Step(id, element == null ? id : element.name(), state, time));
    }

    private void follow(String id) {
        seen.add(id);
        var element = diagram.elements().get(id);
        if (element == null) {
            return;
        }
        for (var flow : ways(element)) {
            var next = flow.target();
            if (seen.contains(next)) {
                continue;
            }
            var target = diagram.elements().get(next);
            if (target != null && target.isTask()) {
                add(next, Step.State.FUTURE, null);
            }
            follow(next);
        }
    }

    private List<Element> ways(Element from) {
        var flows = diagram.flowsFrom(from.id());
        if (flows.size() < 2 || from.type().equals("parallelGateway")) {
            return flows;
        }
        return flows.stream()
                .min(Comparator.<Element, Boolean>comparing(flow -> !isStraight(flow))
                        .thenComparing(flow -> !flow.id().equals(from.fallback())))
                .map(List::of)
                .orElseThrow();
    }

    private boolean isStraight(Element flow) {
        return diagram.findEdge(flow.id()).filter(Edge::leavesStraight).isPresent();
    }
}
