package org.allmende.geo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.allmende.geo.Feature.Value;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * What became different from one version of a plan to the next. Objects are the same when they have the same {@code gml:id}, or else the same class
 * and most of their ground in common.
 */
public record PlanComparison(List<Difference> differences) {

    /** How much of their ground two areas share that are taken for one. */
    private static final double MOST = 0.8;

    private static final double SAME_METRES = 0.001;

    public enum Kind {
        CAME,
        WENT,
        CHANGED;

        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * @param before null when it came; {@code after} null when it went
     * @param changes what each attribute says instead; empty when it came or went
     * @param moved whether it lies elsewhere, or has another shape
     */
    public record Difference(
            Kind kind, @Nullable Feature before, @Nullable Feature after, List<Change> changes, boolean moved) {

        /** The younger of both. */
        public Feature feature() {
            var young = after != null ? after : before;
            if (young == null) {
                throw new IllegalStateException("A difference is one of something");
            }
            return young;
        }
    }

    /** @param before what it said, in words; empty for nothing, as is {@code after} */
    public record Change(String name, String before, String after) {}

    public static PlanComparison of(List<Feature> before, List<Feature> after) {
        var left = new LinkedHashMap<String, Feature>();
        before.stream().filter(PlanComparison::counts).forEach(one -> left.put(one.id(), one));
        var differences = new ArrayList<Difference>();
        for (var young : after) {
            if (!counts(young)) {
                continue;
            }
            var old = find(left, young);
            old.ifPresent(one -> left.remove(one.id()));
            if (old.isEmpty()) {
                differences.add(new Difference(Kind.CAME, null, young, List.of(), false));
            } else {
                var changes = changes(old.get(), young);
                boolean moved = !isSame(old.get().geometry(), young.geometry());
                if (moved || !changes.isEmpty()) {
                    differences.add(new Difference(Kind.CHANGED, old.get(), young, changes, moved));
                }
            }
        }
        left.values().forEach(old -> differences.add(new Difference(Kind.WENT, old, null, List.of(), false)));
        differences.sort(Comparator.comparing(Difference::kind)
                .thenComparing(one -> one.feature().type())
                .thenComparing(one -> one.feature().id()));
        return new PlanComparison(List.copyOf(differences));
    }

    /** A Bereich says what its plan says. */
    private static boolean counts(Feature feature) {
        return !feature.type().endsWith("_Bereich");
    }

    private static Optional<Feature> find(Map<String, Feature> old, Feature young) {
        var same = old.get(young.id());
        if (same != null && same.type().equals(young.type())) {
            return Optional.of(same);
        }
        return old.values().stream()
                .filter(one -> one.type().equals(young.type()) && isMostlyThere(one.geometry(), young.geometry()))
                .findFirst();
    }

    private static boolean isMostlyThere(Geometry one, Geometry other) {
        if (!one.getEnvelopeInternal().intersects(other.getEnvelopeInternal())) {
            return false;
        }
        if (one.getDimension() < 2 || other.getDimension() < 2) {
            return isSame(one, other);
        }
        double common =
                OverlayNGRobust.overlay(one, other, OverlayNG.INTERSECTION).getArea();
        return common > MOST * Math.max(one.getArea(), other.getArea());
    }

    private static boolean isSame(Geometry one, Geometry other) {
        return one.getNumPoints() == other.getNumPoints() && one.equalsExact(other, SAME_METRES);
    }

    private static List<Change> changes(Feature before, Feature after) {
        var said = new HashMap<String, String>();
        before.values().forEach(value -> said.merge(value.name(), value.words(), PlanComparison::both));
        var says = new LinkedHashMap<String, String>();
        after.values().forEach(value -> says.merge(value.name(), value.words(), PlanComparison::both));
        var changes = new ArrayList<Change>();
        says.forEach((name, words) -> {
            var was = said.getOrDefault(name, "");
            if (!was.equals(words)) {
                changes.add(new Change(name, was, words));
            }
        });
        before.values().stream()
                .map(Value::name)
                .distinct()
                .filter(name -> !says.containsKey(name))
                .forEach(name -> changes.add(new Change(name, said.getOrDefault(name, ""), "")));
        return changes;
    }

    private static String both(String one, String other) {
        return one + ", " + other;
    }
}
