package org.allmende.services.bpmn;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.allmende.platform.feel.Expression;
import org.allmende.platform.feel.Feel;
import org.allmende.platform.feel.NotFeel;
import org.allmende.services.bpmn.Node.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads BPMN 2.0 as a stream: every element and attribute that is not known is a finding, so that nothing an engine would execute
 * gets in: no script, class or delegate, no import, no expression language but FEEL, no entity.
 */
final class BpmnReader {

    private static final int LARGEST = 512 * 1024;
    private static final int DEEPEST = 16;
    private static final int MOST_ELEMENTS = 5000;
    private static final int MOST_FINDINGS = 300;
    private static final int LONGEST = 1000;

    /** Of an element that is open, by what findings name it. */
    private record Open(String id, String name) {}

    final List<Finding> findings = new ArrayList<>();
    final Map<String, Node> nodes = new LinkedHashMap<>();
    final Map<String, Flow> flows = new LinkedHashMap<>();
    final Map<String, Integer> lines = new LinkedHashMap<>();
    final Set<String> drawn = new LinkedHashSet<>();

    private final Set<String> defaults = new LinkedHashSet<>();
    private final Deque<Open> path = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private String xml = "";
    private String process = "";
    private String flow = "";
    private int elements;
    private int skipped;
    private boolean hostile;
    private boolean hasProcess;

    private BpmnReader() {}

    static BpmnReader read(byte[] xml) {
        var reader = new BpmnReader();
        if (xml.length > LARGEST) {
            reader.refuse(0, "Das Prozessmodell ist größer als %d KB.".formatted(LARGEST / 1024), "Teilen Sie es auf.");
            return reader;
        }
        reader.xml = new String(xml, StandardCharsets.UTF_8);
        try {
            reader.read(factory().createXMLStreamReader(new StringReader(reader.xml)));
        } catch (XMLStreamException broken) {
            var line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNumber();
            reader.refuse(line, "Das ist kein lesbares XML.", "Öffnen und speichern Sie es in einem BPMN-Editor.");
        }
        if (!reader.hasProcess && !reader.hostile) {
            reader.refuse(0, "Die Datei enthält keinen Prozess.", "");
        }
        return reader;
    }

    /** Whether nothing more should be done with the file than to say why: it is no XML, or made to harm. */
    boolean isHostile() {
        return hostile;
    }

    private void refuse(int line, String message, String fix) {
        hostile = true;
        findings.add(new Finding(line, "", "", message, fix));
    }

