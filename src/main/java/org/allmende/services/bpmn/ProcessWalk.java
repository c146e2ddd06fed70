package org.allmende.services.bpmn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.services.feel.Scope;
import org.jspecify.annotations.Nullable;

/** Goes through a process without an engine, to try sample applicants and to find gateways without a way out. */
public final class ProcessWalk {

    /** A gateway whose conditions all fail, or a process that runs in a circle without waiting. */
    public static final class NoWay extends RuntimeException {

        NoWay(String message) {
            super(message);
        }
    }

    private static final int LONGEST = 1000;

    private final ProcessModel model;
    private final Map<String, @Nullable Object> flags = new LinkedHashMap<>();
    private final List<String> waiting = new ArrayList<>();
    private final List<String> visited = new ArrayList<>();
    private final Map<String, Integer> arrived = new LinkedHashMap<>();
    private int moves;

    public ProcessWalk(ProcessModel model) {
        this.model = model;
        flags.put(ProcessModel.COMPLETE, null);
        flags.put(ProcessModel.DECISION, null);
        arrive(model.start());
    }

    /** The tasks where it waits now; empty at the end. */
    public List<String> waiting() {
        return List.copyOf(waiting);
    }

    /** The tasks it has waited at so far, in order. */
    public List<String> visited() {
        return List.copyOf(visited);
    }

    public boolean ended() {
        return waiting.isEmpty();
    }

    public Optional<String> decision() {
        return Optional.ofNullable(flags.get(ProcessModel.DECISION)).map(Object::toString);
    }

    /** The task is done, and these flags are set by it. */
    public void done(String task, Map<String, ?> newFlags) {
        if (!waiting.remove(task)) {
            throw new NoWay(
                    "Der Vorgang wartet nicht bei „%s“, sondern bei: %s.".formatted(task, String.join(", ", waiting)));
        }
        flags.putAll(newFlags);
        model.findNode(task).ifPresent(this::leave);
    }

    private void arrive(Node node) {
        if (++moves > LONGEST) {
            throw new NoWay("Der Vorgang läuft im Kreis, ohne auf jemanden zu warten.");
        }
        switch (node.kind()) {
            case USER_TASK -> {
                waiting.add(node.id());
                visited.add(node.id());
            }
            case END_EVENT -> {}
            case PARALLEL_GATEWAY -> {
                if (arrived.merge(node.id(), 1, Integer::sum)
                        == model.to(node.id()).size()) {
                    arrived.remove(node.id());
                    leave(node);
                }
            }
            case START_EVENT, EXCLUSIVE_GATEWAY -> leave(node);
        }
    }

    private void leave(Node node) {
        var ways = node.kind() == Node.Kind.EXCLUSIVE_GATEWAY ? List.of(choose(node)) : model.from(node.id());
        ways.forEach(flow -> model.findNode(flow.target()).ifPresent(this::arrive));
    }

    private Flow choose(Node gateway) {
        var scope = Scope.of(flags);
        var ways = model.from(gateway.id());
        return ways.stream()
                .filter(flow -> flow.condition() != null && flow.condition().holds(scope))
                .findFirst()
                .or(() -> ways.stream().filter(Flow::otherwise).findFirst())
                .or(() -> ways.size() == 1 ? Optional.of(ways.getFirst()) : Optional.empty())
                .orElseThrow(
                        () -> new NoWay("Am Abzweig „%s“ gilt keine Bedingung für %s.".formatted(gateway.id(), flags)));
    }
}
