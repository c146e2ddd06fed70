package org.allmende.services.bpmn;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final List<String> passed = new ArrayList<>();
    private final Map<String, Integer> arrived = new LinkedHashMap<>();
    private int moves;

    /** @param ways which ways that depend on answers are open, see {@link ProcessModel#ways} */
    public ProcessWalk(ProcessModel model, Map<String, ?> ways) {
        this.model = model;
        flags.putAll(ways);
        flags.put(ProcessModel.COMPLETE, null);
        flags.put(ProcessModel.DECISION, null);
        arrive(model.start());
    }

    /** As a case that waits at this task already. */
    public ProcessWalk(ProcessModel model, Map<String, ?> ways, String task) {
        this.model = model;
        flags.putAll(ways);
        flags.put(ProcessModel.COMPLETE, true);
        waiting.add(task);
    }

    /** Whether it comes to an end if every task is done and this is decided. */
    public boolean leadsToAnEnd(String decision) {
        flags.put(ProcessModel.COMPLETE, true);
        flags.put(ProcessModel.DECISION, decision);
        try {
            for (int acts = 0; !ended() && acts < LONGEST; acts++) {
                done(waiting.getFirst(), Map.of());
            }
            return ended() && arrived.isEmpty();
        } catch (NoWay stuck) {
            return false;
        }
    }

    /** The tasks where it waits now; empty at the end. */
    public List<String> waiting() {
        return List.copyOf(waiting);
    }

    /** The tasks it has waited at so far, in order. */
    public List<String> visited() {
        return List.copyOf(visited);
    }

    /** Everything it has come through so far, events, gateways, tasks and flows, in order. */
    public List<String> passed() {
        return List.copyOf(passed);
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
        passed.add(node.id());
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
        for (var flow : ways) {
            passed.add(flow.id());
            model.findNode(flow.target()).ifPresent(this::arrive);
        }
    }

    private Flow choose(Node gateway) {
        var ways = model.from(gateway.id());
        return ways.stream()
                .filter(flow -> flow.holds(flags))
                .findFirst()
                .or(() -> ways.stream().filter(Flow::otherwise).findFirst())
                .or(() -> ways.size() == 1 ? Optional.of(ways.getFirst()) : Optional.empty())
                .orElseThrow(
                        () -> new NoWay("Am Abzweig „%s“ gilt keine Bedingung für %s.".formatted(gateway.id(), flags)));
    }
}
