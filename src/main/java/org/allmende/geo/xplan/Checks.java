package org.allmende.geo.xplan;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.crs.Position;
import org.allmende.geo.xplan.PlanObject.Link;
import org.allmende.geo.xplan.PlanObject.Shape;
import org.allmende.geo.xplan.PlanObject.Text;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;

/** What can be said of a plan only when all of it is read: ids, geometries, and whether the areas close up. */
final class Checks {

    /** Attributes that say the same in two ways, so that only one of both may be there. */
    private static final List<List<String>> EITHER_OR = List.of(
            List.of("Z", "Zzwingend"), List.of("GFZ", "GFZmax"), List.of("GF", "GFmax"), List.of("DN", "DNmax"));

    /** Ends of a span: the second asks for the first. */
    private static final List<List<String>> SPANS =
            List.of(List.of("Zmin", "Zmax"), List.of("GFZmin", "GFZmax"), List.of("GRZmin", "GRZmax"));

    private final PlanDocument document;
    private final Report report;

    private Checks(PlanDocument document, Report report) {
        this.document = document;
        this.report = report;
    }

    static void run(PlanDocument document, Report report) {
        var checks = new Checks(document, report);
        checks.identities();
        boolean sound = true;
        for (var object : document.objects()) {
            checks.references(object);
            checks.pairs(object);
            sound &= object.shape().map(shape -> checks.geometry(object, shape)).orElse(true);
        }
        checks.attachments();
        if (document.plans().isEmpty() && !report.hasErrors()) {
            report.add(Finding.of(Rule.NO_PLAN, 0, ""));
        }
        if (sound) {
            // areas that are no areas cannot be compared with others
            document.contents().forEach((area, inside) -> new Coverage(document, report, area, inside).check());
        }
    }

    private void identities() {
        var seen = new HashSet<String>();
        for (var object : document.objects()) {
            if (object.id().isEmpty() || !seen.add(object.id())) {
                report.add(Finding.of(
                        Rule.SAME_ID, object.line(), object.id(), object.type().name()));
            }
        }
    }

    private void references(PlanObject object) {
        for (var property : object.properties()) {
            if (property.value() instanceof Link link && link.href().startsWith("#")) {
                var target = link.href().substring(1);
                if (document.find(target).isEmpty()) {
                    report.add(Finding.of(Rule.REFERENCE, property.line(), object.id(), property.name(), target));
                }
            }
        }
    }

    private void pairs(PlanObject object) {
        if (!object.is("BP_Objekt") && !object.is("FP_Objekt")) {
            return;
        }
        for (var pair : EITHER_OR) {
            if (has(object, pair.getFirst()) && has(object, pair.getLast())) {
                report.add(Finding.of(Rule.PAIR, object.line(), object.id(), pair.getFirst(), pair.getLast(), "both"));
            }
        }
        for (var pair : SPANS) {
            if (has(object, pair.getFirst()) && !has(object, pair.getLast())) {
                report.add(Finding.of(Rule.PAIR, object.line(), object.id(), pair.getFirst(), pair.getLast(), "half"));
            }
        }
    }

    private static boolean has(PlanObject object, String attribute) {
        return object.values(attribute).findAny().isPresent();
    }

    /** Whether the geometry can be reckoned with. */
    private boolean geometry(PlanObject object, Shape shape) {
        var geometry = shape.geometry();
        boolean sound = true;
        var error = new IsValidOp(geometry).getValidationError();
        if (error != null) {
            sound = false;
            report.add(finding(
                    Rule.INVALID_GEOMETRY, object, shape, error.getCoordinate(), "topology-" + error.getErrorType()));
        }
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            if (geometry.getGeometryN(i) instanceof Polygon polygon) {
                direction(object, shape, polygon.getExteriorRing(), true);
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    direction(object, shape, polygon.getInteriorRingN(hole), false);
                }
            } else if (geometry.getGeometryN(i) instanceof LineString line) {
                repeated(object, shape, line);
            }
        }
        return sound;
    }

    private void direction(PlanObject object, Shape shape, LinearRing ring, boolean outer) {
        if (Orientation.isCCW(ring.getCoordinateSequence()) != outer) {
            report.add(finding(Rule.DIRECTION, object, shape, ring.getCoordinateN(0), outer ? "outer" : "inner"));
        }
        repeated(object, shape, ring);
    }

    private void repeated(PlanObject object, Shape shape, LineString line) {
        var points = line.getCoordinateSequence();
        for (int i = 1; i < points.size(); i++) {
            if (points.getX(i) == points.getX(i - 1) && points.getY(i) == points.getY(i - 1)) {
                report.add(finding(Rule.REPEATED_POINT, object, shape, points.getCoordinate(i)));
                return;
            }
        }
    }

    private void attachments() {
        var there = new HashSet<String>();
        document.attachments().forEach(one -> there.add(one.name().toLowerCase(Locale.ROOT)));
        if (there.isEmpty()) {
            return;
        }
        for (var object : document.objects()) {
            for (var property : object.properties()) {
                if (property.value() instanceof PlanObject.Data data) {
                    data.properties().stream()
                            .filter(one -> one.name().equals("referenzURL") && one.value() instanceof Text)
                            .forEach(one -> {
                                var name = ((Text) one.value()).value();
                                if (!name.contains("/") && !there.contains(name.toLowerCase(Locale.ROOT))) {
                                    report.add(Finding.of(Rule.ATTACHMENT, one.line(), object.id(), name));
                                }
                            });
                }
            }
        }
    }

    static Finding finding(Rule rule, PlanObject object, Shape shape, @Nullable Coordinate where, Object... arguments) {
        var finding = Finding.of(rule, line(object, shape.geometry()), object.id(), arguments);
        if (where == null || !Double.isFinite(where.x) || !Double.isFinite(where.y)) {
            return finding;
        }
        Position spot = shape.crs().to(Crs.EPSG25832, where.x, where.y);
        return finding.at(spot.x(), spot.y());
    }

    /** Of the attribute in which the geometry stands. */
    private static int line(PlanObject object, Geometry geometry) {
        return object.properties().stream()
                .filter(one ->
                        one.value() instanceof Shape shape && shape.geometry().equalsExact(geometry))
                .mapToInt(PlanObject.Property::line)
                .findFirst()
                .orElse(object.line());
    }
}
