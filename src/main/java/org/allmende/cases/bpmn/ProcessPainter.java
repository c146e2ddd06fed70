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

/** Paints one drawing for one case: from the back to the front, pools first, labels last. */
final class ProcessPainter {

    private static final double MARGIN = 10;
    private static final double WIDE = 1300;
    private static final double HALO = 6.5;
    private static final Set<String> FRAMES = Set.of("participant", "lane", "group");

    private final Diagram diagram;
    private final Set<String> reached;
    private final Set<String> current;
    private final Map<String, String> notes;
    private final Svg svg = new Svg();
    private final List<Label> labels = new ArrayList<>();

    /** Lines of text around a place. */
    private record Label(List<String> lines, double x, double middle) {

        Box box() {
            double width = lines.stream().mapToDouble(line -> Lettering.width(line, 12)).max().orElse(0);
            double height = lines.size() * 15.0;
            return new Box(x - width / 2, middle - height / 2, width, height);
        }
    }

    ProcessPainter(Diagram diagram, Position position, Map<String, String> notes) {
        this.diagram = diagram;
        this.reached = position.reached();
        this.current = position.current();
        this.notes = notes;
    }

    String paint(Box drawn, String title, String description) {
        diagram.shapes().forEach(this::label);
        diagram.edges().forEach(this::label);
        var frame = labels.stream().map(Label::box).reduce(drawn, Box::and).grown(MARGIN);
        svg.open(
                "svg", "class", frame.width() > WIDE ? "bp bp-wide" : "bp", "viewBox",
                String.join(
                        " ", Svg.n(frame.x()), Svg.n(frame.y()), Svg.n(frame.width()), Svg.n(frame.height())),
                "width", Svg.n(frame.width()), "height", Svg.n(frame.height()), "role", "img", "aria-labelledby",
                "bp-title bp-desc", "focusable", "false");
        svg.open("title", "id", "bp-title").text(title).close("title");
        svg.open("desc", "id", "bp-desc").text(description).close("desc");
        diagram.shapes().stream()
                .filter(ProcessPainter::isFrame)
                .sorted(Comparator.comparingDouble(ProcessPainter::area).reversed())
                .forEach(this::frame);
        diagram.edges().stream()
                .sorted(Comparator.comparing(edge -> reached.contains(edge.element().id())))
                .forEach(this::edge);
        diagram.shapes().stream().filter(shape -> !isFrame(shape)).forEach(this::node);
        labels.forEach(label -> svg.lines("bp-label", label.lines(), label.x(), label.middle(), 15));
        return svg.close("svg").toString();
    }

    private static boolean isFrame(Shape shape) {
        var type = shape.element().type();
        return FRAMES.contains(type) || ((isSubProcess(type) || type.equals("callActivity")) && shape.expanded());
    }

    private static boolean isSubProcess(String type) {
        return type.equals("subProcess") || type.equals("transaction") || type.equals("adHocSubProcess");
    }

    private static double area(Shape shape) {
        return shape.box().width() * shape.box().height();
    }

    private String state(Element element) {
        return current.contains(element.id()) ? " bp-current" : reached.contains(element.id()) ? " bp-done" : "";
    }

    private void frame(Shape shape) {
        var box = shape.box();
        var element = shape.element();
        boolean pool = FRAMES.contains(element.type()) && !element.type().equals("group");
        svg.rect("bp-" + (pool ? "pool" : element.type().equals("group") ? "group" : "sub"), box, pool ? 4 : 10);
        if (!pool) {
            var lines = Lettering.lines(element.name(), 12, Math.max(60, box.width() - 24));
            svg.lines("bp-label", lines, box.centreX(), box.y() + 6 + lines.size() * 7.5, 15);
            return;
        }
        if (!shape.horizontal()) {
            svg.lines("bp-note", List.of(element.name()), box.centreX(), box.y() + 15, 15);
            return;
        }
        if (element.type().equals("participant")) {
            svg.path("bp-pool", "M%s %sV%s".formatted(Svg.n(box.x() + 30), Svg.n(box.y()), Svg.n(box.bottom())));
        }
        double x = box.x() + 15;
        svg.open("g", "transform", "rotate(-90 %s %s)".formatted(Svg.n(x), Svg.n(box.centreY())));
        svg.lines("bp-note", Lettering.lines(element.name(), 12, box.height() - 8), x, box.centreY(), 14);
        svg.close("g");
    }

