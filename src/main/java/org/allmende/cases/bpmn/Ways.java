package org.allmende.cases.bpmn;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.cases.bpmn.Diagram.Element;

/** What a case may still come to from where it stands, nearest first, whatever will be found and decided. */
final class Ways {

    private final Diagram diagram;
    private final Map<String, String> reached = new LinkedHashMap<>();

    private Ways(Diagram diagram) {
        this.diagram = diagram;
    }

    /** @return elements and flows by id, with the last fork before them in words: {@code Ist alles da? – nein} */
    static Map<String, String> from(Diagram diagram, Collection<String> places) {
        var ways = new Ways(diagram);
        var waiting = new ArrayDeque<>(places);
        var seen = new java.util.HashSet<>(places);
        while (!waiting.isEmpty()) {
            var id = waiting.remove();
            for (var flow : diagram.flowsFrom(id)) {
                var fork = ways.fork(id, flow);
                ways.reached.putIfAbsent(flow.id(), fork);
                ways.reached.putIfAbsent(flow.target(), fork);
                if (seen.add(flow.target())) {
                    waiting.add(flow.target());
                }
            }
        }
        return ways.reached;
    }

    private String fork(String from, Element flow) {
        var element = diagram.elements().get(from);
        if (element == null || element.isTask() || flow.name().isEmpty()) {
            return element == null || element.isTask() ? "" : reached.getOrDefault(from, "");
        }
        return element.name().isEmpty() ? flow.name() : element.name() + " – " + flow.name();
    }

    /** Where a process begins. */
    static List<String> starts(Diagram diagram) {
        return diagram.elements().values().stream()
                .filter(element -> element.type().equals("startEvent"))
                .map(Element::id)
                .toList();
    }

    /** Where a case stands; at the beginning when it has no process yet. */
    static Set<String> places(Diagram diagram, Position position) {
        return position.visits().isEmpty() ? Set.copyOf(starts(diagram)) : position.current();
    }
}
