package org.allmende.geo;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.allmende.geo.crs.Crs;
import org.allmende.platform.time.GermanDates;
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
    /** More than the days on which an atlas can be made, so that each has a number of its own. */
    private static final long DAYS = 1_000_000;

    /** Maps of other days take memory. */
    private static final int MOST_DAYS = 4;

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

    /**
     * What the database says at one moment.
     *
     * @param values what several plans say, in memory once
     * @param turns days on which the map changes
     * @param days the map as it was on the day of each turn, as far as somebody has asked
     */
    private record Known(
            long revision,
            long region,
            List<Plan> released,
            Map<UUID, List<Feature>> contents,
            Map<Feature.Value, Feature.Value> values,
            Map<String, Geometry> areas,
            NavigableSet<LocalDate> turns,
            Map<LocalDate, Atlas> days) {

        Atlas on(LocalDate day, LocalDate today) {
            var turn = Objects.requireNonNullElse(turns.floor(day), LocalDate.EPOCH);
            return make(turn, today, plan -> plan.life().isThereOn(day));
        }

        Atlas ever(LocalDate today) {
            return make(LocalDate.MAX, today, plan -> true);
        }

        private Atlas make(LocalDate turn, LocalDate today, Predicate<Plan> isThere) {
            var made = days.get(turn);
            if (made != null) {
                return made;
            }
            // one after the other: whoever asks for many days takes no more than one processor, and never the map of
            // today
            synchronized (days) {
                var atlas = days.get(turn);
                if (atlas == null) {
                    var now = Objects.requireNonNullElse(turns.floor(today), LocalDate.EPOCH);
                    days.keySet().removeIf(day -> days.size() >= MOST_DAYS && !day.equals(now));
                    var split = released.stream().collect(Collectors.partitioningBy(isThere));
                    atlas = new Atlas(
                            revision * DAYS + turn.toEpochDay() % DAYS,
                            split.getOrDefault(true, List.of()),
                            split.getOrDefault(false, List.of()),
                            contents,
                            areas);
                    days.put(turn, atlas);
                }
                return atlas;
            }
        }
    }

    /**
     * The map as it was on that day, or will be, as far as is known now.
     *
     * @param day null for today
     */
    public Atlas on(@Nullable LocalDate day) {
        var today = current();
        return day == null ? today : Objects.requireNonNull(known).on(day, GermanDates.today(clock));
    }

    /** What has ever been there, whatever the day: for whoever asks for a span of time. */
    public Atlas ever() {
        current();
        return Objects.requireNonNull(known).ever(GermanDates.today(clock));
    }

    /** What was released a second ago at the latest, and is there today. */
    public Atlas current() {
        var now = known;
        if (now == null) {
            return refresh();
        }
        long millis = clock.millis();
        long due = nextCheck.get();
        // whoever comes first after the pause looks; nobody waits for it
        if (millis < due || !nextCheck.compareAndSet(due, millis + PAUSE_MILLIS)) {
            return today(now);
        }
        try {
            return plans.revision() == now.revision() && regions.current().revision() == now.region()
                    ? today(now)
                    : refresh();
        } catch (DataAccessException e) {
            log.warn("The database does not answer; the map is served as it was known: {}", e.getMessage());
            return today(now);
        }
    }

    private Atlas today(Known now) {
        var today = GermanDates.today(clock);
        return now.on(today, today);
    }

    /** Reads what is released now; whoever has just released a plan calls it, so that the next page shows it. */
    public synchronized Atlas refresh() {
        return snapshot.execute(status -> {
            var now = read(known);
            nextCheck.set(clock.millis() + PAUSE_MILLIS);
            known = now;
            return today(now);
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
            contents.put(plan.id(), same == null ? plans.features(plan, values) : of(plan, same));
        }
        var areas = new HashMap<String, Geometry>();
        boundaries.list().forEach((slug, boundary) -> areas.put(slug.value(), area(boundary)));
        var turns = new TreeSet<LocalDate>();
        for (var plan : released) {
            plan.life().phases().forEach(phase -> turns.add(phase.from()));
        }
        turns.remove(LocalDate.MIN);
        return new Known(revision, region, released, contents, values, areas, turns, new ConcurrentHashMap<>());
    }

    /** What is known of a plan may have changed; its objects have not. */
    private static List<Feature> of(Plan plan, List<Feature> features) {
        return features.isEmpty() || features.getFirst().plan().equals(plan)
                ? features
                : features.stream()
                        .map(one -> new Feature(plan, one.id(), one.type(), one.geometry(), one.values()))
                        .toList();
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
