package org.allmende.geo.ogc;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.allmende.geo.Atlas;
import org.allmende.geo.Layer;

/** How the layers of the atlas are called as collections: {@code plaene}, {@code bp_baugebietsteilflaeche} … */
public final class Collections {

    static final String PLANS = "plaene";

    private Collections() {}

    public static String id(Layer layer) {
        return id(layer.type());
    }

    /** @param type of a layer */
    public static String id(String type) {
        return type.equals(Atlas.PLANS) ? PLANS : type.toLowerCase(Locale.ROOT);
    }

    public static Optional<Layer> find(Atlas atlas, String id) {
        return atlas.layers().stream().filter(layer -> id(layer).equals(id)).findFirst();
    }

    /** The plans first, then everything by name. */
    public static List<Layer> list(Atlas atlas) {
        return atlas.layers().stream()
                .sorted(java.util.Comparator.comparing(
                                (Layer layer) -> !id(layer).equals(PLANS))
                        .thenComparing(Collections::id))
                .toList();
    }
}
