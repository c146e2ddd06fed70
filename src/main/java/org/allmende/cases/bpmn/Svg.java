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

    /** Markup with a gap {@code {}} for each value; numbers are shortened, text is escaped. */
    Svg add(String markup, Object... values) {
        int from = 0;
        for (var value : values) {
            int gap = markup.indexOf("{}", from);
            out.append(markup, from, gap);
            escape(value instanceof Double number ? n(number) : String.valueOf(value));
            from = gap + 2;
        }
        out.append(markup, from, markup.length());
        return this;
    }

    void rect(String classes, Box box, double corner) {
        add("<rect class=\"{}\" x=\"{}\" y=\"{}\"", classes, box.x(), box.y());
        add(" width=\"{}\" height=\"{}\" rx=\"{}\"/>", box.width(), box.height(), corner);
    }

    void circle(String classes, Box box, double inset) {
        double radius = Math.max(1, Math.min(box.width(), box.height()) / 2 - inset);
        add("<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>", classes, box.centreX(), box.centreY(), radius);
    }

    void path(String classes, String d) {
        add("<path class=\"{}\" d=\"{}\"/>", classes, d);
    }

    /** A sign around a point. */
    void mark(String classes, String glyph, double x, double y) {
        add("<path class=\"{}\" d=\"{}\" transform=\"translate({} {})\"/>", classes, glyph, x, y);
    }

    /** Lines of text around a middle. */
    void lines(String classes, List<String> lines, double x, double middle, double lineHeight) {
        double baseline = middle - (lines.size() - 1) * lineHeight / 2 + lineHeight * 0.28;
        for (var line : lines) {
            add("<text class=\"{}\" x=\"{}\" y=\"{}\">{}</text>", classes, x, baseline, line);
            baseline += lineHeight;
        }
    }

    /** A line through these points with softened corners, and its head at the end. */
    void arrow(String classes, String headClasses, List<Point> points) {
        var tip = points.getLast();
        var before = points.get(points.size() - 2);
        double length = Math.max(1e-6, Math.hypot(tip.x() - before.x(), tip.y() - before.y()));
        double dx = (tip.x() - before.x()) / length;
        double dy = (tip.y() - before.y()) / length;
        double head = Math.min(8, length);
        var base = new Point(tip.x() - dx * head, tip.y() - dy * head);
        var line = new ArrayList<>(points);
        line.set(points.size() - 1, new Point(base.x() + dx, base.y() + dy));
        path(classes, soft(line));
        var left = new Point(base.x() - dy * 4.5, base.y() + dx * 4.5);
        var right = new Point(base.x() + dy * 4.5, base.y() - dx * 4.5);
        path(headClasses, "M" + p(tip) + "L" + p(left) + "L" + p(right) + "z");
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
