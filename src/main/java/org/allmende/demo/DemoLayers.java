package org.allmende.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.geo.Atlases;
import org.allmende.geo.LayerReading;
import org.allmende.geo.Look;
import org.allmende.geo.Plan;
import org.allmende.geo.Plans;
import org.allmende.platform.database.Tenancy;
import org.allmende.region.Boundaries;
import org.allmende.region.Tenant;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Two invented nature reserves and a flood area, each with what it means in words. Every name says that they are invented. */
@OnlyInDemo
@Component
class DemoLayers {

    private static final String MARK = "Demonstration: Diese Gebiete sind erfunden.";
    private static final String IN_RESERVE =
            "Demonstration, erfunden. Bleiben Sie auf den Wegen, führen Sie Hunde an der"
                    + " Leine, pflücken und fangen Sie nichts. Bauen, Zelten und Feuer sind nicht erlaubt.";
    private static final String IN_FLOOD =
            "Demonstration, erfunden. Hier kann bei Hochwasser Wasser stehen. Neue Gebäude"
                    + " sind nur ausnahmsweise erlaubt (§ 78 WHG), Heizöl muss gesichert sein (§ 78c WHG).";

    private static final double RESERVE_METRES = 420;
    private static final double FLOOD_METRES = 90;
    private static final int CORNERS = 48;
    private static final GeometryFactory SHAPES = new GeometryFactory();

    private final Boundaries boundaries;
    private final Plans plans;
    private final Tenancy tenancy;

    DemoLayers(Boundaries boundaries, Plans plans, Tenancy tenancy) {
        this.boundaries = boundaries;
        this.plans = plans;
        this.tenancy = tenancy;
    }

    /** Once, for a municipality that has none yet. */
    void ensure(Tenant tenant) {
        var slug = tenant.slug().value();
        boolean has = tenancy.as(slug, plans::list).stream().anyMatch(plan -> plan.kind() == Plan.Kind.LAYER);
        var boundary = boundaries.find(tenant.slug());
        if (has || boundary.isEmpty()) {
            return;
        }
        var area = Atlases.area(boundary.get());
        var middle = area.getInteriorPoint().getCoordinate();
        add(
                slug,
                "Naturschutzgebiete (Demonstration)",
                Look.NATURE,
                List.of(
                        feature(
                                "Naturschutzgebiet Erlenbruch (Demonstration)",
                                IN_RESERVE,
                                blot(middle, -1500, 900).intersection(area)),
                        feature(
                                "Naturschutzgebiet Hohe Heide (Demonstration)",
                                IN_RESERVE,
                                blot(middle, 1300, -1100).intersection(area))));
        add(
                slug,
                "Überschwemmungsgebiete (Demonstration)",
                Look.WATER,
                List.of(feature(
                        "Überschwemmungsgebiet am Bach (Demonstration)",
                        IN_FLOOD,
                        brook(middle).intersection(area))));
    }

    private record Drawn(String name, String text, Geometry area) {}

    private static Drawn feature(String name, String text, Geometry area) {
        return new Drawn(name, text, area);
    }

    /** As reserves are: a circle that follows the land. */
    private static Polygon blot(Coordinate middle, double east, double north) {
        var corners = new Coordinate[CORNERS + 1];
        for (int i = 0; i < CORNERS; i++) {
            double angle = 2 * Math.PI * i / CORNERS;
            double radius = RESERVE_METRES * (1 + 0.25 * Math.sin(3 * angle + east) + 0.1 * Math.cos(7 * angle));
            corners[i] = new Coordinate(
                    middle.x + east + radius * Math.cos(angle), middle.y + north + radius * Math.sin(angle));
        }
        corners[CORNERS] = corners[0];
        return SHAPES.createPolygon(corners);
    }

    private static Geometry brook(Coordinate middle) {
        var bends = new Coordinate[60];
        for (int i = 0; i < bends.length; i++) {
            double along = (i - bends.length / 2.0) * 60;
            bends[i] = new Coordinate(middle.x + along, middle.y + 350 + 140 * Math.sin(along / 260) + along * 0.2);
        }
        return SHAPES.createLineString(bends).buffer(FLOOD_METRES, 4);
    }

    private void add(String slug, String name, Look look, List<Drawn> areas) {
        var file = new JsonMapper()
                .writeValueAsBytes(Map.of(
                        "type",
                        "FeatureCollection",
                        "crs",
                        Map.of("type", "name", "properties", Map.of("name", "EPSG:25832")),
                        "features",
                        areas.stream()
                                .filter(drawn -> drawn.area() instanceof Polygon)
                                .map(drawn -> Map.of(
                                        "type",
                                        "Feature",
                                        "properties",
                                        Map.of("name", drawn.name(), "hinweis", drawn.text()),
                                        "geometry",
                                        Map.of("type", "Polygon", "coordinates", List.of(ring((Polygon)
                                                drawn.area())))))
                                .toList()));
        tenancy.run(slug, () -> plans.release(read(LayerReading.of(name, MARK, look, file), file)));
    }

    private UUID read(LayerReading reading, byte[] file) {
        try {
            return plans.add(reading, "demonstration.geojson", new ByteArrayInputStream(file), Plan.Origin.NONE);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<List<Double>> ring(Polygon area) {
        return Arrays.stream(area.getExteriorRing().getCoordinates())
                .map(corner -> List.of(corner.x, corner.y))
                .toList();
    }
}
