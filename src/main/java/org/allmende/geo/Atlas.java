package org.allmende.geo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.allmende.geo.crs.Position;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Everything that is released and was there on one day, as it was known at one moment: all pages and interfaces answer from it, so that none shows half of a change.
 */
public final class Atlas {

    /** What a plan's own class is called, whatever its kind. */
    public static final String PLANS = "Plan";

    /** More of a layer than this is seen in the moving map and the interfaces only. */
    private static final int MOST_OUTLINES = 300;

    /** See {@link Feature#key}. */
    private static final Pattern KEY =
            Pattern.compile("([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\.(.+)", Pattern.DOTALL);

    /** Bytes. */
    private static final long MOST_WRITTEN = 64 << 20;

    private static final GeometryFactory POINTS = new GeometryFactory();

    private final long revision;
    private final List<Plan> plans;
    private final List<Plan> others;
    private final Map<UUID, Plan> byId = new HashMap<>();
    private final Map<UUID, List<Feature>> ofPlan;
    private final SortedMap<String, Layer> layers = new TreeMap<>();
    private final Map<String, Geometry> boundaries;

    /**
     * @param plans those that are there
     * @param others that were there once, or will be: only their pages show them
     * @param contents objects of each plan
     * @param boundaries areas of the municipalities by slug, in EPSG:25832
     */
    Atlas(
            long revision,
            List<Plan> plans,
            List<Plan> others,
            Map<UUID, List<Feature>> contents,
            Map<String, Geometry> boundaries) {
        this.revision = revision;
        this.plans = List.copyOf(plans);
        this.others = List.copyOf(others);
        others.forEach(plan -> byId.put(plan.id(), plan));
        this.ofPlan = Map.copyOf(contents);
        this.boundaries = Map.copyOf(boundaries);
        var byType = new TreeMap<String, List<Feature>>();
        for (var plan : plans) {
            byId.put(plan.id(), plan);
            for (var feature : contents.getOrDefault(plan.id(), List.of())) {
                byType.computeIfAbsent(layer(feature.type()), first -> new ArrayList<>())
                        .add(feature);
            }
        }
        var room = new AtomicLong(MOST_WRITTEN);
        byType.forEach((type, features) -> layers.put(type, new Layer(type, features, room)));
    }

    /** The layer of a class: the plans themselves are one layer, their contents one for each class. */
    public static String layer(String type) {
        return type.matches("[A-Z]{2}_Plan") ? PLANS : type;
    }

    /** Another number whenever something has changed. */
    public long revision() {
        return revision;
    }

    /** By municipality, then by name in German order. */
    public List<Plan> plans() {
        return plans;
    }

    public List<Plan> plansOf(String tenant) {
        return plans.stream().filter(plan -> plan.tenant().equals(tenant)).toList();
    }

    /** Those that are over by that day, or have not begun, by name. */
    public List<Plan> othersOf(String tenant) {
        return others.stream().filter(plan -> plan.tenant().equals(tenant)).toList();
    }

    /** Also one that is over. */
    public Optional<Plan> findPlan(String tenant, UUID id) {
        return Optional.ofNullable(byId.get(id)).filter(plan -> plan.tenant().equals(tenant));
    }

    /** All versions of a plan, the oldest first. */
    public List<Plan> versions(Plan plan) {
        var first = plan;
        for (var before = first.origin().earlier(); before != null && byId.containsKey(before); ) {
            first = Objects.requireNonNull(byId.get(before));
            before = first.origin().earlier();
        }
        var versions = new ArrayList<>(List.of(first));
        for (int i = 0; i < versions.size(); i++) {
            var one = versions.get(i).id();
            byId.values().stream()
                    .filter(next -> one.equals(next.origin().earlier()))
                    .sorted(Comparator.comparing(Plan::uploaded))
                    .forEach(versions::add);
        }
        return versions;
    }

    /** The objects of a plan, the plan itself among them. */
    public List<Feature> featuresOf(Plan plan) {
        return ofPlan.getOrDefault(plan.id(), List.of());
    }

    /** Where plans lie that the file describes; of what is no plan, the first of its objects. */
    public List<Feature> outlines(Plan plan) {
        if (plan.kind() == Plan.Kind.LAYER) {
            var all = featuresOf(plan);
            return all.subList(0, Math.min(MOST_OUTLINES, all.size()));
        }
        return featuresOf(plan).stream()
                .filter(feature -> layer(feature.type()).equals(PLANS))
                .toList();
    }

    public Collection<Layer> layers() {
        return layers.values();
    }

    /** By the class in XPlanGML, or {@link #PLANS}. */
    public Optional<Layer> findLayer(String type) {
        return Optional.ofNullable(layers.get(type));
    }

    /** By {@link Feature#key}; of a plan that is there. */
    public Optional<Feature> findFeature(String key) {
        var matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(byId.get(UUID.fromString(matcher.group(1))))
                .filter(plan -> others.stream().noneMatch(other -> other.id().equals(plan.id())))
                .flatMap(plan -> featuresOf(plan).stream()
                        .filter(feature -> feature.id().equals(matcher.group(2)))
                        .findFirst());
    }

    /**
     * All objects at a place; the largest first.
     *
     * @param place in EPSG:25832
     */
    public List<Feature> at(Position place) {
        var found = new ArrayList<Feature>();
        var point = new Coordinate(place.x(), place.y());
        layers.values().forEach(layer -> layer.at(point, found::add));
        found.sort(Comparator.comparingDouble(
                (Feature feature) -> -feature.geometry().getArea()));
        return found;
    }

    /**
     * The slug of the municipality in which a place lies.
     *
     * @param place in EPSG:25832
     */
    public Optional<String> municipalityAt(Position place) {
        var point = POINTS.createPoint(new Coordinate(place.x(), place.y()));
        return boundaries.entrySet().stream()
                .filter(one -> one.getValue().getEnvelopeInternal().contains(point.getCoordinate())
                        && one.getValue().intersects(point))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The area of a municipality in EPSG:25832. */
    public Optional<Geometry> findBoundary(String tenant) {
        return Optional.ofNullable(boundaries.get(tenant));
    }
}
