package org.allmende.geo.wms;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.geo.Look;
import org.allmende.geo.crs.Warp;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/**
 * Draws maps. All objects with the same look are one shape, filled once and outlined once: that is what makes it fast, and neighbours
 * with the same colour have no seam between them.
 */
public final class Painter {

    /** Pixels that a line may leave out. */
    private static final double FINE = 0.35;

    private static final double SMALLEST = 0.5;
    private static final double SPOT = 3;
    private static final int HATCH = 8;

    /** Signs and lines of objects whose box lies beside the picture still reach into it. */
    private static final int MARGIN = 4;

    private static final int KEPT = 8;
    private static final int LARGEST_KEPT = 1 << 20;

    private static final Queue<BufferedImage> IMAGES = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger IMAGES_KEPT = new AtomicInteger();

    private Painter() {}

    /** A map as PNG. */
    public static byte[] map(MapQuery query) {
        var warp = new Warp(query.crs(), query.box(), query.width(), query.height());
        return picture(query.width(), query.height(), query.background(), graphics -> {
            if (warp.isEmpty()) {
                return;
            }
            for (var layer : query.layers()) {
                layer(graphics, layer, warp, query);
            }
        });
    }

    /** Something that is drawn into a picture. */
    public interface Drawing {
        void into(Graphics2D graphics);
    }

    /** A picture as PNG. */
    public static byte[] picture(int width, int height, int background, Drawing drawing) {
        var image = take(width, height);
        try {
            var pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
            Arrays.fill(pixels, background);
            var graphics = image.createGraphics();
            try {
                graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
                graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
                drawing.into(graphics);
            } finally {
                graphics.dispose();
            }
            return Png.of(pixels, width, height, EXACT);
        } finally {
            keep(image);
        }
    }

    private static final int[] EXACT = Arrays.stream(Look.values())
            .flatMap(look -> java.util.stream.Stream.of(look.fill(), look.stroke()))
            .filter(colour -> !colour.equals("none"))
            .mapToInt(colour -> Color.decode(colour).getRGB())
            .distinct()
            .toArray();

    /** Clients ask for tiles of one size: an image of that size is mostly there. */
    private static BufferedImage take(int width, int height) {
        var image = IMAGES.poll();
        if (image != null) {
            IMAGES_KEPT.decrementAndGet();
            if (image.getWidth() == width && image.getHeight() == height) {
                return image;
            }
        }
        return new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    }

    private static void keep(BufferedImage image) {
        if (image.getWidth() * image.getHeight() <= LARGEST_KEPT && IMAGES_KEPT.get() < KEPT) {
            IMAGES_KEPT.incrementAndGet();
            IMAGES.add(image);
        }
    }

    private static void layer(Graphics2D graphics, MapLayer layer, Warp warp, MapQuery query) {
        var shapes = shapes(layer, warp, warp.metresPerPixel() <= MapLayer.COARSEST, SPOT);
        var corner = new Rectangle2D.Double(
                -phase(query.box().getMinX() / query.box().getWidth() * query.width()),
                phase(query.box().getMaxY() / query.box().getHeight() * query.height()),
                HATCH,
                HATCH);
        shapes.forEach((look, shape) -> draw(graphics, look, shape, corner));
    }

    /**
     * What of a layer lies in a picture, each look as one shape, in pixels.
     *
     * @param fine whether the contents of plans are drawn too
     * @param spot half the width of a single sign, in pixels
     */
    public static Map<Look, Path2D.Double> shapes(MapLayer layer, Warp warp, boolean fine, double spot) {
        var box = warp.box();
        box.expandBy(MARGIN * warp.metresPerPixel());
        var shapes = new EnumMap<Look, Path2D.Double>(Look.class);
        for (var part : layer.parts()) {
            if (fine || part.isCoarse()) {
                part.draw(box, (feature, look) -> {
                    if (layer.tenant().isEmpty() || feature.plan().tenant().equals(layer.tenant())) {
                        add(shapes.computeIfAbsent(look, first -> path()), feature.geometry(), warp, spot);
                    }
                });
            }
        }
        return shapes;
    }

