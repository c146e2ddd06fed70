package org.allmende.geo.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.allmende.geo.Feature;
import org.allmende.geo.Look;
import org.allmende.geo.xplan.Finding;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/** A plan with rings round the spots at which something was found; each leads to its row in the report. */
final class ReportDrawing {

    private static final GeometryFactory RINGS = new GeometryFactory();
    private static final double SHARE = 0.012;
    private static final double AROUND = 25;

    private ReportDrawing() {}

    /** The surroundings of one spot; {@link Finding#spot} is there. */
    static Drawing spot(List<Feature> features, Finding finding) {
        var spot = Objects.requireNonNull(finding.spot());
        var box = new Envelope(spot.x() - AROUND, spot.x() + AROUND, spot.y() - AROUND / 2, spot.y() + AROUND / 2);
        var frame = RINGS.toGeometry(box);
        var items = new ArrayList<Drawing.Item>();
        for (var feature : features) {
            if (feature.geometry().getEnvelopeInternal().intersects(box)) {
                var seen = OverlayNGRobust.overlay(feature.geometry(), frame, OverlayNG.INTERSECTION);
                items.add(new Drawing.Item(seen, Look.of(feature), "", ""));
            }
        }
        items.add(new Drawing.Item(
                RINGS.createPoint(new Coordinate(spot.x(), spot.y()))
                        .buffer(AROUND / 12)
                        .getBoundary(),
                Look.ALIGNMENT,
                "",
                ""));
        return Drawing.of(items, box);
    }

    static Drawing of(List<Feature> features, List<Finding> findings) {
        var items = new ArrayList<Drawing.Item>();
        var box = new Envelope();
        for (var feature : features) {
            if (feature.geometry().getDimension() == 2 || features.size() < 200) {
                items.add(Drawing.Item.of(feature, feature.type()));
                box.expandToInclude(feature.geometry().getEnvelopeInternal());
            }
        }
        double radius = Math.max(box.getWidth(), box.getHeight()) * SHARE;
        for (int i = 0; i < findings.size(); i++) {
            var spot = findings.get(i).spot();
            if (spot != null && items.size() < 500) {
                items.add(new Drawing.Item(
                        RINGS.createPoint(new Coordinate(spot.x(), spot.y())).buffer(radius),
                        Look.SPOT,
                        "#befund-" + (i + 1),
                        String.valueOf(i + 1)));
            }
        }
        return Drawing.of(items);
    }
}
