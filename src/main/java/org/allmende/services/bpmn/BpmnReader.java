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
import org.allmende.services.bpmn.Node.Kind;
import org.allmende.services.feel.Expression;
import org.allmende.services.feel.Feel;
import org.allmende.services.feel.NotFeel;
import org.jspecify.annotations.Nullable;

/**
 * Reads BPMN 2.0 as a stream: every element and attribute that is not known is a finding, so that nothing an engine would execute
 * gets in: no script, class or delegate, no import, no expression language but FEEL, no entity.
 */
final class BpmnReader {

    static final String FEEL = "https://www.omg.org/spec/DMN/20191111/FEEL/";

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
    private static final String DI = "http://www.omg.org/spec/DD/20100524/DI";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private static final int LARGEST = 512 * 1024;
    private static final int DEEPEST = 16;
    private static final int MOST_ELEMENTS = 5000;
    private static final int MOST_FINDINGS = 50;

    private static final Map<String, Set<String>> ELEMENTS = Map.ofEntries(
            Map.entry(BPMN + " definitions", Set.of("id", "name", "targetNamespace", "exporter", "exporterVersion")),
            Map.entry(BPMN + " process", Set.of("id", "name", "isExecutable")),
            Map.entry(BPMN + " documentation", Set.of("id")),
            Map.entry(BPMN + " startEvent", Set.of("id", "name")),
            Map.entry(BPMN + " endEvent", Set.of("id", "name")),
            Map.entry(BPMN + " userTask", Set.of("id", "name")),
            Map.entry(BPMN + " exclusiveGateway", Set.of("id", "name", "default", "gatewayDirection")),
            Map.entry(BPMN + " parallelGateway", Set.of("id", "name", "gatewayDirection")),
            Map.entry(BPMN + " sequenceFlow", Set.of("id", "name", "sourceRef", "targetRef")),
            Map.entry(BPMN + " conditionExpression", Set.of("id", "language", XSI + " type")),
            Map.entry(BPMN + " incoming", Set.of()),
            Map.entry(BPMN + " outgoing", Set.of()),
            Map.entry(BPMN + " textAnnotation", Set.of("id")),
            Map.entry(BPMN + " text", Set.of()),
            Map.entry(BPMN + " association", Set.of("id", "sourceRef", "targetRef", "associationDirection")),
            Map.entry(BPMNDI + " BPMNDiagram", Set.of("id", "name", "resolution")),
            Map.entry(BPMNDI + " BPMNPlane", Set.of("id", "bpmnElement")),
            Map.entry(BPMNDI + " BPMNShape", Set.of("id", "bpmnElement", "isMarkerVisible", "isHorizontal")),
            Map.entry(BPMNDI + " BPMNEdge", Set.of("id", "bpmnElement")),
            Map.entry(BPMNDI + " BPMNLabel", Set.of("id")),
            Map.entry(DC + " Bounds", Set.of("x", "y", "width", "height")),
            Map.entry(DI + " waypoint", Set.of("x", "y")));

    final List<Finding> findings = new ArrayList<>();
    final Map<String, Node> nodes = new LinkedHashMap<>();
    final Map<String, Flow> flows = new LinkedHashMap<>();
    final Map<String, Integer> lines = new LinkedHashMap<>();
    final Set<String> drawn = new LinkedHashSet<>();

    private final Set<String> defaults = new LinkedHashSet<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private String xml = "";
    private String process = "";
    private String flow = "";
    private int elements;

    private BpmnReader() {}

    static BpmnReader read(byte[] xml) {
        var reader = new BpmnReader();
        if (xml.length > LARGEST) {
            reader.findings.add(new Finding(
                    0, "Das Prozessmodell ist größer als %d KB.".formatted(LARGEST / 1024), "Teilen Sie es auf."));
            return reader;
        }
        reader.xml = new String(xml, StandardCharsets.UTF_8);
        try {
            reader.read(factory().createXMLStreamReader(new StringReader(reader.xml)));
        } catch (XMLStreamException broken) {
            var line = broken.getLocation() == null ? 0 : broken.getLocation().getLineNumber();
            reader.findings.add(new Finding(
                    line, "Das ist kein lesbares XML.", "Öffnen und speichern Sie es in einem BPMN-Editor."));
        }
        if (reader.process.isEmpty() && reader.findings.isEmpty()) {
            reader.findings.add(new Finding(0, "Die Datei enthält keinen Prozess.", ""));
        }
        return reader;
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
                .map(way ->
                        new Flow(way.id(), way.source(), way.target(), way.condition(), defaults.contains(way.id())))
                .toList();
        return new ProcessModel(process, xml, nodes, ways);
    }

