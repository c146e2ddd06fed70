package org.allmende.geo.web;

import java.util.Locale;
import java.util.Map;
import org.allmende.platform.html.Page;

/** What the classes of XPlanGML are called in an office; the rest by the name of the class, taken apart. */
public final class TypeWords {

    /** Class without the letters of its plan, by the key of its words. */
    private static final Map<String, String> KEYS = Map.ofEntries(
            Map.entry("BaugebietsTeilFlaeche", "area"),
            Map.entry("UeberbaubareGrundstuecksFlaeche", "window"),
            Map.entry("BauGrenze", "limit"),
            Map.entry("BauLinie", "line"),
            Map.entry("Strassenverkehr", "street"),
            Map.entry("StrassenVerkehrsFlaeche", "street"),
            Map.entry("StrassenbegrenzungsLinie", "street-line"),
            Map.entry("GruenFlaeche", "green"),
            Map.entry("Gruen", "green"),
            Map.entry("GemeinbedarfsFlaeche", "community"),
            Map.entry("Gemeinbedarf", "community"),
            Map.entry("AnpflanzungBindungErhaltung", "trees"),
            Map.entry("WaldFlaeche", "wood"),
            Map.entry("LandwirtschaftsFlaeche", "field"),
            Map.entry("GewaesserFlaeche", "water"),
            Map.entry("Gewaesser", "water"),
            Map.entry("VerEntsorgung", "supply"),
            Map.entry("SchutzPflegeEntwicklungsFlaeche", "care"),
            Map.entry("SchutzgebietNaturschutzrecht", "nature"),
            Map.entry("Plan", "plan"),
            Map.entry("Bereich", "part"));

    private final Page page;

    public TypeWords(Page page) {
        this.page = page;
    }

    /** @param type {@code BP_GruenFlaeche} */
    public String name(String type) {
        var plain = type.replaceFirst("^[A-Z]{2}_", "");
        var key = KEYS.get(plain);
        return key == null ? apart(own(plain)) : page.t("geo.type." + key);
    }

    /** {@code Ebene_naturschutzgebiete}: the class of what is no plan is made from its name. */
    private static String own(String type) {
        var name = type.replaceFirst("^Ebene_", "").replace('_', ' ');
        return name.equals(type) ? type : name.substring(0, 1).toUpperCase(Locale.GERMANY) + name.substring(1);
    }

    private static String apart(String name) {
        return name.replaceAll("(?<=[a-zäöüß])(?=[A-Z])", " ")
                .replace("ae", "ä")
                .replace("ue", "ü")
                .replace("oe", "ö");
    }
}
