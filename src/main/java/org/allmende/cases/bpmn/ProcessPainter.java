package org.allmende.cases.bpmn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.allmende.cases.bpmn.Diagram.Box;
import org.allmende.cases.bpmn.Diagram.Edge;
import org.allmende.cases.bpmn.Diagram.Element;
import org.allmende.cases.bpmn.Diagram.Point;
import org.allmende.cases.bpmn.Diagram.Shape;
import org.jspecify.annotations.Nullable;

/** Paints one drawing for one case: from the back to the front, pools first, labels last. */
final class ProcessPainter {

    /** What a case has taken lies over what it may take, and that over what it no longer can. */
    private static final List<String> FROM_BACK = List.of(" bp-never", "", " bp-done", " bp-current");

    private static final double MARGIN = 10;
    private static final double WIDE = 1300;
    private static final double HALO = 6.5;
    private static final double LABEL_LINE = 15;

    private final Diagram diagram;
    private final Set<String> reached;
    private final Set<String> current;
    private final Set<String> ahead;
    private final Svg svg = new Svg();
    private final NodePainter nodes;
    private final List<Label> labels = new ArrayList<>();

    /** Lines of text around a place. */
    private record Label(List<String> lines, double x, double middle) {

        Box box() {
            double width = lines.stream()
                    .mapToDouble(line -> Lettering.width(line, 12))
                    .max()
                    .orElse(0);
            double height = lines.size() * LABEL_LINE;
            return new Box(x - width / 2, middle - height / 2, width, height);
        }
    }

    ProcessPainter(Diagram diagram, Position position, Map<String, String> notes) {
        this.diagram = diagram;
        this.reached = position.reached();
        this.current = position.current();
        this.ahead = position.visits().isEmpty()
                ? diagram.elements().keySet()
                : Ways.from(diagram, current).keySet();
        this.nodes = new NodePainter(svg, notes);
    }

    String paint(Box drawn, String title, String description) {
        diagram.shapes().stream().filter(ProcessPainter::isNamedOutside).forEach(this::label);
        diagram.edges().forEach(this::label);
        var frame = labels.stream().map(Label::box).reduce(drawn, Box::and).grown(MARGIN);
        var size = frame.width() > WIDE ? "bp bp-wide" : "bp";
        svg.add("<svg class=\"{}\" role=\"img\" aria-labelledby=\"bp-title bp-desc\" focusable=\"false\"", size);
        svg.add(" viewBox=\"{} {} {} {}\"", frame.x(), frame.y(), frame.width(), frame.height());
        svg.add(" width=\"{}\" height=\"{}\">", frame.width(), frame.height());
        svg.add("<title id=\"bp-title\">{}</title><desc id=\"bp-desc\">{}</desc>", title, description);
        diagram.shapes().stream()
                .filter(ProcessPainter::isFrame)
                .sorted(Comparator.comparingDouble(ProcessPainter::area).reversed())
                .forEach(this::frame);
        diagram.edges().stream()
                .sorted(Comparator.comparingInt(edge -> FROM_BACK.indexOf(state(edge.element()))))
                .forEach(this::edge);
        diagram.shapes().stream()
                .filter(shape -> !isFrame(shape))
                .forEach(shape -> nodes.paint(shape, state(shape.element())));
        labels.forEach(label -> svg.lines("bp-label", label.lines(), label.x(), label.middle(), LABEL_LINE));
        return svg.add("</svg>").toString();
    }

    private static boolean isFrame(Shape shape) {
        var element = shape.element();
        return switch (element.type()) {
            case "participant", "lane", "group" -> true;
            case "callActivity" -> shape.expanded();
            default -> element.isSubProcess() && shape.expanded();
        };
    }

    private static boolean isNamedOutside(Shape shape) {
        var element = shape.element();
        return element.isEvent() || element.isGateway() || element.type().startsWith("data");
    }

    private static double area(Shape shape) {
        return shape.box().width() * shape.box().height();
    }