    private void edge(Edge edge) {
        var element = edge.element();
        var state = state(element);
        switch (element.type()) {
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

    private void node(Shape shape) {
        var element = shape.element();
        var state = state(element);
        if (element.isEvent()) {
            event(shape, state);
        } else if (element.isGateway()) {
            gateway(shape, state);
        } else if (element.type().equals("textAnnotation")) {
            annotation(shape);
        } else if (element.type().startsWith("data")) {
            data(shape);
        } else {
            task(shape, state);
        }
    }

    private void task(Shape shape, String state) {
        var box = shape.box();
        var element = shape.element();
        boolean collapsed = isSubProcess(element.type());
        if (state.equals(" bp-current")) {
            svg.rect("bp-halo", box.grown(5), 12);
        }
        svg.rect("bp-task" + state + (element.type().equals("callActivity") ? " bp-call" : ""), box, 8);
        var note = Lettering.lines(notes.getOrDefault(element.id(), ""), 12, box.width() - 10);
        double below = note.isEmpty() && !collapsed ? 0 : 16;
        boolean large = Lettering.fits(element.name(), 14, box.width() - 12)
                && lines(element, box, 14).size() * 17 <= box.height() - 8 - below;
        double lineHeight = large ? 17 : 14.5;
        var name = lines(element, box, large ? 14 : 12);
        int room = Math.max(1, (int) ((box.height() - 6 - below) / lineHeight));
        if (name.size() > room) {
            name = new ArrayList<>(name.subList(0, room));
            name.set(room - 1, name.getLast() + "…");
        }
        svg.lines(
                (large ? "bp-name" : "bp-name bp-small") + state, name, box.centreX(), box.centreY() - below / 2,
                lineHeight);
        if (!note.isEmpty()) {
            double middle = box.centreY() + name.size() * lineHeight / 2;
            svg.lines("bp-note" + state, note.subList(0, 1), box.centreX(), middle, 15);
        }
        if (state.equals(" bp-done")) {
            var badge = new Box(box.right() - 10, box.y() - 8, 16, 16);
            svg.circle("bp-badge", badge, 0);
            mark("bp-check", "M-3.500 .5l2.500 2.500 4.500-5.500", badge.centreX(), badge.centreY());
        }
        if (collapsed) {
            mark("bp-mark", "M-7-14h14v14h-14zM0-11v8M-4-7h8", box.centreX(), box.bottom());
        }
    }

    private static List<String> lines(Element element, Box box, double size) {
        return Lettering.lines(element.name(), size, box.width() - 12);
    }

    private void event(Shape shape, String state) {
        var element = shape.element();
        var box = shape.box();
        boolean end = element.type().equals("endEvent");
        svg.circle("bp-event" + (end ? " bp-end" : "") + state, box, end ? 1 : 0);
        if (!end && !element.type().equals("startEvent")) {
            svg.circle("bp-event" + state, box, 3.5);
        }
        var glyph = Glyphs.of(element.event());
        if (!glyph.isEmpty()) {
            mark("bp-mark" + state, glyph, box.centreX(), box.centreY());
        } else if (end && !state.isEmpty()) {
            mark("bp-mark" + state, "M-5 0l3.500 4 6.500-8", box.centreX(), box.centreY());
        }
    }

    private void gateway(Shape shape, String state) {
        var box = shape.box();
        svg.path(
                "bp-gate" + state,
                "M%1$s %2$sL%3$s %4$sL%1$s %5$sL%6$s %4$sz"
                        .formatted(
                                Svg.n(box.centreX()), Svg.n(box.y()), Svg.n(box.right()), Svg.n(box.centreY()),
                                Svg.n(box.bottom()), Svg.n(box.x())));
        if (!shape.element().type().equals("exclusiveGateway") || shape.marked()) {
            mark("bp-mark" + state, Glyphs.of(shape.element().type()), box.centreX(), box.centreY());
        }
    }

    private void mark(String classes, String glyph, double x, double y) {
        svg.empty(
                "path", "class", classes, "d", glyph, "transform",
                "translate(%s %s)".formatted(Svg.n(x), Svg.n(y)));
    }

    private void annotation(Shape shape) {
        var box = shape.box();
        svg.path(
                "bp-bracket",
                "M%s %sh-12V%sh12".formatted(Svg.n(box.x() + 12), Svg.n(box.y()), Svg.n(box.bottom())));
        svg.lines(
                "bp-note", Lettering.lines(shape.element().name(), 12, box.width() - 12), box.centreX(), box.centreY(),
                15);
    }

    private void data(Shape shape) {
        var box = shape.box();
        if (shape.element().type().startsWith("dataStore")) {
            svg.rect("bp-data", box, Math.min(14, box.height() / 3));
            return;
        }
        double fold = Math.min(12, box.width() / 3);
        svg.path(
                "bp-data",
                "M%1$s %2$sh%3$sl%4$s %4$sV%5$sH%1$szm%3$s 0v%4$sh%4$s"
                        .formatted(
                                Svg.n(box.x()), Svg.n(box.y()), Svg.n(box.width() - fold), Svg.n(fold),
                                Svg.n(box.bottom())));
    }

    private void label(Shape shape) {
        var element = shape.element();
        boolean outside = element.isEvent() || element.isGateway() || element.type().startsWith("data");
        if (!outside || element.name().isEmpty()) {
            return;
        }
        var box = shape.box();
        var place = shape.label();
        if (place == null) {
            var lines = Lettering.lines(element.name(), 12, 96);
            labels.add(new Label(lines, box.centreX(), box.bottom() + 4 + lines.size() * 7.5));
        } else {
            var lines = Lettering.lines(element.name(), 12, Math.max(place.width() * 1.15, 40));
            labels.add(new Label(lines, place.centreX(), place.centreY()));
        }
    }

    private void label(Edge edge) {
        var name = edge.element().name();
        if (name.isEmpty()) {
            return;
        }
        var place = edge.label();
        if (place != null) {
            var lines = Lettering.lines(name, 12, Math.max(place.width() * 1.15, 40));
            labels.add(new Label(lines, place.centreX(), place.centreY()));
            return;
        }
        Point from = edge.points().get(0);
        Point to = edge.points().get(1);
        boolean flat = Math.abs(to.x() - from.x()) > Math.abs(to.y() - from.y());
        var lines = Lettering.lines(name, 12, 90);
        double half = Lettering.width(lines.getFirst(), 12) / 2;
        labels.add(
                flat
                        ? new Label(lines, (from.x() + to.x()) / 2, from.y() - 4 - lines.size() * 7.5)
                        : new Label(lines, from.x() + half + 6, (from.y() + to.y()) / 2));
    }
}
