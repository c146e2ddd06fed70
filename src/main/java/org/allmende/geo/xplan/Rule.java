package org.allmende.geo.xplan;

import java.util.Locale;
import org.allmende.geo.xplan.Finding.Weight;

/**
 * What a plan has to keep to. The sentence about each, {@code geo.rule.*}, is in the messages.
 *
 * <p>Numbers are those of the Konformitätsbedingungen of the standard XPlanung; otherwise the name of what asks for it.
 */
public enum Rule {
    NOT_XML("XML", Weight.ERROR),
    NO_PLAN("XPlanGML", Weight.ERROR),
    VERSION("XPlanGML", Weight.ERROR),
    TYPE("Schema", Weight.ERROR),
    ATTRIBUTE("Schema", Weight.ERROR),
    ORDER("Schema", Weight.ERROR),
    REPEATED("Schema", Weight.ERROR),
    MISSING("Schema", Weight.ERROR),
    CODE("Schema", Weight.ERROR),
    VALUE("Schema", Weight.ERROR),
    SAME_ID("GML", Weight.ERROR),
    REFERENCE("GML", Weight.ERROR),
    CRS("GML", Weight.ERROR),
    GEOMETRY("GML", Weight.ERROR),
    INVALID_GEOMETRY("ISO 19107", Weight.ERROR),
    DIRECTION("ISO 19107", Weight.ERROR),
    REPEATED_POINT("ISO 19107", Weight.WARNING),
    OVERLAP("2.2.1.1", Weight.ERROR),
    GAP("2.2.1.1", Weight.ERROR),
    POINTS_APART("2.2.1.1", Weight.WARNING),
    OUTSIDE("2.2.3.1", Weight.ERROR),
    PAIR("Objektartenkatalog", Weight.WARNING),
    ATTACHMENT("Dateien", Weight.WARNING),
    PAPER("Dateien", Weight.WARNING),
    MORE("–", Weight.WARNING);

    private final String number;
    private final Weight weight;

    Rule(String number, Weight weight) {
        this.number = number;
        this.weight = weight;
    }

    public String number() {
        return number;
    }

    public Weight weight() {
        return weight;
    }

    /** As the messages name it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
