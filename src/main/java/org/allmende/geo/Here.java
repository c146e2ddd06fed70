package org.allmende.geo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.allmende.geo.crs.Crs;
import org.allmende.geo.crs.Position;

/**
 * What holds at a place: the plans that lie there, and what each says about building on it.
 *
 * @param place in EPSG:25832
 * @param day for which it is asked
 * @param municipality slug; empty outside of the region
 */
public record Here(Position place, LocalDate day, Optional<String> municipality, List<InPlan> plans) {

    private static final String WINDOW = "BP_UeberbaubareGrundstuecksFlaeche";
    private static final Pattern CLAUSE = Pattern.compile("\\s*\\(?nach (§ ?\\w+ BauNVO).*$");

    /**
     * What one plan says there.
     *
     * @param uncertain why this is not the whole truth, as keys of messages
     */
    public record InPlan(Plan plan, List<Statement> statements, List<String> uncertain) {

        /** Whether it says what may be built. */
        public boolean saysWhatMayBeBuilt() {
            return statements.stream().anyMatch(one -> one.subject().equals("use"));
        }
    }

    /**
     * One sentence of a plan about the place.
     *
     * @param subject of the sentence: {@code use}, {@code grz}; a key of messages
     * @param value as the sentence needs it: {@code 0,4} or a word
     * @param code as the file has it; decides between sentences
     * @param clause of the law that explains it: {@code § 4 BauNVO}; may be empty
     */
    public record Statement(String subject, String value, String code, String clause) {}

    /** @param lon degrees, WGS 84 */
    public static Here at(Atlas atlas, double lon, double lat, LocalDate day) {
        var place = Crs.EPSG25832.fromLonLat(lon, lat);
        var byPlan = new LinkedHashMap<Plan, List<Feature>>();
        for (var feature : atlas.at(place)) {
            byPlan.computeIfAbsent(feature.plan(), first -> new ArrayList<>()).add(feature);
        }
        var plans = byPlan.entrySet().stream()
                .map(one -> inPlan(one.getKey(), one.getValue(), day))
                .sorted(Comparator.comparing(one -> one.plan().standingOn(day) != Plan.Standing.IN_FORCE))
                .toList();
        return new Here(place, day, atlas.municipalityAt(place), plans);
    }

    /** Address of the page that says what holds in the middle of an object. */
    public static String path(Feature feature) {
        var middle = feature.geometry().getInteriorPoint();
        var place = Crs.EPSG25832.toLonLat(middle.getX(), middle.getY());
        return String.format(Locale.ROOT, "/karte/hier?lat=%.6f&lon=%.6f", place.y(), place.x());
    }

    /** Whether a Bebauungsplan in force says what may be built; otherwise §§ 34 and 35 BauGB hold. */
    public boolean hasBindingPlan() {
        return plans.stream()
                .anyMatch(one ->
                        one.plan().kind() == Plan.Kind.BP && one.plan().standingOn(day) == Plan.Standing.IN_FORCE);
    }

    private static InPlan inPlan(Plan plan, List<Feature> features, LocalDate today) {
        var statements = new ArrayList<Statement>();
        boolean area = false;
        boolean window = false;
        var others = new TreeSet<String>();
        for (var feature : features) {
            statements.addAll(of(feature));
            area |= isBuildingArea(feature);
            window |= feature.type().equals(WINDOW);
            if (isOfAnotherKind(feature)) {
                others.add(feature.type());
            }
        }
        if (area) {
            statements.add(new Statement("window", window ? "inside" : "outside", "", "§ 23 BauNVO"));
        }
        others.forEach(type -> statements.add(new Statement("also", type, type, "")));
        return new InPlan(plan, statements, uncertain(plan, features, today));
    }

