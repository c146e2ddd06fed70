package org.allmende.services.bpmn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.allmende.platform.feel.Scope;

/**
 * What happens in the office, as the engine and people see it.
 *
 * @param xml BPMN 2.0 with its drawing, checked
 */
public record ProcessModel(String id, String xml, Map<String, Node> nodes, List<Flow> flows) {

    /** The flags that a process knows; it never holds an answer or a name. Whether the application is complete. */
    public static final String COMPLETE = "complete";

    /** Which of the service's decisions was made. */
    public static final String DECISION = "decision";

    public ProcessModel {
        nodes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        flows = List.copyOf(flows);
    }

    public Optional<Node> findNode(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    public List<Node> listTasks() {
        return nodes.values().stream().filter(Node::waits).toList();
    }

    /**
     * Which ways that depend on answers are open to a case: the flags with which it starts, beside {@link #COMPLETE} and
     * {@link #DECISION}, which its tasks set.
     *
     * @param answers what expressions see of the application
     */
    public Map<String, Object> ways(Supplier<Scope> answers) {
        var reading = flows.stream().filter(Flow::readsAnswers).toList();
        if (reading.isEmpty()) {
            return Map.of();
        }
        var scope = answers.get();
        var ways = new LinkedHashMap<String, Object>();
        for (var flow : reading) {
            var condition = flow.condition();
            ways.put(Flow.flag(flow.id()), condition != null && condition.holds(scope));
        }
        return ways;
    }

    public List<Flow> from(String node) {
        return flows.stream().filter(flow -> flow.source().equals(node)).toList();
    }

    public List<Flow> to(String node) {
        return flows.stream().filter(flow -> flow.target().equals(node)).toList();
    }

    Node start() {
        return nodes.values().stream()
                .filter(node -> node.kind() == Node.Kind.START_EVENT)
                .findFirst()
                .orElseThrow();
    }
}
