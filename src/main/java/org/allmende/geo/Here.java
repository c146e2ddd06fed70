package org.allmende.geo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
 * @param municipality slug; empty outside of the region
 */
public record Here(Position place, Optional<String> municipality, List<InPlan> plans) {

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
    public static Here at(Atlas atlas, double lon, double lat, LocalDate today) {
        var place = Crs.EPSG25832.fromLonLat(lon, lat);
        var byPlan = new LinkedHashMap<Plan, List<Feature>>();
        for (var feature : atlas.at(place)) {
            byPlan.computeIfAbsent(feature.plan(), first -> new ArrayList<>()).add(feature);
        }
        var plans = byPlan.entrySet().stream()
                .map(one -> inPlan(one.getKey(), one.getValue(), today))
                .sorted((one, other) -> one.plan().standing() == other.plan().standing()
                        ? 0
                        : one.plan().standing() == Plan.Standing.IN_FORCE ? -1 : 1)
                .toList();
        return new Here(place, atlas.municipalityAt(place), plans);
    }

    /** Whether a Bebauungsplan in force says what may be built; otherwise §§ 34 and 35 BauGB hold. */
    public boolean hasBindingPlan() {
        return plans.stream()
                .anyMatch(one -> one.plan().kind() == Plan.Kind.BP && one.plan().standing() == Plan.Standing.IN_FORCE);
    }

    private static InPlan inPlan(Plan plan, List<Feature> features, LocalDate today) {
        var statements = new ArrayList<Statement>();
        boolean area = false;
        boolean window = false;
        var others = new TreeSet<String>();
        for (var feature : features) {
            switch (feature.type()) {
                case "BP_BaugebietsTeilFlaeche", "BP_BaugebietObjekt" -> {
                    area = true;
                    building(feature, statements);
                }
                case "BP_UeberbaubareGrundstuecksFlaeche" -> {
                    window = true;
                    measures(feature, statements);
                }
                default -> {
                    if (plan.kind() == Plan.Kind.LAYER) {
                        statements.add(
                                new Statement("layer", LayerReading.text(feature), LayerReading.name(feature), ""));
                    } else if (!feature.type().matches("[A-Z]{2}_(Plan|Bereich)")) {
                        others.add(feature.type());
                        purpose(feature, statements);
                    }
                }
            }
        }
        if (area) {
            statements.add(new Statement("window", window ? "inside" : "outside", "", "§ 23 BauNVO"));
        }
        others.forEach(type -> statements.add(new Statement("also", type, type, "")));
        return new InPlan(plan, statements, uncertain(plan, features, today));
    }

    private static List<String> uncertain(Plan plan, List<Feature> features, LocalDate today) {
        var uncertain = new ArrayList<String>();
        switch (plan.standing()) {
            case IN_FORCE -> {
                if (plan.about().onPaper()) {
                    uncertain.add("paper");
                }
            }
            case ENDED -> uncertain.add("ended");
            case UNKNOWN -> uncertain.add("unknown");
            default -> uncertain.add(plan.laidOpenOn(today) ? "laid-open" : "not-yet");
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