    private String state(Element element) {
        if (current.contains(element.id())) {
            return " bp-current";
        }
        return reached.contains(element.id()) ? " bp-done" : ahead.contains(element.id()) ? "" : " bp-never";
    }

    private void frame(Shape shape) {
        var box = shape.box();
        switch (shape.element().type()) {
            case "participant" -> {
                svg.rect("bp-pool", box, 4);
                if (shape.horizontal()) {
                    svg.path(
                            "bp-pool", "M%s %sV%s".formatted(Svg.n(box.x() + 30), Svg.n(box.y()), Svg.n(box.bottom())));
                }
                poolName(shape);
            }
            case "lane" -> {
                svg.rect("bp-pool", box, 4);
                poolName(shape);
            }
            default -> {
                svg.rect(shape.element().type().equals("group") ? "bp-group" : "bp-sub", box, 10);
                var lines = Lettering.lines(shape.element().name(), 12, Math.max(60, box.width() - 24));
                svg.lines("bp-label", lines, box.centreX(), box.y() + 6 + lines.size() * LABEL_LINE / 2, LABEL_LINE);
            }
        }
    }

    private void poolName(Shape shape) {
        var box = shape.box();
        var name = shape.element().name();
        if (!shape.horizontal()) {
            svg.lines("bp-note", List.of(name), box.centreX(), box.y() + 15, LABEL_LINE);
            return;
        }
        double x = box.x() + 15;
        svg.add("<g transform=\"rotate(-90 {} {})\">", x, box.centreY());
        svg.lines("bp-note", Lettering.lines(name, 12, box.height() - 8), x, box.centreY(), 14);
        svg.add("</g>");
    }

    private void edge(Edge edge) {
        var state = state(edge.element());
        switch (edge.element().type()) {
            case "sequenceFlow" -> svg.arrow("bp-flow" + state, "bp-head" + state, besideHalo(edge));
            case "messageFlow" -> svg.arrow("bp-message", "bp-message-head", edge.points());
            default -> svg.path("bp-link", Svg.soft(edge.points()));
        }
    }

    /** A line ends at the ring around the current task, not under it. */
    private List<Point> besideHalo(Edge edge) {
        var points = new ArrayList<>(edge.points());
        int last = points.size() - 1;
        if (current.contains(edge.element().target())) {
            points.set(last, Svg.towards(points.get(last), points.get(last - 1), HALO));
        }
        if (current.contains(edge.element().source())) {
            points.set(0, Svg.towards(points.get(0), points.get(1), HALO));
        }
        return points;
    }

    private void label(Shape shape) {
        var box = shape.box();
        var name = shape.element().name();
        if (!placed(name, shape.label())) {
            var lines = Lettering.lines(name, 12, 96);
            labels.add(new Label(lines, box.centreX(), box.bottom() + 4 + lines.size() * LABEL_LINE / 2));
        }
    }

    private void label(Edge edge) {
        var name = edge.element().name();
        if (placed(name, edge.label())) {
            return;
        }
        var from = edge.points().get(0);
        var to = edge.points().get(1);
        var lines = Lettering.lines(name, 12, 90);
        boolean flat = Math.abs(to.x() - from.x()) > Math.abs(to.y() - from.y());
        if (flat) {
            labels.add(new Label(lines, (from.x() + to.x()) / 2, from.y() - 4 - lines.size() * LABEL_LINE / 2));
        } else {
            double half = Lettering.width(lines.getFirst(), 12) / 2;
            labels.add(new Label(lines, from.x() + half + 6, (from.y() + to.y()) / 2));
        }
    }

    /** Puts a name where the file says; false when it says nothing. */
    private boolean placed(String name, @Nullable Box place) {
        if (name.isEmpty()) {
            return true;
        }
        if (place == null) {
            return false;
        }
        var lines = Lettering.lines(name, 12, Math.max(place.width() * 1.15, 40));
        labels.add(new Label(lines, place.centreX(), place.centreY()));
        return true;
    }
}
