package org.allmende.geo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.allmende.geo.Feature.Value;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.xplan.PlanArchive;
import org.allmende.geo.xplan.PlanDocument;
import org.allmende.geo.xplan.PlanObject;
import org.allmende.geo.xplan.PlanObject.Data;
import org.allmende.geo.xplan.PlanObject.Link;
import org.allmende.geo.xplan.PlanObject.Property;
import org.allmende.geo.xplan.PlanObject.Shape;
import org.allmende.geo.xplan.PlanObject.Text;
import org.allmende.geo.xplan.Schema;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygonal;
import org.locationtech.jts.geom.util.GeometryFixer;

/** What a file of plans says, in the words of this module: what the list shows, and what the map is made of. */
final class PlanReading {

    /** What stands for the standing of a plan in its kind's own attribute. */
    private static final Map<String, Plan.Standing> STANDINGS = Map.of(
            "1000", Plan.Standing.PREPARED,
            "2", Plan.Standing.PREPARED,
            "2400", Plan.Standing.LAID_OPEN,
            "3000", Plan.Standing.DECIDED,
            "4000", Plan.Standing.IN_FORCE,
            "45", Plan.Standing.IN_FORCE,
            "5", Plan.Standing.ENDED);

    private static final int LONGEST_NAME = 300;

    private final PlanDocument document;
    private final PlanObject plan;

    PlanReading(PlanDocument document) {
        this.document = document;
        this.plan = document.plans().getFirst();
    }

    Plan.Kind kind() {
        return Plan.Kind.valueOf(plan.type().name().substring(0, 2));
    }

    /** Of the first plan; the number of the others follows. */
    String name() {
        int others = document.plans().size() - 1;
        var name = String.valueOf(plan.text("name")).replaceAll("\\s+", " ").strip();
        var cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
        return others == 0 ? cut : "%s (+ %d)".formatted(cut, others);
    }

    String number() {
        var number = plan.text("nummer");
        return number == null ? "" : number.length() > 60 ? number.substring(0, 60) : number;
    }

    String version() {
        return plan.schema().version();
    }

    Plan.Standing standing() {
        var code = plan.text("rechtsstand");
        if (code == null) {
            return Plan.Standing.UNKNOWN;
        }
        for (int length = code.length(); length > 0; length--) {
            var found = STANDINGS.get(code.substring(0, length));
            if (found != null) {
                return found;
            }
        }
        return Plan.Standing.UNKNOWN;
    }

    Plan.About about() {
        var days = new ArrayList<Plan.Day>();
        for (var property : plan.properties()) {
            if (property.value() instanceof Text text && property.name().endsWith("Datum")) {
                days.add(new Plan.Day(
                        property.name(), LocalDate.parse(text.value().substring(0, 10))));
            }
        }
        var papers = document.attachments().stream()
                .filter(one -> one.kind() == PlanArchive.Kind.PDF)
                .map(PlanArchive.Attachment::name)
                .toList();
        return new Plan.About(
                text(plan.text("beschreibung")),
                text(plan.words("rechtsstand")),
                text(plan.words("planArt")),
                days,
                papers,
                isOnPaper(),
                null);
    }

    private boolean isOnPaper() {
        return document.objects().stream().filter(one -> one.is("XP_Objekt")).count() == 0
                || document.areas().stream()
                        .anyMatch(area -> area.values("refScan").findAny().isPresent()
                                || area.values("rasterBasis").findAny().isPresent());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Everything that has a place: the plans, their Bereiche and objects; not the signs that only say how to draw them. */
    List<Feature> features(Plan of) {
        var features = new ArrayList<Feature>();
        for (var object : document.objects()) {
            if (object.is("XP_AbstraktesPraesentationsobjekt")) {
                continue;
            }
            object.shape()
                    .map(PlanReading::geometry)
                    .filter(geometry -> !geometry.isEmpty())
                    .ifPresent(geometry -> features.add(new Feature(
                            of,
                            object.id(),
                            object.type().name(),
                            geometry,
                            values(object.schema(), object.properties(), ""))));
        }
        return features;
    }

    /** As it can be reckoned with: in our system, valid, areas counter-clockwise. The file itself stays as it is. */
    private static Geometry geometry(Shape shape) {
        var ours = shape.crs().to(Crs.EPSG25832, shape.geometry());
        var sound = ours.isValid() ? ours : GeometryFixer.fix(ours);
        if (sound instanceof Polygonal) {
            var turned = sound.copy();
            turned.normalize();
            return turned.reverse();
        }
        return sound;
    }

    private static List<Value> values(Schema schema, List<Property> properties, String before) {
        var values = new ArrayList<Value>();
        for (var property : properties) {
            var name = before + property.name();
            switch (property.value()) {
                case Text text ->
                    values.add(new Value(
                            name,
                            text.value(),
                            text.enumeration().isEmpty()
                                    ? text.value()
                                    : schema.meaning(text.enumeration(), text.value())));
                case Data data -> values.addAll(values(schema, data.properties(), name + "."));
                case Link ignored -> {
                    // leads to something in the same file, which is a feature itself
                }
                case Shape ignored -> {
                    // is the feature's geometry
                }
            }
        }
        return List.copyOf(values);
    }
}
