package org.allmende.geo.web;

import java.util.ArrayList;
import java.util.List;
import org.allmende.geo.Feature;
import org.allmende.geo.Look;
import org.allmende.geo.xplan.Repairs.Kind;
import org.allmende.geo.xplan.Repairs.Proposal;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** The spot of a proposal, so near that the fault is seen: the ring in red, its points, and which way it runs. */
final class RepairDrawing {

    private static final GeometryFactory SHAPES = new GeometryFactory();
    private static final int MOST_ARROWS = 12;
    private static final double LEAST_METRES = 0.02;

    private RepairDrawing() {}

    /**
     * @param ring as it is, or as it would be
     * @param features of the plan, in EPSG:25832
     */
    static Drawing of(Proposal proposal, LineString ring, List<Feature> features) {
        var box = box(proposal);
        var frame = SHAPES.toGeometry(box);
        var items = new ArrayList<Drawing.Item>();
        for (var feature : features) {
            if (feature.geometry().getDimension() == 2
                    && !feature.id().equals(proposal.id())
                    && feature.geometry().getEnvelopeInternal().intersects(box)) {
                var seen = OverlayNGRobust.overlay(feature.geometry(), frame, OverlayNG.INTERSECTION);
                items.add(new Drawing.Item(seen, Look.of(feature), "", ""));
            }
        }
        var seen = OverlayNGRobust.overlay(ring, frame, OverlayNG.INTERSECTION);
        items.add(new Drawing.Item(seen, Look.ALIGNMENT, "", ""));
        double size = box.getWidth() * 0.015;
        if (proposal.kind() == Kind.TURN) {
            arrows(ring, size * 1.6).forEach(arrow -> items.add(new Drawing.Item(arrow, Look.SPOT, "", "")));
        } else {
            for (var corner : ring.getCoordinates()) {
                if (box.contains(corner)) {
                    items.add(new Drawing.Item(SHAPES.createPoint(corner).buffer(size), Look.SPOT, "", ""));
                }
            }
        }
        return Drawing.of(items, box);
    }

    private static Envelope box(Proposal proposal) {
        boolean whole = proposal.kind() == Kind.TURN || (proposal.kind() == Kind.CLOSE && proposal.metres() > 1);
        var box = whole ? proposal.before().getEnvelopeInternal() : new Envelope(proposal.spot());
        box.expandBy(whole ? box.getDiameter() * 0.1 : Math.max(proposal.metres() * 3, LEAST_METRES));
        // twice as wide as high at most, as the pictures stand beside each other
        double side = Math.max(box.getWidth(), box.getHeight());
        box.expandBy((side - box.getWidth()) / 2, (side - box.getHeight()) / 4);
        return box;
    }

    /** In the middle of the longest ways from point to point. */
    private static List<Polygon> arrows(LineString ring, double size) {
        var corners = ring.getCoordinates();
        var arrows = new ArrayList<Polygon>();
        for (int i = 0; i + 1 < corners.length && arrows.size() < MOST_ARROWS; i++) {
            var from = corners[i];
            var to = corners[i + 1];
            double length = from.distance(to);
            if (length > size * 3) {
                double x = (to.x - from.x) / length * size;
                double y = (to.y - from.y) / length * size;
                var middle = new Coordinate((from.x + to.x) / 2, (from.y + to.y) / 2);
                var tip = new Coordinate(middle.x + 1.5 * x, middle.y + 1.5 * y);
                arrows.add(SHAPES.createPolygon(new Coordinate[] {
                    tip, new Coordinate(middle.x - y, middle.y + x), new Coordinate(middle.x + y, middle.y - x), tip
                }));
            }
        }
        return arrows;
    }
}
