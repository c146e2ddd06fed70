package org.allmende.geo.ogc.cql;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.allmende.geo.Feature;
import org.allmende.geo.Layer;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.ogc.BadQuery;
import org.allmende.geo.ogc.ItemQuery;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.relateng.RelateNG;

/** A condition in the Common Query Language that features fulfil or not (OGC 19-079r2, OGC 21-065r2). */
public final class Filter {

    public static final String TEXT = "cql2-text";
    public static final String JSON = "cql2-json";

    /** Name of the geometry among the queryables. */
    public static final String GEOMETRY = "geometry";

    static final String PLAN_NAME = "planname";

    /** Letters of a condition. */
    public static final int LONGEST = 8_000;

    /** Conditions in conditions. */
    static final int DEEPEST = 40;

    private final Node condition;

    private Filter(Node condition) {
        this.condition = condition;
    }

    /** What may be asked for in a collection, but for its geometry. */
    public static Set<String> names(Layer layer) {
        var names = new TreeSet<>(layer.names());
        names.addAll(List.of(ItemQuery.TOWN, ItemQuery.PLAN, PLAN_NAME));
        return names;
    }

    /**
     * Throws {@link BadQuery} with the place in the text where it makes no sense.
     *
     * @param language {@link #TEXT} or {@link #JSON}
     * @param crs of the coordinates in it
     */
    public static Filter parse(String text, String language, Crs crs, Layer layer) {
        if (text.length() > LONGEST) {
            throw new BadQuery("filter has at most %d letters".formatted(LONGEST));
        }
        var context = new Context(names(layer), crs);
        var condition = switch (language) {
            case TEXT -> new CqlText(text, context).parse();
            case JSON -> new CqlJson(context).parse(text);
            default -> throw new BadQuery("filter-lang is %s or %s".formatted(TEXT, JSON));
        };
        return new Filter(condition);
    }

    public boolean fits(Feature feature) {
        return Boolean.TRUE.equals(condition.of(feature));
    }

    /** Where everything lies that can fit, in EPSG:25832; null for anywhere. */
    public @Nullable Envelope box() {
        return box(condition);
    }

    private static @Nullable Envelope box(Node node) {
        if (!(node instanceof Node.Call call)) {
            return null;
        }
        if (call.op() == Op.AND) {
            Envelope all = null;
            for (var arg : call.args()) {
                var box = box(arg);
                all = all == null ? box : box == null ? all : all.intersection(box);
            }
            return all;
        }
        if (call.kind() != Node.Kind.TRUTH || call.op().kind(0) != Node.Kind.SHAPE || call.op() == Op.S_DISJOINT) {
            return null;
        }
        return call.args().getFirst() instanceof Node.Place && call.args().getLast() instanceof Node.Shape shape
                ? shape.geometry().getEnvelopeInternal()
                : null;
    }

    /** What both ways of writing have in common. */
    record Context(Collection<String> names, Crs crs) {

        /** @param where place in what was written, for the refusal */
        Node call(Op op, List<Node> args, String where) {
            if (!op.takes(args.size())) {
                throw new BadQuery("filter: %s takes %d operands (%s)".formatted(op.key(), op.arguments(), where));
            }
            for (int i = 0; i < args.size(); i++) {
                var kind = args.get(i).kind();
                boolean truths = op == Op.EQUAL || op == Op.UNEQUAL || op == Op.IS_NULL;
                boolean anything = op == Op.IS_NULL && kind == Node.Kind.SHAPE;
                if (kind != op.kind(i) && !(truths && kind == Node.Kind.TRUTH) && !anything) {
                    throw new BadQuery(
                            "filter: operand %d of %s is of another kind (%s)".formatted(i + 1, op.key(), where));
                }
                if (op.isTemporal()
                        && args.get(i) instanceof Node.Literal literal
                        && !(literal.value() instanceof Span)) {
                    throw new BadQuery("filter: %s compares times (%s)".formatted(op.key(), where));
                }
            }
            return new Node.Call(op, List.copyOf(args));
        }

        Node property(String name, String where) {
            if (name.equals(GEOMETRY)) {
                return new Node.Place();
            }
            if (!names.contains(name)) {
                throw new BadQuery("filter: there is no queryable %s (%s)".formatted(name, where));
            }
            return new Node.Property(name);
        }

        Node shape(Geometry written, String where) {
            for (Coordinate corner : written.getCoordinates()) {
                if (crs.northFirst()) {
                    double north = corner.x;
                    corner.x = corner.y;
                    corner.y = north;
                }
                boolean degrees = !crs.inDegrees() || (Math.abs(corner.x) <= 180 && Math.abs(corner.y) <= 90);
                if (!degrees || !(Math.abs(corner.x) < 1e9) || !(Math.abs(corner.y) < 1e9)) {
                    throw new BadQuery("filter: coordinates are out of their range (%s)".formatted(where));
                }
            }
            written.geometryChanged();
            if (!written.isValid()) {
                throw new BadQuery("filter: the geometry crosses itself or is incomplete (%s)".formatted(where));
            }
            var ours = crs.to(Crs.EPSG25832, written);
            return new Node.Shape(ours, RelateNG.prepare(ours));
        }

        /** Corners as in {@code bbox}. */
        Node box(List<Double> corners, String where) {
            if (corners.size() != 4 && corners.size() != 6) {
                throw new BadQuery("filter: a box has four or six numbers (%s)".formatted(where));
            }
            int upper = corners.size() / 2;
            var box = new Envelope(corners.get(0), corners.get(upper), corners.get(1), corners.get(upper + 1));
            return shape(new org.locationtech.jts.geom.GeometryFactory().toGeometry(box), where);
        }

        static Node time(java.util.Optional<Span> span, String where) {
            return new Node.Literal(span.orElseThrow(
                    () -> new BadQuery("filter: this is no time, written as RFC 3339 has it (%s)".formatted(where))));
        }
    }
}
