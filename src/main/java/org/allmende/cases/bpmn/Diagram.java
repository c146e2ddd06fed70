package org.allmende.cases.bpmn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** What a BPMN file says about one drawing: elements, and where its shapes and lines lie (BPMN 2.0.2 §12, BPMN DI). */
record Diagram(Map<String, Element> elements, List<Shape> shapes, List<Edge> edges) {

    /**
     * A BPMN element by its tag.
     *
     * @param event the kind of an event, such as {@code timer}; empty when it has none
     * @param source where a flow comes from; empty for what is no flow
     * @param fallback the flow that a gateway takes when no condition holds; empty when it names none
     */
    record Element(String id, String type, String name, String event, String source, String target, String fallback) {

        boolean isTask() {
            return type.endsWith("ask");
        }

        boolean isSubProcess() {
            return type.equals("subProcess") || type.equals("transaction") || type.equals("adHocSubProcess");
        }

        boolean isEvent() {
            return type.endsWith("Event");
        }

        boolean isGateway() {
            return type.endsWith("Gateway");
        }
    }

    record Point(double x, double y) {}

    record Box(double x, double y, double width, double height) {

        double right() {
            return x + width;
        }

        double bottom() {
            return y + height;
        }

        double centreX() {
            return x + width / 2;
        }

        double centreY() {
            return y + height / 2;
        }

        Box grown(double by) {
            return new Box(x - by, y - by, width + 2 * by, height + 2 * by);
        }

        Box and(Box other) {
            double left = Math.min(x, other.x);
            double top = Math.min(y, other.y);
            return new Box(
                    left, top, Math.max(right(), other.right()) - left, Math.max(bottom(), other.bottom()) - top);
        }
    }

    record Shape(Element element, Box box, @Nullable Box label, boolean expanded, boolean horizontal, boolean marked) {}

    record Edge(
            Element element, List<Point> points, @Nullable Box label) {

        /** Whether it leaves to the right, as the main way of a process is drawn. */
        boolean leavesStraight() {
            var first = points.getFirst();
            var second = points.get(1);
            return second.x() > first.x() && Math.abs(second.y() - first.y()) < 1;
        }

        Box box() {
            double left = points.stream().mapToDouble(Point::x).min().orElseThrow();
            double top = points.stream().mapToDouble(Point::y).min().orElseThrow();
            double right = points.stream().mapToDouble(Point::x).max().orElseThrow();
            double bottom = points.stream().mapToDouble(Point::y).max().orElseThrow();
            return new Box(left, top, right - left, bottom - top);
        }
    }

    /** @throws IllegalArgumentException when this is no XML, or has a document type */
    static Diagram of(String bpmn) {
        var reader = new DiagramReader();
        try {
            Xml.read(bpmn, reader);
        } catch (XMLStreamException unreadable) {
            throw new IllegalArgumentException("No BPMN file: " + unreadable.getMessage(), unreadable);
        }
        return reader.diagram();
    }

    List<Element> flowsFrom(String element) {
        return elements.values().stream()
                .filter(flow ->
                        flow.type().equals("sequenceFlow") && flow.source().equals(element))
                .toList();
    }

    Optional<Edge> findEdge(String flow) {
        return edges.stream().filter(edge -> edge.element().id().equals(flow)).findFirst();
    }

    /** Around everything that is drawn. */
    Optional<Box> frame() {
        var boxes = new ArrayList<Box>();
        shapes.forEach(shape -> boxes.add(shape.box()));
        edges.forEach(edge -> boxes.add(edge.box()));
        return boxes.stream().reduce(Box::and);
    }
}
