package org.allmende.cases.bpmn;

import static org.allmende.cases.bpmn.Xml.attribute;
import static org.allmende.cases.bpmn.Xml.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.allmende.cases.bpmn.Diagram.Box;
import org.allmende.cases.bpmn.Diagram.Edge;
import org.allmende.cases.bpmn.Diagram.Element;
import org.allmende.cases.bpmn.Diagram.Point;
import org.allmende.cases.bpmn.Diagram.Shape;
import org.jspecify.annotations.Nullable;

/** Collects the elements and the first drawing of a BPMN file. */
final class DiagramReader implements Xml.Visitor {

    private static final String DEFINITION = "EventDefinition";

    private final Map<String, Element> elements = new LinkedHashMap<>();
    private final List<Drawn> drawn = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable Element open;
    private @Nullable Drawn current;
    private boolean inLabel;
    private int diagrams;

    /** A shape or an edge, as far as it is known yet. */
    private static final class Drawn {
        private final String element;
        private final boolean expanded;
        private final boolean horizontal;
        private final boolean marked;
        private final List<Point> points = new ArrayList<>();
        private @Nullable Box box;
        private @Nullable Box label;

        private Drawn(String element, boolean expanded, boolean horizontal, boolean marked) {
            this.element = element;
            this.expanded = expanded;
            this.horizontal = horizontal;
            this.marked = marked;
        }
    }

    Diagram diagram() {
        var shapes = new ArrayList<Shape>();
        var edges = new ArrayList<Edge>();
        for (var it : drawn) {
            var element = elements.getOrDefault(it.element, new Element(it.element, "unknown", "", "", "", "", ""));
            if (it.box != null) {
                shapes.add(new Shape(element, it.box, it.label, it.expanded, it.horizontal, it.marked));
            } else if (it.points.size() > 1) {
                edges.add(new Edge(element, List.copyOf(it.points), it.label));
            }
        }
        return new Diagram(Collections.unmodifiableMap(elements), List.copyOf(shapes), List.copyOf(edges));
    }

    @Override
    public void start(XMLStreamReader xml) throws XMLStreamException {
        text.setLength(0);
        switch (plain(xml.getNamespaceURI())) {
            case Xml.BPMN -> startElement(xml);
            case Xml.BPMN_DI -> startDrawn(xml);
            case Xml.DC, Xml.DI -> place(xml);
            default -> {}
        }
    }

    private void startElement(XMLStreamReader xml) {
        var type = xml.getLocalName();
        if (type.endsWith(DEFINITION) && open != null && open.isEvent()) {
            var event = type.substring(0, type.length() - DEFINITION.length());
            put(new Element(open.id(), open.type(), open.name(), event, "", "", ""));
            return;
        }
        var id = attribute(xml, "id");
        if (id != null) {
            put(new Element(
                    id,
                    type,
                    plain(attribute(xml, "name")),
                    "",
                    plain(reference(xml, "sourceRef")),
                    plain(reference(xml, "targetRef")),
                    plain(reference(xml, "default"))));
        }
    }

    private void put(Element element) {
        elements.put(element.id(), element);
        open = element;
    }

    private void startDrawn(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "BPMNDiagram" -> diagrams++;
            case "BPMNShape", "BPMNEdge" -> {
                current = new Drawn(
                        plain(reference(xml, "bpmnElement")),
                        "true".equals(attribute(xml, "isExpanded")),
                        !"false".equals(attribute(xml, "isHorizontal")),
                        "true".equals(attribute(xml, "isMarkerVisible")));
                if (diagrams == 1) {
                    drawn.add(current);
                }
            }
            case "BPMNLabel" -> inLabel = true;
            default -> {}
        }
    }

    private void place(XMLStreamReader xml) throws XMLStreamException {
        if (current == null) {
            return;
        }
        switch (xml.getLocalName()) {
            case "Bounds" -> {
                var box = new Box(number(xml, "x"), number(xml, "y"), number(xml, "width"), number(xml, "height"));
                if (inLabel) {
                    current.label = box;
                } else {
                    current.box = box;
                }
            }
            case "waypoint" -> current.points.add(new Point(number(xml, "x"), number(xml, "y")));
            default -> {}
        }
    }

    @Override
    public void text(String more) {
        text.append(more);
    }

    @Override
    public void end(String name) {
        if (name.equals("BPMNLabel")) {
            inLabel = false;
        }
        if (name.equals("text") && open != null && open.type().equals("textAnnotation")) {
            put(new Element(open.id(), open.type(), plain(text.toString()), "", "", "", ""));
        }
        text.setLength(0);
    }

    private static double number(XMLStreamReader xml, String name) throws XMLStreamException {
        try {
            double value = Double.parseDouble(plain(attribute(xml, name)));
            if (Math.abs(value) < 100_000) {
                return value;
            }
        } catch (NumberFormatException none) {
            // said below
        }
        throw new XMLStreamException(name + " is no place on a drawing", xml.getLocation());
    }

    private static String plain(@Nullable String text) {
        return text == null ? "" : text.strip().replaceAll("\\s+", " ");
    }
}
