package org.allmende.cases.bpmn;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.allmende.cases.bpmn.Diagram.Box;
import org.allmende.cases.bpmn.Diagram.Point;

/** Writes SVG whose look comes from classes alone: geometry in attributes, no style, no script. */
final class Svg {

    private static final double CORNER = 8;

    private final StringBuilder out = new StringBuilder(8192);

    Svg open(String tag, String... attributes) {
        return tag(tag, ">", attributes);
    }

    Svg close(String tag) {
        out.append("</").append(tag).append('>');
        return this;
    }

    Svg empty(String tag, String... attributes) {
        return tag(tag, "/>", attributes);
    }

    Svg text(String text) {
        escape(text);
        return this;
    }

    private Svg tag(String tag, String end, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append(end);
        return this;
    }

    Svg rect(String classes, Box box, double corner) {
        return empty(
                "rect", "class", classes, "x", n(box.x()), "y", n(box.y()), "width", n(box.width()), "height",
                n(box.height()), "rx", n(corner));
    }

    Svg circle(String classes, Box box, double inset) {
        return empty(
                "circle", "class", classes, "cx", n(box.centreX()), "cy", n(box.centreY()), "r",
                n(Math.max(1, Math.min(box.width(), box.height()) / 2 - inset)));
    }

    Svg path(String classes, String d) {
        return empty("path", "class", classes, "d", d);
    }

    /** Lines of text around a middle. */
    Svg lines(String classes, List<String> lines, double x, double middle, double lineHeight) {
        double baseline = middle - (lines.size() - 1) * lineHeight / 2 + lineHeight * 0.28;
        for (var line : lines) {
            open("text", "class", classes, "x", n(x), "y", n(baseline)).text(line).close("text");
            baseline += lineHeight;
        }
        return this;
    }

    /** A line through these points with softened corners, and its head at the end. */
    Svg arrow(String classes, String headClasses, List<Point> points) {
        var tip = points.getLast();
        var before = points.get(points.size() - 2);
        double length = Math.max(1e-6, Math.hypot(tip.x() - before.x(), tip.y() - before.y()));
        double dx = (tip.x() - before.x()) / length;
        double dy = (tip.y() - before.y()) / length;
        double head = Math.min(8, length);
        var neck = new Point(tip.x() - dx * (head - 1), tip.y() - dy * (head - 1));
        var line = new ArrayList<>(points.subList(0, points.size() - 1));
        line.add(neck);
        path(classes, soft(line));
        var base = new Point(tip.x() - dx * head, tip.y() - dy * head);
        return path(
                headClasses,
                "M" + p(tip) + "L" + p(new Point(base.x() - dy * 4.5, base.y() + dx * 4.5)) + "L"
                        + p(new Point(base.x() + dy * 4.5, base.y() - dx * 4.5)) + "z");
    }

    static String soft(List<Point> points) {
        var d = new StringBuilder("M").append(p(points.getFirst()));
        for (int i = 1; i < points.size() - 1; i++) {
            var corner = points.get(i);
            d.append('L').append(p(towards(corner, points.get(i - 1), CORNER)));
            d.append('Q').append(p(corner)).append(' ').append(p(towards(corner, points.get(i + 1), CORNER)));
        }
        return d.append('L').append(p(points.getLast())).toString();
    }

    /** The point so far from the first in the second's direction, but not beyond the middle. */
    static Point towards(Point from, Point to, double distance) {
        double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
        double share = length == 0 ? 0 : Math.min(distance, length / 2) / length;
        return new Point(from.x() + (to.x() - from.x()) * share, from.y() + (to.y() - from.y()) * share);
    }

    static String p(Point point) {
        return n(point.x()) + " " + n(point.y());
    }

    static String n(double number) {
        var text = String.format(Locale.ROOT, "%.1f", number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
