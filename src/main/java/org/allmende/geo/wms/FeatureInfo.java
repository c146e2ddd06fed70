package org.allmende.geo.wms;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.allmende.geo.Atlas;
import org.allmende.geo.Feature;
import org.allmende.geo.Look;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.crs.Position;
import org.allmende.geo.crs.Warp;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** What lies under a pixel of a map (OGC 06-042 §7.4); what is drawn uppermost comes first. */
public final class FeatureInfo {

    public static final int MOST = 50;

    /** Pixels by which one may miss. */
    private static final int TOLERANCE = 3;

    private static final GeometryFactory POINTS = new GeometryFactory();

    private FeatureInfo() {}

    public static List<Feature> of(Atlas atlas, MapQuery map, Asked asked) {
        var version = asked.version();
        var layers = MapQuery.layers(atlas, asked.get("QUERY_LAYERS"));
        var count = asked.find("FEATURE_COUNT").isEmpty() ? 1 : asked.number("FEATURE_COUNT", 1, 1_000_000);
        int column = pixel(asked, version.column(), map.width());
        int row = pixel(asked, version.row(), map.height());
        var box = map.box();
        var place = map.crs()
                .to(
                        Crs.EPSG25832,
                        box.getMinX() + (column + 0.5) / map.width() * box.getWidth(),
                        box.getMaxY() - (row + 0.5) / map.height() * box.getHeight());
        var warp = new Warp(map.crs(), box, map.width(), map.height());
        if (warp.isEmpty() || !Double.isFinite(place.x()) || !Double.isFinite(place.y())) {
            return List.of();
        }
        return find(layers, place, TOLERANCE * warp.metresPerPixel()).stream()
                .limit(Math.min(MOST, count))
                .map(Found::feature)
                .toList();
    }

    private static int pixel(Asked asked, String name, int size) {
        try {
            return asked.number(name, 0, size - 1);
        } catch (Refusal outside) {
            throw new Refusal(
                    outside.code().equals("MissingParameterValue") ? outside.code() : "InvalidPoint",
                    "%s is a pixel from 0 to %d.".formatted(name, size - 1));
        }
    }

    private record Found(Feature feature, Look look) {}

    private static List<Found> find(List<MapLayer> layers, Position place, double metres) {
        var point = POINTS.createPoint(new Coordinate(place.x(), place.y()));
        var around = new Envelope(point.getCoordinate());
        around.expandBy(metres);
        var found = new ArrayList<Found>();
        for (var layer : layers) {
            for (var part : layer.parts()) {
                part.draw(around, (feature, look) -> {
                    boolean theirs =
                            layer.tenant().isEmpty() || feature.plan().tenant().equals(layer.tenant());
                    double reach = feature.geometry().getDimension() == 2 ? 0 : metres;
                    if (theirs && feature.geometry().isWithinDistance(point, reach)) {
                        found.add(new Found(feature, look));
                    }
                });
            }
        }
        // the outline of a plan is drawn over everything, but says the least
        found.sort(Comparator.comparing((Found one) -> one.look() == Look.OUTLINE)
                .thenComparing(Found::look, Comparator.reverseOrder())
                .thenComparingDouble(one -> one.feature().geometry().getArea()));
        return found.stream().distinct().toList();
    }
}
