package org.allmende.geo.xplan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** A whole file of plans: one or several, each with its Bereiche, in which the objects lie. */
public final class PlanDocument {

    private final Map<String, PlanObject> byId = new LinkedHashMap<>();
    private final List<PlanObject> objects = new ArrayList<>();
    private final List<PlanArchive.Attachment> attachments = new ArrayList<>();

    void add(PlanObject object) {
        objects.add(object);
        byId.putIfAbsent(object.id(), object);
    }

    void add(PlanArchive.Attachment attachment) {
        attachments.add(attachment);
    }

    /** In the order of the file. */
    public List<PlanObject> objects() {
        return objects;
    }

    /** The other files of the archive. */
    public List<PlanArchive.Attachment> attachments() {
        return attachments;
    }

    public Optional<PlanObject> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public List<PlanObject> plans() {
        return objects.stream().filter(one -> one.is("XP_Plan")).toList();
    }

    public List<PlanObject> areas() {
        return objects.stream().filter(one -> one.is("XP_Bereich")).toList();
    }

    /** The Bereiche of a plan: those that it names, and those that name it. */
    public List<PlanObject> areasOf(PlanObject plan) {
        var named = plan.targets("bereich").toList();
        return areas().stream()
                .filter(area -> named.contains(area.id())
                        || area.targets("gehoertZuPlan").anyMatch(plan.id()::equals))
                .toList();
    }

    public Optional<PlanObject> planOf(PlanObject area) {
        return plans().stream()
                .filter(plan -> plan.targets("bereich").anyMatch(area.id()::equals)
                        || area.targets("gehoertZuPlan").anyMatch(plan.id()::equals))
                .findFirst();
    }

    /** The objects by the Bereich in which they lie, whichever of both names the other. */
    public Map<PlanObject, Set<PlanObject>> contents() {
        var contents = new LinkedHashMap<PlanObject, Set<PlanObject>>();
        for (var area : areas()) {
            var inside = new LinkedHashSet<PlanObject>();
            area.targets("planinhalt").forEach(id -> find(id).ifPresent(inside::add));
            contents.put(area, inside);
        }
        for (var object : objects) {
            object.targets("gehoertZuBereich").forEach(id -> {
                var inside = find(id).map(contents::get).orElse(null);
                if (inside != null) {
                    inside.add(object);
                }
            });
        }
        return contents;
    }

    /** The Geltungsbereich of a Bereich, or of its plan when it has none of its own. */
    public @Nullable Geometry scopeOf(PlanObject area) {
        return area.shape()
                .or(() -> planOf(area).flatMap(PlanObject::shape))
                .map(PlanObject.Shape::geometry)
                .orElse(null);
    }
}
