package org.allmende.geo.print;

import java.util.Locale;
import org.allmende.geo.Atlas;
import org.allmende.geo.Layer;

/** What can be drawn on a sheet, each by itself. */
public enum Content {
    /** What the county has configured to lie under everything else. */
    GRUNDKARTE,
    GEMEINDEN,
    PLAENE,
    FESTSETZUNGEN,
    GEBIETE;

    /** {@code plaene} */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean has(Layer layer) {
        return switch (this) {
            case GRUNDKARTE, GEMEINDEN -> false;
            case PLAENE -> layer.type().equals(Atlas.PLANS);
            case FESTSETZUNGEN -> !layer.isCoarse() && !layer.type().endsWith("_Bereich");
            case GEBIETE -> layer.isCoarse() && !layer.type().equals(Atlas.PLANS);
        };
    }
}
