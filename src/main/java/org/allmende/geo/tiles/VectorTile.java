package org.allmende.geo.tiles;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.allmende.geo.Feature;
import org.allmende.geo.Layer;
import org.allmende.geo.Look;
import org.allmende.geo.Plan;
import org.allmende.geo.crs.Warp;
import org.allmende.geo.ogc.Collections;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/** Writes a tile after the Mapbox Vector Tile specification 2.1: one layer for each collection, attributes as in the features. */
public final class VectorTile {

    /** Media type of a tile. */
    public static final String TYPE = "application/vnd.mapbox-vector-tile";

    /** Another number whenever the same objects are written in another way, so that nobody keeps old tiles. */
    public static final int EDITION = 1;

    /** Attributes that each object has beside its own. */
    public static final List<String> OWN_NAMES = List.of("id", "plan", "planname", "gemeinde", "zeichen");

    /** From here on all objects are in the tiles, before it only plans as a whole; see {@code MapLayer.COARSEST}. */
    public static final int FIRST_FINE = 14;

    /** From here on nothing is simplified. */
    private static final int EXACT = 18;

    /** A quarter of a pixel. */
    private static final double TOLERANCE = Tile.EXTENT / (4.0 * Tile.PIXELS);

    private static final int SMALLEST = Tile.EXTENT / Tile.PIXELS / 2;
    private static final int VERSION = 2;

    private final Tile tile;
    private final Warp warp;
    private final Wire out = new Wire();
    private final Wire layer = new Wire();
    private final Wire feature = new Wire();
    private final Wire tags = new Wire();
    private final Wire geometry = new Wire();
    private final Path path = new Path();
    private final Words words = new Words();
    private int penX;
    private int penY;

    private VectorTile(Tile tile) {
        this.tile = tile;
        this.warp = tile.warp();
    }

    /** @return no bytes when nothing lies there */
    public static byte[] of(Tile tile, Collection<Layer> layers) {
        var vector = new VectorTile(tile);
        if (!vector.warp.isEmpty()) {
            layers.forEach(vector::layer);
        }
        return vector.out.bytes();
    }

    /** The names and values of a layer, each once: objects refer to them by their numbers. */
    private static final class Words {
        final Wire values = new Wire();
        private final Wire value = new Wire();
        private final Map<String, Integer> names = new LinkedHashMap<>();
        private final Map<String, Integer> numbers = new HashMap<>();
        private int count;

        // by identity: what plans say is in memory once
        private final IdentityHashMap<Feature.Value, int[]> known = new IdentityHashMap<>();
        private final IdentityHashMap<Plan, OfPlan> plans = new IdentityHashMap<>();
        private final Map<Look, int[]> looks = new EnumMap<>(Look.class);

        /** @param tags what each of its objects says of it */
        @SuppressWarnings("ArrayRecordComponent")
        private record OfPlan(String id, int[] tags) {}

        void clear() {
            values.clear();
            names.clear();
            numbers.clear();
            count = 0;
            known.clear();
            plans.clear();
            looks.clear();
        }

        private int name(String name) {
            return names.computeIfAbsent(name, next -> names.size());
        }

        private int value(String text) {
            return numbers.computeIfAbsent(text, this::add);
        }

        private int add(String text) {
            value.clear();
            value.text(1, text);
            values.part(4, value);
            return count++;
        }

        int[] tags(Feature.Value value) {
            return known.computeIfAbsent(
                    value,
                    first -> value.words().equals(value.value())
                            ? new int[] {name(value.name()), value(value.value())}
                            : new int[] {
                                name(value.name()), value(value.value()),
                                name(value.name() + "_klartext"), value(value.words())
                            });
        }

        /** What every object says: {@link #OWN_NAMES}. */
        void own(Feature feature, Look look, Wire tags) {
            var plan = plans.computeIfAbsent(feature.plan(), this::ofPlan);
            tags.number(name(OWN_NAMES.getFirst()));
            // no other is called so
            tags.number(add(plan.id() + '.' + feature.id()));
            tags.numbers(plan.tags());
            tags.numbers(looks.computeIfAbsent(look, first ->
                    new int[] {name(OWN_NAMES.getLast()), value(look.name().toLowerCase(Locale.ROOT))}));
        }

        private OfPlan ofPlan(Plan plan) {
            var id = plan.id().toString();
            return new OfPlan(id, new int[] {
                name(OWN_NAMES.get(1)), value(id),
                name(OWN_NAMES.get(2)), value(plan.name()),
                name(OWN_NAMES.get(3)), value(plan.tenant())
            });
        }
    }

