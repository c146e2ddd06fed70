package org.allmende.services.bpmn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * Draws a process anew: the longest way straight from left to right, side ways below it, ways back underneath. Columns are the
 * distance from the start, rows the side ways.
 */
final class BpmnLayout {

    private static final String BPMN_DI = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
    private static final String DI = "http://www.omg.org/spec/DD/20100524/DI";

    private static final int COLUMN = 165;
    private static final int ROW = 140;
    private static final int BEGIN = 120;
    private static final int LANE = 62;

    private final BpmnDocument file;
    private final Map<String, Element> nodes = new LinkedHashMap<>();
    private final Map<String, List<Arrow>> leaving = new HashMap<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, Integer> rows = new LinkedHashMap<>();
    private final Map<String, Integer> ahead = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    private record Arrow(String id, String source, String target, boolean back) {}

    private record Point(int x, int y) {}

    BpmnLayout(BpmnDocument file) {
        this.file = file;
        file.nodes().forEach(node -> nodes.put(node.getAttribute("id"), node));
        var arrows = new ArrayList<Arrow>();
        for (var flow : file.flows()) {
            var source = flow.getAttribute("sourceRef");
            var target = flow.getAttribute("targetRef");
            if (nodes.containsKey(source) && nodes.containsKey(target)) {
                arrows.add(new Arrow(flow.getAttribute("id"), source, target, false));
            }
        }
        arrows.forEach(arrow -> leaving.computeIfAbsent(arrow.source(), first -> new ArrayList<>())
                .add(arrow));
        var done = new HashSet<String>();
        beginnings().forEach(id -> findWaysBack(id, new HashSet<>(), done));
        beginnings().forEach(id -> columns.putIfAbsent(id, 0));
        spread();
        beginnings().forEach(id -> place(id, rows.isEmpty() ? 0 : freeRow(1, List.of(id))));
    }

    /** Start events first, then whatever else nothing leads to. */
    private List<String> beginnings() {
        var led = new HashSet<String>();
        leaving.values().forEach(arrows -> arrows.forEach(arrow -> led.add(arrow.target())));
        var beginnings = new ArrayList<>(nodes.keySet().stream()
                .filter(id -> is(id, "startEvent") || !led.contains(id))
                .sorted(Comparator.comparing(id -> !is(id, "startEvent")))
                .toList());
        nodes.keySet().stream().filter(id -> !beginnings.contains(id)).forEach(beginnings::add);
        return beginnings;
    }

    private boolean is(String id, String tag) {
        var node = nodes.get(id);
        return node != null && tag.equals(node.getLocalName());
    }

    private List<Arrow> from(String id) {
        return leaving.getOrDefault(id, List.of());
    }

    private List<Arrow> onward(String id) {
        return from(id).stream().filter(arrow -> !arrow.back()).toList();
    }

    private void findWaysBack(String id, Set<String> above, Set<String> done) {
        if (!done.add(id)) {
            return;
        }
        above.add(id);
        var arrows = leaving.getOrDefault(id, List.of());
        for (int i = 0; i < arrows.size(); i++) {
            var arrow = arrows.get(i);
            if (above.contains(arrow.target())) {
                arrows.set(i, new Arrow(arrow.id(), arrow.source(), arrow.target(), true));
            } else {
                findWaysBack(arrow.target(), above, done);
            }
        }
        above.remove(id);
    }

    /** Each node stands behind everything that leads to it; the way is free of circles by now. */
    private void spread() {
        boolean moved = true;
        for (int round = 0; moved && round <= nodes.size(); round++) {
            moved = false;
            for (var id : nodes.keySet()) {
                for (var arrow : onward(id)) {
                    int column = columns.getOrDefault(id, 0) + 1;
                    if (columns.getOrDefault(arrow.target(), 0) < column) {
                        columns.put(arrow.target(), column);
                        moved = true;
                    }
                }
            }
        }
        nodes.keySet().forEach(this::ahead);
    }

    /** How many nodes at most lie ahead. */
    private int ahead(String id) {
        var known = ahead.get(id);
        if (known != null) {
            return known;
        }
        int longest = 0;
        for (var arrow : onward(id)) {
            longest = Math.max(longest, 1 + ahead(arrow.target()));
        }
        ahead.put(id, longest);
        return longest;
    }

