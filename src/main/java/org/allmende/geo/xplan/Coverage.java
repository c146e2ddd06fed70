package org.allmende.geo.xplan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.allmende.geo.xplan.PlanObject.Shape;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.overlayng.UnaryUnionNG;

/**
 * Whether the areas of one Bereich close up (2.2.1.1) and all of it lies in the Geltungsbereich (2.2.3.1). Edges are compared first,
 * which takes little; only areas whose edges do not match are cut with one another.
 */
final class Coverage {

    /** How far lines may lie apart, as drawing programs round. */
    private static final double TOLERANCE_METRES = 0.002;

    private final PlanDocument document;
    private final Report report;
    private final PlanObject area;
    private final Collection<PlanObject> inside;
    private final @Nullable Geometry scope;

    Coverage(PlanDocument document, Report report, PlanObject area, Collection<PlanObject> inside) {
        this.document = document;
        this.report = report;
        this.area = area;
        this.inside = inside;
        this.scope = document.scopeOf(area);
    }

    private record Part(PlanObject object, Shape shape) {
        Geometry geometry() {
            return shape.geometry();
        }
    }

    void check() {
        if (!area.is("BP_Bereich") && !area.is("FP_Bereich")) {
            return;
        }
        within();
        var parts = new ArrayList<Part>();
        for (var object : inside) {
            object.shape()
                    .filter(shape -> "true".equals(object.text("flaechenschluss"))
                            && isGround(object)
                            && shape.geometry() instanceof Polygonal
                            && !shape.geometry().isEmpty())
                    .ifPresent(shape -> parts.add(new Part(object, shape)));
        }
        if (!parts.isEmpty()) {
            closed(parts);
        }
    }

    /** Bridges and tunnels lie on levels of their own. */
    private static boolean isGround(PlanObject object) {
        var level = object.text("ebene");
        return level == null || level.equals("0");
    }

    private void closed(List<Part> parts) {
        var geometries = parts.stream().map(Part::geometry).toList();
        var edges = new LooseEdges(geometries);
        var apart = edges.apart().stream().mapToObj(parts::get).toList();
        overlaps(apart);
        if (scope != null && !isDrawnOnPaper()) {
            gaps(apart.isEmpty() ? edges.union() : UnaryUnionNG.union(geometries, scope.getPrecisionModel()), scope);
        }
    }

    /** A plan of which only parts are vectors has its ground on the scanned sheet. */
    private boolean isDrawnOnPaper() {
        return area.values("rasterBasis").findAny().isPresent()
                || area.values("refScan").findAny().isPresent();
    }

    private void overlaps(List<Part> apart) {
        var index = new STRtree();
        for (int i = 0; i < apart.size(); i++) {
            index.insert(apart.get(i).geometry().getEnvelopeInternal(), i);
        }
        for (int i = 0; i < apart.size(); i++) {
            var one = apart.get(i);
            boolean touches = false;
            for (var found : index.query(one.geometry().getEnvelopeInternal())) {
                int other = (Integer) found;
                if (other <= i) {
                    continue;
                }
                var spot = thick(
                        OverlayNGRobust.overlay(one.geometry(), apart.get(other).geometry(), OverlayNG.INTERSECTION));
                if (spot != null) {
                    touches = true;
                    report.add(Checks.finding(
                            Rule.OVERLAP,
                            one.object(),
                            one.shape(),
                            spot,
                            one.object().type().name(),
                            apart.get(other).object().id(),
                            apart.get(other).object().type().name()));
                }
            }
            if (!touches) {
                report.add(Checks.finding(
                        Rule.POINTS_APART,
                        one.object(),
                        one.shape(),
                        one.geometry().getCoordinate(),
                        one.object().type().name()));
            }
        }
    }

    private void gaps(Geometry union, Geometry whole) {
        var shape =
                document.planOf(area).flatMap(PlanObject::shape).or(area::shape).orElseThrow();
        var missing = OverlayNGRobust.overlay(whole, union, OverlayNG.DIFFERENCE);
        for (int i = 0; i < missing.getNumGeometries(); i++) {
            var spot = thick(missing.getGeometryN(i));
            if (spot != null) {
                report.add(Checks.finding(
                        Rule.GAP,
                        area,
                        shape,
                        spot,
                        Math.round(missing.getGeometryN(i).getArea() * 100) / 100.0));
            }
        }
    }

    private void within() {
        if (scope == null || scope.isEmpty()) {
            return;
        }
        var prepared = PreparedGeometryFactory.prepare(scope);
        Geometry widened = null;
        for (var object : inside) {
            var shape = object.shape().orElse(null);
            if (shape == null || prepared.covers(shape.geometry())) {
                continue;
            }
            if (widened == null) {
                widened = scope.buffer(TOLERANCE_METRES);
                prepared = PreparedGeometryFactory.prepare(widened);
            }
            if (!prepared.covers(shape.geometry())) {
                var outside = OverlayNGRobust.overlay(shape.geometry(), widened, OverlayNG.DIFFERENCE);
                report.add(Checks.finding(
                        Rule.OUTSIDE,
                        object,
                        shape,
                        outside.getCoordinate(),
                        object.type().name()));
            }
        }
    }

    /** A place inside where a geometry is wider than what may be rounded away, or null. */
    private static @Nullable Coordinate thick(Geometry geometry) {
        var box = geometry.getEnvelopeInternal();
        if (geometry.getDimension() < 2 || isThin(box)) {
            return null;
        }
        var core = geometry.buffer(-TOLERANCE_METRES / 2);
        return core.isEmpty() ? null : core.getInteriorPoint().getCoordinate();
    }

    private static boolean isThin(Envelope box) {
        return Math.min(box.getWidth(), box.getHeight()) <= TOLERANCE_METRES;
    }
}
