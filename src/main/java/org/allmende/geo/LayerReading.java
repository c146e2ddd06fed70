package org.allmende.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.allmende.geo.Feature.Value;
import org.allmende.geo.formats.GeoFile;

/**
 * Objects that are no plan, as a municipality brings them: nature reserves, flood areas, school districts.
 *
 * @param name of all of them together; those of several municipalities with one name are one layer for the interfaces
 * @param description in a sentence or two; may be empty
 */
public record LayerReading(String name, String description, Look look, GeoFile file) {

    /** Attributes that give an object its name, the first that there is. */
    private static final List<String> NAMES = List.of("name", "titel", "bezeichnung", "title");

    /** Attributes that say what holds there. */
    private static final List<String> TEXTS = List.of("hinweis", "text", "beschreibung", "description");

    /** Of every class that is no class of XPlanGML. */
    private static final String PREFIX = "Ebene_";

    /** @param file as it came, whatever its format */
    public static LayerReading of(String name, String description, Look look, byte[] file) {
        return new LayerReading(name, description, look, GeoFile.read(file));
    }

    Plan.About about() {
        return new Plan.About(description, "", "", List.of(), List.of(), false, look);
    }

    /** The class of its objects, made from the name. */
    String type() {
        var letters = name.toLowerCase(Locale.GERMANY)
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("ß", "ss")
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        return PREFIX + (letters.isEmpty() ? "ohne_namen" : letters.substring(0, Math.min(60, letters.length())));
    }

    static boolean isOwn(String type) {
        return type.startsWith(PREFIX);
    }

    List<Feature> features(Plan of) {
        var type = type();
        var features = new ArrayList<Feature>();
        for (var row : file.rows()) {
            var values = row.attributes().entrySet().stream()
                    .map(one -> new Value(one.getKey(), one.getValue(), one.getValue()))
                    .toList();
            features.add(new Feature(of, "o" + (features.size() + 1), type, row.geometry(), values));
        }
        return features;
    }

    /** What an object is called; empty when nothing says it. */
    static String name(Feature feature) {
        return first(feature, NAMES);
    }

    /** What holds where it lies; empty when nothing says it. */
    static String text(Feature feature) {
        return first(feature, TEXTS);
    }

    private static String first(Feature feature, List<String> names) {
        for (var name : names) {
            for (var value : feature.values()) {
                if (value.name().equalsIgnoreCase(name)) {
                    return value.value();
                }
            }
        }
        return "";
    }
}