    private void place(String id, int row) {
        if (rows.putIfAbsent(id, row) != null) {
            return;
        }
        take(id, row);
        var next = onward(id).stream()
                .sorted(Comparator.comparingDouble(arrow -> -ahead(arrow.target())))
                .toList();
        boolean first = true;
        for (var arrow : next) {
            var target = arrow.target();
            if (rows.containsKey(target)) {
                first = false;
            } else if (first) {
                first = false;
                place(target, isFree(target, row) ? row : freeRow(row, chain(target)));
            } else {
                if (onward(target).isEmpty()) {
                    // a step aside stands right below its fork
                    columns.put(target, columns.getOrDefault(id, 0));
                }
                place(target, freeRow(row + 1, chain(target)));
            }
        }
    }

    private List<String> chain(String id) {
        var chain = new ArrayList<String>();
        var at = id;
        while (at != null && !rows.containsKey(at) && !chain.contains(at)) {
            chain.add(at);
            at = onward(at).stream().map(Arrow::target).findFirst().orElse(null);
        }
        return chain;
    }

    private int freeRow(int from, List<String> chain) {
        int row = from;
        while (!allFree(chain, row)) {
            row++;
        }
        return row;
    }

    private boolean allFree(List<String> chain, int row) {
        return chain.stream().allMatch(id -> isFree(id, row));
    }

    private boolean isFree(String id, int row) {
        return isFree(columns.getOrDefault(id, 0), row);
    }

    private boolean isFree(int column, int row) {
        return !taken.contains(column + "/" + row);
    }

    private void take(String id, int row) {
        taken.add(columns.getOrDefault(id, 0) + "/" + row);
    }

    /** Ids of the nodes in the order in which a case comes to them. */
    List<String> order() {
        return nodes.keySet().stream()
                .sorted(Comparator.<String>comparingInt(id -> columns.getOrDefault(id, 0))
                        .thenComparingInt(id -> rows.getOrDefault(id, 0)))
                .toList();
    }

    /** Replaces every drawing in the file. */
    void draw() {
        file.elements(BPMN_DI, "BPMNDiagram").forEach(BpmnDocument::remove);
        var diagram = file.create(BPMN_DI, "bpmndi:BPMNDiagram");
        diagram.setAttribute("id", "zeichnung");
        var plane = file.create(BPMN_DI, "bpmndi:BPMNPlane");
        plane.setAttribute("id", "ebene");
        plane.setAttribute("bpmnElement", file.process().getAttribute("id"));
        diagram.appendChild(plane);
        file.root().appendChild(diagram);
        nodes.keySet().forEach(id -> plane.appendChild(shape(id)));
        leaving.values().forEach(arrows -> arrows.forEach(arrow -> plane.appendChild(edge(arrow.id(), line(arrow)))));
        remarks(plane);
    }

    private int width(String id) {
        return is(id, "userTask")
                ? 110
                : id.isEmpty() || nodes.get(id) == null ? 0 : is(id, "startEvent") || is(id, "endEvent") ? 36 : 50;
    }

    private int height(String id) {
        return is(id, "userTask") ? 80 : width(id);
    }

    private int x(String id) {
        return BEGIN + columns.getOrDefault(id, 0) * COLUMN;
    }

    private int y(String id) {
        return BEGIN + rows.getOrDefault(id, 0) * ROW;
    }

    private Element shape(String id) {
        var shape = file.create(BPMN_DI, "bpmndi:BPMNShape");
        shape.setAttribute("id", id + "_di");
        shape.setAttribute("bpmnElement", id);
        if (is(id, "exclusiveGateway")) {
            shape.setAttribute("isMarkerVisible", "true");
        }
        shape.appendChild(bounds(x(id) - width(id) / 2, y(id) - height(id) / 2, width(id), height(id)));
        if (is(id, "exclusiveGateway") || is(id, "parallelGateway")) {
            var label = file.create(BPMN_DI, "bpmndi:BPMNLabel");
            label.appendChild(bounds(x(id) - 55, y(id) - 58, 110, 28));
            shape.appendChild(label);
        }
        return shape;
    }

    private Element bounds(int x, int y, int width, int height) {
        var bounds = file.create(DC, "dc:Bounds");
        bounds.setAttribute("x", String.valueOf(x));
        bounds.setAttribute("y", String.valueOf(y));
        bounds.setAttribute("width", String.valueOf(width));
        bounds.setAttribute("height", String.valueOf(height));
        return bounds;
    }

