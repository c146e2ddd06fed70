package org.allmende.cases.bpmn;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.cases.bpmn.Diagram.Box;
import org.allmende.cases.bpmn.Diagram.Element;
import org.allmende.cases.bpmn.Diagram.Point;
import org.allmende.cases.bpmn.Diagram.Shape;

/** Paints what flows lead to: tasks, events, gateways, and the data and remarks beside them. */
final class NodePainter {

    private static final String CURRENT = " bp-current";
    private static final String DONE = " bp-done";

    private final Svg svg;
    private final Map<String, String> notes;

    NodePainter(Svg svg, Map<String, String> notes) {
        this.svg = svg;
        this.notes = notes;
    }

    /** @param state the class of the case's place, such as {@code " bp-done"}; empty for what lies ahead */
    void paint(Shape shape, String state) {
        var element = shape.element();
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
        if (state.equals(CURRENT)) {
            svg.rect("bp-halo", box.grown(5), 12);
        }
        svg.rect("bp-task" + state + (element.type().equals("callActivity") ? " bp-call" : ""), box, 8);
        name(element, box, state);
        if (state.equals(DONE)) {
            var badge = new Box(box.right() - 10, box.y() - 8, 16, 16);
            svg.circle("bp-badge", badge, 0);
            svg.mark("bp-check", "M-3.5 .5l2.5 2.5 4.5-5.5", badge.centreX(), badge.centreY());
        }
        if (element.isSubProcess()) {
            svg.mark("bp-mark", "M-7-14h14v14h-14zM0-11v8M-4-7h8", box.centreX(), box.bottom());
        }
    }

    /** The name in the size in which it fits, and the note below it. */
    private void name(Element element, Box box, String state) {
        var note = Lettering.lines(notes.getOrDefault(element.id(), ""), 12, box.width() - 10);
        double below = note.isEmpty() && !element.isSubProcess() ? 0 : 16;
        double width = box.width() - 12;
        boolean large = Lettering.fits(element.name(), 14, width)
                && Lettering.lines(element.name(), 14, width).size() * 17 <= box.height() - 8 - below;
        double lineHeight = large ? 17 : 14.5;
        var lines = Lettering.lines(element.name(), large ? 14 : 12, width);
        int room = Math.max(1, (int) ((box.height() - 6 - below) / lineHeight));
        if (lines.size() > room) {
            lines = new ArrayList<>(lines.subList(0, room));
            lines.set(room - 1, lines.getLast() + "…");
        }
        var classes = (large ? "bp-name" : "bp-name bp-small") + state;
        svg.lines(classes, lines, box.centreX(), box.centreY() - below / 2, lineHeight);
        if (!note.isEmpty()) {
            double middle = box.centreY() + lines.size() * lineHeight / 2;
            svg.lines("bp-note" + state, List.of(note.getFirst()), box.centreX(), middle, 15);
        }
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
        if (glyph.isEmpty() && end && !state.isEmpty()) {
            glyph = "M-5 0l3.5 4 6.5-8";
        }
        if (!glyph.isEmpty()) {
            svg.mark("bp-mark" + state, glyph, box.centreX(), box.centreY());
        }
    }

    private void gateway(Shape shape, String state) {
        var box = shape.box();
        var corners = List.of(
                new Point(box.centreX(), box.y()),
                new Point(box.right(), box.centreY()),
                new Point(box.centreX(), box.bottom()),
                new Point(box.x(), box.centreY()));
        svg.path(
                "bp-gate" + state,
                "M" + String.join("L", corners.stream().map(Svg::p).toList()) + "z");
        var type = shape.element().type();
        if (shape.marked() || !type.equals("exclusiveGateway")) {
            svg.mark("bp-mark" + state, Glyphs.of(type), box.centreX(), box.centreY());
        }
    }

    private void annotation(Shape shape) {
        var box = shape.box();
        var bracket = "M%s %sh-12V%sh12".formatted(Svg.n(box.x() + 12), Svg.n(box.y()), Svg.n(box.bottom()));
        svg.path("bp-bracket", bracket);
        var lines = Lettering.lines(shape.element().name(), 12, box.width() - 12);
        svg.lines("bp-note", lines, box.centreX(), box.centreY(), 15);
    }

    private void data(Shape shape) {
        var box = shape.box();
        if (shape.element().type().startsWith("dataStore")) {
            svg.rect("bp-data", box, Math.min(14, box.height() / 3));
            return;
        }
        double fold = Math.min(12, box.width() / 3);
        var sheet = new Point(box.right() - fold, box.y());
        var corner = new Point(box.right(), box.y() + fold);
        svg.path(
                "bp-data",
                "M%s %sL%sL%sV%sH%sz"
                        .formatted(
                                Svg.n(box.x()),
                                Svg.n(box.y()),
                                Svg.p(sheet),
                                Svg.p(corner),
                                Svg.n(box.bottom()),
                                Svg.n(box.x())));
        svg.path("bp-data", "M" + Svg.p(sheet) + "V" + Svg.n(corner.y()) + "H" + Svg.n(corner.x()));
    }
}
