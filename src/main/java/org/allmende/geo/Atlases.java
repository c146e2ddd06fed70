package org.allmende.geo;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.allmende.geo.crs.Crs;
import org.allmende.region.Boundaries;
import org.allmende.region.Boundary;
import org.allmende.region.Regions;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps the {@link Atlas}, which every instance compares with the revision number at most every second. Only plans that are new are read
 * anew; the rest goes over from the atlas before.
 */
@Component
public class Atlases {

    private static final Logger log = LoggerFactory.getLogger(Atlases.class);
    private static final long PAUSE_MILLIS = 1_000;
    private static final GeometryFactory AREAS = new GeometryFactory();

    private final Plans plans;
    private final Boundaries boundaries;
    private final Regions regions;
    private final TransactionTemplate snapshot;
    private final Clock clock;
    private final AtomicLong nextCheck = new AtomicLong();
    private volatile @Nullable Known known;

    Atlases(
            Plans plans,
            Boundaries boundaries,
            Regions regions,
            PlatformTransactionManager transactionManager,
            Clock clock) {
        this.plans = plans;
        this.boundaries = boundaries;
        this.regions = regions;
        this.clock = clock;
        snapshot = new TransactionTemplate(transactionManager);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        snapshot.setReadOnly(true);
    }

    /** @param values what several plans say, in memory once */
    private record Known(
            Atlas atlas, long region, Map<UUID, List<Feature>> contents, Map<Feature.Value, Feature.Value> values) {}

    /** What was released a second ago at the latest. */
    public Atlas current() {
        var now = known;
        if (now == null) {
            return refresh();
        }
        long millis = clock.millis();
        long due = nextCheck.get();
        // whoever comes first after the pause looks; nobody waits for it
        if (millis < due || !nextCheck.compareAndSet(due, millis + PAUSE_MILLIS)) {
            return now.atlas();
        }
        try {
            return plans.revision() == now.atlas().revision()
                            && regions.current().revision() == now.region()
                    ? now.atlas()
                    : refresh();
        } catch (DataAccessException e) {
            log.warn("The database does not answer; the map is served as it was known: {}", e.getMessage());
            return now.atlas();
        }
    }

    /** Reads what is released now; whoever has just released a plan calls it, so that the next page shows it. */
    public synchronized Atlas refresh() {
        return snapshot.execute(status -> {
            var now = read(known);
            nextCheck.set(clock.millis() + PAUSE_MILLIS);
            known = now;
            return now.atlas();
        });
    }

    private Known read(@Nullable Known before) {
        long revision = plans.revision();
        long region = regions.current().revision();
        var released = plans.listReleased();
        var contents = new HashMap<UUID, List<Feature>>();
        var values = before == null ? new HashMap<Feature.Value, Feature.Value>() : before.values();
        for (var plan : released) {
            var same = before == null ? null : before.contents().get(plan.id());
            contents.put(plan.id(), same != null ? same : plans.features(plan, values));
        }
        var areas = new HashMap<String, Geometry>();
        boundaries.list().forEach((slug, boundary) -> areas.put(slug.value(), area(boundary)));
        return new Known(new Atlas(revision, released, contents, areas), region, contents, values);
    }

    /** In EPSG:25832. */
    public static Geometry area(Boundary boundary) {
        var polygons = boundary.polygons().stream()
                .map(polygon -> {
                    var rings = polygon.rings().stream().map(Atlases::ring).toList();
                    return AREAS.createPolygon(
                            rings.getFirst(), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
                })
                .toArray(Polygon[]::new);
        return polygons.length == 1 ? polygons[0] : AREAS.createMultiPolygon(polygons);
    }

    private static LinearRing ring(List<Boundary.Position> positions) {
        return AREAS.createLinearRing(positions.stream()
                .map(one -> Crs.EPSG25832.fromLonLat(one.lon(), one.lat()))
                .map(one -> new Coordinate(one.x(), one.y()))
                .toArray(Coordinate[]::new));
    }
}