    private void read(XMLStreamReader stream) throws XMLStreamException {
        while (stream.hasNext() && findings.size() < MOST_FINDINGS) {
            switch (stream.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                    find(
                            stream,
                            "Dokumenttypen und Entitäten sind nicht erlaubt.",
                            "Entfernen Sie die Zeile mit DOCTYPE.");
                    return;
                }
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    find(stream, "Verarbeitungsanweisungen sind nicht erlaubt.", "Entfernen Sie die Zeile mit <?….");
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++elements > MOST_ELEMENTS || path.size() >= DEEPEST) {
                        find(stream, "Das Prozessmodell ist zu groß oder zu tief geschachtelt.", "Teilen Sie es auf.");
                        return;
                    }
                    start(stream);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(stream.getText());
                case XMLStreamConstants.END_ELEMENT -> end(stream);
                default -> {}
            }
        }
    }

    private void find(XMLStreamReader stream, String message, String fix) {
        findings.add(new Finding(stream.getLocation().getLineNumber(), message, fix));
    }

    private void start(XMLStreamReader stream) {
        path.push(stream.getLocalName());
        text.setLength(0);
        var attributes = ELEMENTS.get(name(stream.getNamespaceURI(), stream.getLocalName()));
        if (attributes == null) {
            find(
                    stream,
                    "Das Element „%s“ ist nicht erlaubt.".formatted(stream.getLocalName()),
                    "Erlaubt sind Start und Ende, Benutzeraufgaben, Gateways und Pfeile.");
            return;
        }
        for (int i = 0; i < stream.getAttributeCount(); i++) {
            var name = name(stream.getAttributeNamespace(i), stream.getAttributeLocalName(i));
            if (!attributes.contains(name)) {
                find(
                        stream,
                        "Das Attribut „%s“ ist an „%s“ nicht erlaubt."
                                .formatted(stream.getAttributeLocalName(i), stream.getLocalName()),
                        "Entfernen Sie es.");
            }
            refuseCode(stream, stream.getAttributeValue(i));
        }
        remember(stream);
        element(stream);
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
            }
            case "sequenceFlow" -> {
                flow = id;
                flows.put(
                        id, new Flow(id, attribute(stream, "sourceRef"), attribute(stream, "targetRef"), null, false));
            }
            case "conditionExpression" -> {
                if (!attribute(stream, "language").equals(FEEL)) {
                    find(
                            stream,
                            "Die Bedingung ist nicht als FEEL gekennzeichnet.",
                            "Ergänzen Sie language=\"%s\".".formatted(FEEL));
                }
            }
            case "BPMNShape", "BPMNEdge" -> drawn.add(attribute(stream, "bpmnElement"));
            default -> node(stream, id);
        }
    }

    private void node(XMLStreamReader stream, String id) {
        for (var kind : Kind.values()) {
            if (kind.element().equals(stream.getLocalName())) {
                nodes.put(id, new Node(id, kind, attribute(stream, "name")));
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
        if (stream.getLocalName().equals("conditionExpression")) {
            condition(stream, content);
        } else {
            refuseCode(stream, content);
        }
    }

    private void condition(XMLStreamReader stream, String content) {
        try {
            Expression condition = Feel.parse(content);
            flows.computeIfPresent(flow, (id, way) -> new Flow(id, way.source(), way.target(), condition, false));
        } catch (NotFeel refused) {
            find(
                    stream,
                    String.valueOf(refused.getMessage()),
                    "Schreiben Sie zum Beispiel: = decision = \"bewilligt\".");
        }
    }

    private static String attribute(XMLStreamReader stream, String name) {
        var value = stream.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
