package org.allmende.services;

import java.util.Arrays;
import java.util.Optional;

/** One of the sixteen Länder, whose law decides whether a service can be adopted. */
public enum Land {
    BW("Baden-Württemberg"),
    BY("Bayern"),
    BE("Berlin"),
    BB("Brandenburg"),
    HB("Bremen"),
    HH("Hamburg"),
    HE("Hessen"),
    MV("Mecklenburg-Vorpommern"),
    NI("Niedersachsen"),
    NW("Nordrhein-Westfalen"),
    RP("Rheinland-Pfalz"),
    SL("Saarland"),
    SN("Sachsen"),
    ST("Sachsen-Anhalt"),
    SH("Schleswig-Holstein"),
    TH("Thüringen");

    private final String german;

    Land(String german) {
        this.german = german;
    }

    public String german() {
        return german;
    }

    public static Optional<Land> findByCode(String code) {
        return Arrays.stream(values()).filter(land -> land.name().equals(code)).findFirst();
    }

    /** By its German name, as regions have it. */
    public static Optional<Land> findByName(String name) {
        return Arrays.stream(values()).filter(land -> land.german.equals(name)).findFirst();
    }
}