    /** One geometry, in pixels. */
    public static Path2D.Double shape(Geometry geometry, Warp warp) {
        var path = path();
        add(path, geometry, warp, SPOT);
        return path;
    }

    private static Path2D.Double path() {
        return new Path2D.Double(Path2D.WIND_NON_ZERO);
    }

    /** Where the pattern of a hatch begins, so that it goes on from one tile to the next. */
    private static double phase(double pixels) {
        return Math.rint(pixels) % HATCH;
    }

    /** @param corner where the pattern of a hatch begins */
    public static void draw(Graphics2D graphics, Look look, Shape shape, Rectangle2D corner) {
        var stroke = Color.decode(look.stroke());
        if (!look.fill().equals("none")) {
            graphics.setPaint(Color.decode(look.fill()));
            graphics.fill(shape);
            if (look.hatch() != Look.Hatch.NONE) {
                graphics.setPaint(new TexturePaint(HATCHES.get(look), corner));
                graphics.fill(shape);
            }
        }
        graphics.setPaint(stroke);
        var dash = look.dash();
        graphics.setStroke(new BasicStroke(
                (float) look.width(),
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_BEVEL,
                1,
                dash.length == 0 ? null : dash,
                0));
        graphics.draw(shape);
    }

    private static final Map<Look, BufferedImage> HATCHES = hatches();

    private static Map<Look, BufferedImage> hatches() {
        var hatches = new EnumMap<Look, BufferedImage>(Look.class);
        for (var look : Look.values()) {
            if (look.hatch() != Look.Hatch.NONE) {
                var tile = new BufferedImage(HATCH, HATCH, BufferedImage.TYPE_INT_ARGB);
                int ink = Color.decode(look.stroke()).getRGB();
                for (int i = 0; i < HATCH; i++) {
                    if (look.hatch() == Look.Hatch.RISING) {
                        tile.setRGB(i, HATCH - 1 - i, ink);
                    }
                }
                if (look.hatch() == Look.Hatch.DOTS) {
                    tile.setRGB(1, 1, ink);
                    tile.setRGB(HATCH / 2 + 1, HATCH / 2 + 1, ink);
                }
                hatches.put(look, tile);
            }
        }
        return hatches;
    }

    private static void add(Path2D.Double path, Geometry geometry, Warp warp, double spot) {
        Envelope box = geometry.getEnvelopeInternal();
        if (geometry.getDimension() > 0
                && Math.max(box.getWidth(), box.getHeight()) < SMALLEST * warp.metresPerPixel()) {
            return;
        }
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            switch (geometry.getGeometryN(i)) {
                case Polygon polygon -> {
                    line(path, polygon.getExteriorRing(), warp, true);
                    for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                        line(path, polygon.getInteriorRingN(hole), warp, true);
                    }
                }
                case LineString line -> line(path, line, warp, false);
                case Point point -> {
                    double x = warp.x(point.getX(), point.getY());
                    double y = warp.y(point.getX(), point.getY());
                    path.append(new Ellipse2D.Double(x - spot, y - spot, 2 * spot, 2 * spot), false);
                }
                default -> {
                    // an empty collection, if at all
                }
            }
        }
    }

    private static void line(Path2D.Double path, LineString line, Warp warp, boolean closed) {
        CoordinateSequence points = line.getCoordinateSequence();
        int last = closed ? points.size() - 2 : points.size() - 1;
        double beforeX = 0;
        double beforeY = 0;
        for (int i = 0; i <= last; i++) {
            double east = points.getX(i);
            double north = points.getY(i);
            double x = warp.x(east, north);
            double y = warp.y(east, north);
            if (i == 0) {
                path.moveTo(x, y);
            } else if (i == last || Math.abs(x - beforeX) + Math.abs(y - beforeY) > FINE) {
                path.lineTo(x, y);
            } else {
                continue;
            }
            beforeX = x;
            beforeY = y;
        }
        if (closed && last >= 0) {
            path.closePath();
        }
    }
}