    private Element edge(String id, List<Point> points) {
        var edge = file.create(BPMN_DI, "bpmndi:BPMNEdge");
        edge.setAttribute("id", id + "_di");
        edge.setAttribute("bpmnElement", id);
        for (var point : points) {
            var waypoint = file.create(DI, "di:waypoint");
            waypoint.setAttribute("x", String.valueOf(point.x()));
            waypoint.setAttribute("y", String.valueOf(point.y()));
            edge.appendChild(waypoint);
        }
        return edge;
    }

    private List<Point> line(Arrow arrow) {
        var from = arrow.source();
        var to = arrow.target();
        int fromRow = rows.getOrDefault(from, 0);
        int toRow = rows.getOrDefault(to, 0);
        var right = new Point(x(from) + width(from) / 2, y(from));
        var bottom = new Point(x(from), y(from) + height(from) / 2);
        var intoBottom = new Point(x(to), y(to) + height(to) / 2);
        var intoLeft = new Point(x(to) - width(to) / 2, y(to));
        if (x(from) == x(to) && fromRow < toRow) {
            return List.of(bottom, new Point(x(to), y(to) - height(to) / 2));
        }
        if (arrow.back()) {
            return fromRow > toRow && isEmptyBetween(to, from, fromRow)
                    ? List.of(new Point(x(from) - width(from) / 2, y(from)), new Point(x(to), y(from)), intoBottom)
                    : below(bottom, intoBottom, Math.max(fromRow, toRow));
        }
        if (fromRow == toRow) {
            return isEmptyBetween(from, to, fromRow)
                    ? List.of(right, intoLeft)
                    : branchesBelow(to) ? around(bottom, intoLeft, fromRow) : below(bottom, intoBottom, fromRow);
        }
        return fromRow < toRow
                ? List.of(bottom, new Point(x(from), y(to)), intoLeft)
                : List.of(right, new Point(x(to), y(from)), intoBottom);
    }

    /** Round everything in between, in the gap under a row. */
    private static List<Point> below(Point from, Point to, int row) {
        int y = BEGIN + row * ROW + LANE;
        return List.of(from, new Point(from.x(), y), new Point(to.x(), y), to);
    }

    private boolean branchesBelow(String id) {
        return from(id).stream().anyMatch(arrow -> rows.getOrDefault(arrow.target(), 0) > rows.getOrDefault(id, 0));
    }

    /** The same to where other ways leave at the bottom: in from the left. */
    private static List<Point> around(Point from, Point to, int row) {
        int y = BEGIN + row * ROW + LANE;
        int x = to.x() - 20;
        return List.of(from, new Point(from.x(), y), new Point(x, y), new Point(x, to.y()), to);
    }

    private boolean isEmptyBetween(String left, String right, int row) {
        for (int column = columns.getOrDefault(left, 0) + 1; column < columns.getOrDefault(right, 0); column++) {
            if (!isFree(column, row)) {
                return false;
            }
        }
        return true;
    }

    /** Remarks stand below everything, under what they are about. */
    private void remarks(Element plane) {
        int y = BEGIN + (1 + rows.values().stream().mapToInt(row -> row).max().orElse(0)) * ROW;
        var places = new HashMap<String, Point>();
        for (var link : file.elements("association")) {
            var about = nodes.containsKey(link.getAttribute("sourceRef")) ? "sourceRef" : "targetRef";
            var remark = about.equals("sourceRef") ? "targetRef" : "sourceRef";
            places.put(link.getAttribute(remark), new Point(x(link.getAttribute(about)), y));
        }
        for (var remark : file.elements("textAnnotation")) {
            var id = remark.getAttribute("id");
            var at = places.computeIfAbsent(id, missing -> new Point(BEGIN, y));
            var shape = file.create(BPMN_DI, "bpmndi:BPMNShape");
            shape.setAttribute("id", id + "_di");
            shape.setAttribute("bpmnElement", id);
            shape.appendChild(bounds(at.x() - 55, at.y(), 140, 50));
            plane.appendChild(shape);
        }
        for (var link : file.elements("association")) {
            var about = nodes.containsKey(link.getAttribute("sourceRef")) ? "sourceRef" : "targetRef";
            var node = link.getAttribute(about);
            plane.appendChild(edge(
                    link.getAttribute("id"),
                    List.of(new Point(x(node), y(node) + height(node) / 2), new Point(x(node), y))));
        }
    }
}