    /** What a single object says, wherever in it one stands. */
    public static List<Statement> of(Feature feature) {
        var statements = new ArrayList<Statement>();
        if (isBuildingArea(feature)) {
            building(feature, statements);
        } else if (feature.type().equals(WINDOW)) {
            measures(feature, statements);
        } else if (feature.plan().kind() == Plan.Kind.LAYER) {
            statements.add(new Statement("layer", LayerReading.text(feature), LayerReading.name(feature), ""));
        } else if (isOfAnotherKind(feature)) {
            purpose(feature, statements);
        }
        return statements;
    }

    private static boolean isBuildingArea(Feature feature) {
        return feature.type().equals("BP_BaugebietsTeilFlaeche")
                || feature.type().equals("BP_BaugebietObjekt");
    }

    private static boolean isOfAnotherKind(Feature feature) {
        return feature.plan().kind() != Plan.Kind.LAYER
                && !isBuildingArea(feature)
                && !feature.type().equals(WINDOW)
                && !feature.type().matches("[A-Z]{2}_(Plan|Bereich)");
    }

    private static List<String> uncertain(Plan plan, List<Feature> features, LocalDate today) {
        var uncertain = new ArrayList<String>();
        switch (plan.standingOn(today)) {
            case IN_FORCE -> {
                if (plan.about().onPaper()) {
                    uncertain.add("paper");
                }
            }
            case ENDED -> uncertain.add("ended");
            case UNKNOWN -> uncertain.add("unknown");
            case LAID_OPEN -> uncertain.add("laid-open");
            default -> uncertain.add("not-yet");
        }
        if (features.stream().anyMatch(feature -> feature.says("refTextInhalt") || feature.says("text"))) {
            uncertain.add("texts");
        }
        return uncertain;
    }

    private static void building(Feature feature, List<Statement> statements) {
        feature.find("besondereArtDerBaulNutzung")
                .or(() -> feature.find("allgArtDerBaulNutzung"))
                .ifPresent(use -> {
                    var clause = CLAUSE.matcher(use.words());
                    statements.add(new Statement(
                            "use",
                            CLAUSE.matcher(use.words()).replaceFirst(""),
                            use.value(),
                            clause.find() ? clause.group(1) : ""));
                });
        measures(feature, statements);
        add(feature, statements, "bauweise", "style", "§ 22 BauNVO");
        add(feature, statements, "bebauungsArt", "houses", "§ 22 BauNVO");
    }

    private static final Map<String, String> MEASURES = measureNames();

    private static Map<String, String> measureNames() {
        var names = new LinkedHashMap<String, String>();
        names.put("GRZ", "grz");
        names.put("GRZmax", "grz");
        names.put("GR", "gr");
        names.put("GFZ", "gfz");
        names.put("GFZmax", "gfz");
        names.put("GF", "gf");
        names.put("Z", "storeys");
        names.put("Zmax", "storeys");
        names.put("Zzwingend", "storeys-exactly");
        names.put("BMZ", "bmz");
        names.put("MaxZahlWohnungen", "flats");
        return names;
    }

    private static void measures(Feature feature, List<Statement> statements) {
        MEASURES.forEach((attribute, subject) -> add(
                feature,
                statements,
                attribute,
                subject,
                switch (subject) {
                    case "grz", "gr" -> "§ 19 BauNVO";
                    case "bmz" -> "§ 21 BauNVO";
                    case "flats" -> "§ 9 Abs. 1 Nr. 6 BauGB";
                    default -> "§ 20 BauNVO";
                }));
    }

    private static void purpose(Feature feature, List<Statement> statements) {
        feature.find("zweckbestimmung.allgemein")
                .or(() -> feature.find("zweckbestimmung"))
                .ifPresent(purpose ->
                        statements.add(new Statement("purpose", purpose.words(), feature.type(), "§ 9 Abs. 1 BauGB")));
    }

    private static void add(
            Feature feature, List<Statement> statements, String attribute, String subject, String clause) {
        feature.find(attribute)
                .ifPresent(value -> statements.add(new Statement(subject, value.words(), value.value(), clause)));
    }
}
