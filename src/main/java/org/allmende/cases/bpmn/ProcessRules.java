package org.allmende.cases.bpmn;

import static org.allmende.cases.bpmn.Xml.attribute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a process may consist of. A package is a stranger's code, so everything is refused that is not listed: tasks for
 * people, gateways, flows with FEEL conditions, and limits that keep one step of a case small.
 */
final class ProcessRules implements Xml.Visitor {

    private static final int LONGEST = 1_000_000;
    private static final int MOST_NODES = 100;
    private static final int MOST_SPLITS = 5;
    private static final int MOST_WAYS = 5;

    private static final Set<String> NODES =
            Set.of("startEvent", "endEvent", "userTask", "exclusiveGateway", "parallelGateway");
    private static final Set<String> OTHERS = Set.of(
            "definitions", "process", "sequenceFlow", "conditionExpression", "incoming", "outgoing", "documentation",
            "collaboration", "participant", "laneSet", "lane", "flowNodeRef", "textAnnotation", "text", "association");
    private static final Pattern DECLARATION = Pattern.compile("^\\uFEFF?\\s*(<\\?xml.*?\\?>)?", Pattern.DOTALL);

    private final Set<String> reasons = new LinkedHashSet<>();
    private final Map<String, String> nodes = new HashMap<>();
    private final Map<String, List<String>> ways = new HashMap<>();
    private final StringBuilder text = new StringBuilder();
    private int processes;
    private boolean feel;

    private ProcessRules() {}

    /**
     * The same process without its XML declaration, which may name another encoding than it has by then.
     *
     * @throws ProcessRefused with every reason
     */
    static String checked(String file) {
        var bpmn = DECLARATION.matcher(file).replaceFirst("").strip();
        var rules = new ProcessRules();
        if (bpmn.length() > LONGEST) {
            rules.reasons.add("The file is longer than " + LONGEST + " characters");
        } else {
            try {
                Xml.read(bpmn, rules);
                rules.checkGraph();
            } catch (XMLStreamException unreadable) {
                rules.reasons.add("This is no XML that can be read: " + unreadable.getMessage());
            }
        }
        if (!rules.reasons.isEmpty()) {
            throw new ProcessRefused(List.copyOf(rules.reasons), null);
        }
        return bpmn;
    }

    @Override
    public void start(XMLStreamReader xml) {
        text.setLength(0);
        var name = xml.getLocalName();
        var namespace = xml.getNamespaceURI();
        checkAttributes(xml);
        if (Xml.BPMN_DI.equals(namespace) || Xml.DC.equals(namespace) || Xml.DI.equals(namespace)) {
            return;
        }
        if (!Xml.BPMN.equals(namespace) || !(NODES.contains(name) || OTHERS.contains(name))) {
            reasons.add("<" + name + "> is not allowed");
            return;
        }
        var id = String.valueOf(attribute(xml, "id"));
        if (NODES.contains(name)) {
            nodes.put(id, name);
        }
        switch (name) {
            case "process" -> {
                processes++;
                if ("false".equals(attribute(xml, "isExecutable"))) {
                    reasons.add("The process is not executable");
                }
            }
            case "sequenceFlow" ->
                ways.computeIfAbsent(String.valueOf(attribute(xml, "sourceRef")), source -> new ArrayList<>())
                        .add(String.valueOf(attribute(xml, "targetRef")));
            case "conditionExpression" -> {
                var language = attribute(xml, "language");
                feel = language != null && language.contains("FEEL");
                if (language != null && !feel) {
                    reasons.add("A condition is written in FEEL, not in " + language);
                }
            }
            default -> {}
        }
    }

    private void checkAttributes(XMLStreamReader xml) {
        boolean drawn = !Xml.BPMN.equals(xml.getNamespaceURI());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            var namespace = xml.getAttributeNamespace(i);
            var name = xml.getAttributeLocalName(i);
            var value = xml.getAttributeValue(i);
            boolean plain = namespace == null || namespace.isEmpty();
            if (!plain && !drawn && !XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(namespace)) {
                reasons.add("The attribute " + xml.getAttributePrefix(i) + ":" + name + " is not allowed");
            }
            if (plain && name.equals("name") && value.startsWith("=")) {
                reasons.add("A name does not begin with an equals sign: " + value);
            }
            checkText(value);
        }
    }

    @Override
    public void text(String more) {
        text.append(more);
    }

    @Override
    public void end(String name) {
        var content = text.toString().strip();
        text.setLength(0);
        checkText(content);
        if (name.equals("conditionExpression") && !feel && !content.startsWith("=")) {
            reasons.add("A condition says that it is FEEL, or begins with an equals sign: " + content);
        }
        if (name.equals("documentation") && content.startsWith("=")) {
            reasons.add("A documentation does not begin with an equals sign");
        }
    }

    private void checkText(String value) {
        if (value.contains("${") || value.contains("#{")) {
            reasons.add("The only expressions are FEEL: " + value);
        }
    }

    private void checkGraph() {
        if (processes != 1) {
            reasons.add("There is one process in a file, not " + processes);
        }
        if (nodes.values().stream().filter("startEvent"::equals).count() != 1) {
            reasons.add("There is one start event");
        }
        if (nodes.size() > MOST_NODES) {
            reasons.add("There are more than " + MOST_NODES + " tasks, gateways and events");
        }
        ways.forEach((from, targets) -> {
            for (var to : targets) {
                if (!nodes.containsKey(from) || !nodes.containsKey(to)) {
                    reasons.add("A flow leads from " + from + " to " + to + ", which are not both there");
                }
            }
        });
        long splits = 0;
        for (var node : nodes.entrySet()) {
            int leaving = ways.getOrDefault(node.getKey(), List.of()).size();
            if (leaving > 1 && !node.getValue().endsWith("Gateway")) {
                reasons.add("Only gateways have several ways out, not " + node.getKey());
            }
            if (leaving > 1 && node.getValue().equals("parallelGateway")) {
                splits++;
                if (leaving > MOST_WAYS) {
                    reasons.add(node.getKey() + " has more than " + MOST_WAYS + " ways out");
                }
            }
        }
        if (splits > MOST_SPLITS) {
            reasons.add("There are more than " + MOST_SPLITS + " parallel splits");
        }
        var safe = new HashSet<String>();
        for (var node : nodes.keySet()) {
            checkNoEndlessStep(node, new LinkedHashSet<>(), safe);
        }
    }

    /** A circle in which nobody has anything to do would run for ever within one step. */
    private void checkNoEndlessStep(String node, Set<String> path, Set<String> safe) {
        if (safe.contains(node) || "userTask".equals(nodes.get(node))) {
            return;
        }
        if (!path.add(node)) {
            reasons.add("A circle has no task in it: " + String.join(" → ", path));
            return;
        }
        for (var next : ways.getOrDefault(node, List.of())) {
            checkNoEndlessStep(next, path, safe);
        }
        path.remove(node);
        safe.add(node);
    }
}