    /** The JDK's own parser, without document types and whatever they could bring in. */
    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty("javax.xml.stream.isCoalescing", true);
        return factory;
    }

    ProcessModel model() {
        var ways = flows.values().stream()
                .map(way -> new Flow(
                        way.id(), way.name(), way.source(), way.target(), way.condition(), defaults.contains(way.id())))
                .toList();
        return new ProcessModel(process, xml, nodes, ways);
    }

    private void read(XMLStreamReader stream) throws XMLStreamException {
        while (stream.hasNext() && !hostile) {
            switch (stream.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    refuse(
                            stream.getLocation().getLineNumber(),
                            "Dokumenttypen und Entitäten sind nicht erlaubt.",
                            "Entfernen Sie die Zeile mit DOCTYPE.");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    find(stream, "Verarbeitungsanweisungen sind nicht erlaubt.", "Entfernen Sie die Zeile mit <?….");
                case XMLStreamConstants.START_ELEMENT -> start(stream);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(stream.getText());
                case XMLStreamConstants.END_ELEMENT -> end(stream);
                default -> {}
            }
        }
    }

    /** Names the innermost open element that has an id. */
    private void find(XMLStreamReader stream, String message, String fix) {
        if (findings.size() == MOST_FINDINGS) {
            return;
        }
        var about =
                path.stream().filter(open -> !open.id().isEmpty()).findFirst().orElse(new Open("", ""));
        findings.add(new Finding(stream.getLocation().getLineNumber(), about.id(), about.name(), message, fix));
    }

    private void start(XMLStreamReader stream) {
        if (++elements > MOST_ELEMENTS || path.size() >= DEEPEST || isLong(stream)) {
            refuse(
                    stream.getLocation().getLineNumber(),
                    "Das Prozessmodell ist zu groß oder zu tief geschachtelt.",
                    "Teilen Sie es auf.");
            return;
        }
        path.push(new Open(attribute(stream, "id"), attribute(stream, "name")));
        text.setLength(0);
        var attributes = WhiteList.ELEMENTS.get(name(stream.getNamespaceURI(), stream.getLocalName()));
        if (skipped > 0) {
            skipped++;
        } else if (attributes == null) {
            refuseElement(stream);
        } else {
            refuseAttributes(stream, attributes);
            remember(stream);
            element(stream);
        }
    }

    private static boolean isLong(XMLStreamReader stream) {
        boolean isLong = stream.getAttributeCount() > 50;
        for (int i = 0; i < stream.getAttributeCount(); i++) {
            isLong |= stream.getAttributeValue(i).length() > LONGEST;
        }
        return isLong;
    }

    private void refuseElement(XMLStreamReader stream) {
        var local = stream.getLocalName();
        boolean foreign = !WhiteList.BPMN.equals(stream.getNamespaceURI());
        var instead = Instead.of(foreign ? "extensionElements" : local);
        find(
                stream,
                foreign ? "„%s“ eines Herstellers ist nicht erlaubt.".formatted(local) : instead.message(local),
                instead.fix());
        if (foreign || WhiteList.WHOLE.contains(local) || local.endsWith("EventDefinition")) {
            skipped = 1;
        }
    }

    private void refuseAttributes(XMLStreamReader stream, Set<String> allowed) {
        var refused = new ArrayList<String>();
        for (int i = 0; i < stream.getAttributeCount(); i++) {
            var name = name(stream.getAttributeNamespace(i), stream.getAttributeLocalName(i));
            var value = stream.getAttributeValue(i);
            if (!allowed.contains(name)
                    && !WhiteList.USUAL.getOrDefault(name, Set.of()).contains(value)) {
                refused.add("„" + stream.getAttributeLocalName(i) + "“");
            }
            refuseCode(stream, value);
        }
        if (refused.size() == 1) {
            find(
                    stream,
                    "Das Attribut %s ist an „%s“ nicht erlaubt.".formatted(refused.getFirst(), stream.getLocalName()),
                    "Entfernen Sie es.");
        } else if (!refused.isEmpty()) {
            find(
                    stream,
                    "Die Attribute %s sind an „%s“ nicht erlaubt."
                            .formatted(String.join(", ", refused), stream.getLocalName()),
                    "Entfernen Sie sie.");
        }
    }

    private static String name(@Nullable String namespace, String local) {
        return namespace == null || namespace.isEmpty() ? local : namespace + " " + local;
    }

    /** The engine would evaluate it, wherever it stands. */
    private void refuseCode(XMLStreamReader stream, String value) {
        if (value.contains("${") || value.contains("#{")) {
            find(stream, "Ausdrücke in ${…} sind nicht erlaubt.", "Schreiben Sie Bedingungen in FEEL.");
        }
        if (value.startsWith("=")) {
            find(stream, "Nur Bedingungen beginnen mit einem Gleichheitszeichen.", "Schreiben Sie den Text anders.");
        }
    }

    private void remember(XMLStreamReader stream) {
        var id = stream.getAttributeValue(null, "id");
        if (id != null) {
            if (!id.matches("[A-Za-z_][A-Za-z0-9_.-]{0,79}")) {
                find(stream, "„%s“ ist keine gültige id.".formatted(id), "");
            }
            if (lines.put(id, stream.getLocation().getLineNumber()) != null) {
                find(stream, "Die id „%s“ gibt es zweimal.".formatted(id), "Geben Sie jedem Element eine eigene id.");
            }
        }
    }

    private void element(XMLStreamReader stream) {
        var id = attribute(stream, "id");
        switch (stream.getLocalName()) {
            case "process" -> {
                if (!process.isEmpty()) {
                    find(
                            stream,
                            "Die Datei enthält mehr als einen Prozess.",
                            "Legen Sie einen davon in ein eigenes Paket.");
                }
                if (!attribute(stream, "isExecutable").equals("true")) {
                    find(stream, "Der Prozess ist nicht ausführbar.", "Ergänzen Sie isExecutable=\"true\".");
                }
                process = id;
                hasProcess = true;
            }
            case "sequenceFlow" -> {
                flow = id;
                flows.put(
                        id,
                        new Flow(
                                id,
                                attribute(stream, "name"),
                                attribute(stream, "sourceRef"),
                                attribute(stream, "targetRef"),
                                null,
                                false));
            }
            case "conditionExpression" -> {
                if (!attribute(stream, "language").equals(WhiteList.FEEL)) {
                    find(
                            stream,
                            "Die Bedingung ist nicht als FEEL gekennzeichnet.",
                            "Ergänzen Sie language=\"%s\".".formatted(WhiteList.FEEL));
                }
            }
            case "performer" -> {
                if (!attribute(stream, "name").equals(WhiteList.LEAD)) {
                    find(
                            stream,
                            "Diese Zuständigkeit gibt es nicht.",
                            "Schreiben Sie name=\"%s\": die Leitung des Amtes.".formatted(WhiteList.LEAD));
                }
                nodes.computeIfPresent(
                        enclosing(),
                        (task, node) -> new Node(task, node.kind(), node.name(), node.documentation(), true));
            }
            case "BPMNShape", "BPMNEdge" -> drawn.add(attribute(stream, "bpmnElement"));
            default -> node(stream, id);
        }
    }

    private void node(XMLStreamReader stream, String id) {
        for (var kind : Kind.values()) {
            if (kind.element().equals(stream.getLocalName())) {
                nodes.put(id, new Node(id, kind, attribute(stream, "name"), "", false));
                defaults.add(attribute(stream, "default"));
                if (id.isEmpty()) {
                    find(stream, "Dem Element „%s“ fehlt die id.".formatted(stream.getLocalName()), "");
                }
            }
        }
    }

    private void end(XMLStreamReader stream) {
        var content = text.toString().strip();
        text.setLength(0);
        path.pop();
        if (skipped > 0) {
            skipped--;
            return;
        }
        if (stream.getLocalName().equals("documentation") && !path.isEmpty()) {
            nodes.computeIfPresent(
                    path.element().id(), (id, node) -> new Node(id, node.kind(), node.name(), content, node.lead()));
        }
        if (stream.getLocalName().equals("conditionExpression")) {
            condition(stream, content);
        } else {
            refuseCode(stream, content);
        }
    }

    private void condition(XMLStreamReader stream, String content) {
        try {
            Expression condition = Feel.parse(content);
            flows.computeIfPresent(
                    flow, (id, way) -> new Flow(id, way.name(), way.source(), way.target(), condition, false));
        } catch (NotFeel refused) {
            find(
                    stream,
                    String.valueOf(refused.getMessage()),
                    "Schreiben Sie zum Beispiel: = decision = \"bewilligt\".");
        }
    }

    /** The id of the element around the one that was just opened. */
    private String enclosing() {
        return path.stream().skip(1).findFirst().map(Open::id).orElse("");
    }

    private static String attribute(XMLStreamReader stream, String name) {
        var value = stream.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