    private void layer(Layer source) {
        if (tile.zoom() < FIRST_FINE && !source.isCoarse()) {
            return;
        }
        layer.clear();
        words.clear();
        var box = warp.box();
        box.expandBy(Path.BUFFER * warp.metresPerPixel());
        source.draw(box, this::feature);
        if (layer.size() == 0) {
            return;
        }
        feature.clear();
        feature.text(1, Collections.id(source));
        words.names.keySet().forEach(name -> layer.text(3, name));
        layer.append(words.values);
        layer.number(5, Tile.EXTENT);
        layer.number(15, VERSION);
        out.number(3 << 3 | 2);
        out.number(feature.size() + layer.size());
        out.append(feature);
        out.append(layer);
    }

    private void feature(Feature one, Look look) {
        var shape = one.geometry();
        var box = shape.getEnvelopeInternal();
        if (shape.getDimension() > 0 && Math.max(box.getWidth(), box.getHeight()) < SMALLEST * warp.metresPerPixel()) {
            return;
        }
        geometry.clear();
        penX = 0;
        penY = 0;
        if (shape.getDimension() == 0) {
            points(shape);
        } else {
            for (int i = 0; i < shape.getNumGeometries(); i++) {
                part(shape.getGeometryN(i));
            }
        }
        if (geometry.size() == 0) {
            return;
        }
        tags.clear();
        words.own(one, look, tags);
        for (var value : one.values()) {
            tags.numbers(words.tags(value));
        }
        feature.clear();
        feature.part(2, tags);
        feature.number(3, shape.getDimension() + 1);
        feature.part(4, geometry);
        layer.part(2, feature);
    }

    private void part(Geometry shape) {
        switch (shape) {
            case Polygon polygon -> {
                if (ring(polygon.getExteriorRing(), true)) {
                    for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                        ring(polygon.getInteriorRingN(hole), false);
                    }
                }
            }
            case LineString line -> line(line);
            default -> {
                // an empty collection, if at all
            }
        }
    }

    /** Several points are one command (§4.3.4.2). */
    private void points(Geometry shape) {
        path.clear();
        for (var point : shape.getCoordinates()) {
            path.add(warp.x(point.x, point.y), warp.y(point.x, point.y));
            if (!path.isInside()) {
                path.size--;
            }
        }
        path.round();
        if (path.size > 0) {
            command(1, path.size);
            for (int i = 0; i < path.size; i++) {
                move(i);
            }
        }
    }

    private void load(CoordinateSequence points, int count) {
        path.clear();
        for (int i = 0; i < count; i++) {
            double east = points.getX(i);
            double north = points.getY(i);
            path.add(warp.x(east, north), warp.y(east, north));
        }
    }

    private boolean ring(LineString ring, boolean outer) {
        var points = ring.getCoordinateSequence();
        load(points, points.size() - 1);
        if (!path.isInside()) {
            path.cutRing();
        }
        if (tile.zoom() < EXACT) {
            path.simplify(TOLERANCE);
        }
        path.round();
        double area = path.area();
        if (path.size < 3 || area == 0) {
            return false;
        }
        boolean backwards = area > 0 != outer;
        int last = path.size - 1;
        command(1, 1);
        move(backwards ? last : 0);
        command(2, last);
        for (int i = 1; i <= last; i++) {
            move(backwards ? last - i : i);
        }
        command(7, 1);
        return true;
    }

    private void line(LineString line) {
        var points = line.getCoordinateSequence();
        load(points, points.size());
        if (path.isInside()) {
            stroke();
            return;
        }
        var whole = new ArrayList<double[]>();
        for (int i = 0; i < path.size; i++) {
            whole.add(new double[] {path.x[i], path.y[i]});
        }
        path.clear();
        for (int i = 1; i < whole.size(); i++) {
            var from = whole.get(i - 1);
            var to = whole.get(i);
            var cut = Path.cut(from[0], from[1], to[0], to[1]);
            if (cut == null) {
                stroke();
                continue;
            }
            if (path.size == 0 || cut[0] > 0) {
                stroke();
                path.add(from[0] + (to[0] - from[0]) * cut[0], from[1] + (to[1] - from[1]) * cut[0]);
            }
            path.add(from[0] + (to[0] - from[0]) * cut[1], from[1] + (to[1] - from[1]) * cut[1]);
        }
        stroke();
    }

    /** Writes the line that has been collected, if it is one, and begins anew. */
    private void stroke() {
        if (tile.zoom() < EXACT) {
            path.simplify(TOLERANCE);
        }
        path.round();
        if (path.size > 1) {
            command(1, 1);
            move(0);
            command(2, path.size - 1);
            for (int i = 1; i < path.size; i++) {
                move(i);
            }
        }
        path.clear();
    }

    private void command(int what, int count) {
        geometry.number(what | count << 3);
    }

    private void move(int point) {
        int x = (int) path.x[point];
        int y = (int) path.y[point];
        geometry.number(zigzag(x - penX));
        geometry.number(zigzag(y - penY));
        penX = x;
        penY = y;
    }

    private static int zigzag(int number) {
        return number << 1 ^ number >> 31;
    }
}
