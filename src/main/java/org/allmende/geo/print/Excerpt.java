package org.allmende.geo.print;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.geo.Atlas;
import org.allmende.geo.Feature;
import org.allmende.geo.Layer;
import org.allmende.geo.Plan;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * What of an atlas comes onto a sheet.
 *
 * @param plans with those of their objects that are seen, in the order of the atlas
 */
public record Excerpt(
        Sheet sheet, Atlas atlas, Set<Content> contents, List<Layer> layers, Map<Plan, List<Feature>> plans) {

    /** Corners of lines: 8 MB of drawing before it is packed, and two seconds. */
    public static final long MOST_POINTS = 600_000;

    private static final GeometryFactory BOXES = new GeometryFactory();

    /** Empty when there is more than a sheet can take. */
    public static Optional<Excerpt> of(Sheet sheet, Atlas atlas, Set<Content> contents) {
        var box = sheet.box();
        var frame = BOXES.toGeometry(box);
        var layers = atlas.layers().stream()
                .filter(layer -> contents.stream().anyMatch(content -> content.has(layer)))
                .toList();
        var points = new long[1];
        var byPlan = new LinkedHashMap<Plan, List<Feature>>();
        atlas.plans().forEach(plan -> byPlan.put(plan, new ArrayList<>()));
        for (var layer : layers) {
            layer.search(box, feature -> {
                points[0] += feature.geometry().getNumPoints();
                if (points[0] <= MOST_POINTS && feature.geometry().intersects(frame)) {
                    byPlan.computeIfAbsent(feature.plan(), none -> new ArrayList<>())
                            .add(feature);
                }
            });
        }
        byPlan.values().removeIf(List::isEmpty);
        return points[0] > MOST_POINTS
                ? Optional.empty()
                : Optional.of(new Excerpt(sheet, atlas, EnumSet.copyOf(contents), layers, byPlan));
    }

    /** Where the number of a plan stands: within what is seen of it. */
    public Optional<Coordinate> spot(Plan plan) {
        var frame = BOXES.toGeometry(sheet.box());
        return atlas.outlines(plan).stream()
                .filter(outline -> plan.kind() != Plan.Kind.LAYER)
                .map(Feature::geometry)
                .filter(outline -> outline.intersects(frame))
                .map(outline -> OverlayNGRobust.overlay(outline, frame, OverlayNG.INTERSECTION))
                .filter(seen -> !seen.isEmpty())
                .map(Geometry::getInteriorPoint)
                .map(Geometry::getCoordinate)
                .findFirst();
    }
}
