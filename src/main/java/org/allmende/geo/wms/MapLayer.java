package org.allmende.geo.wms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.allmende.geo.Atlas;
import org.allmende.geo.Layer;
import org.allmende.geo.ogc.Collections;
import org.locationtech.jts.geom.Envelope;

/**
 * Something that can be drawn by its name: everything, everything of a municipality, or one class of objects.
 *
 * @param name {@code alles}, {@code gemeinde.gladenbach}, {@code bp_baugebietsteilflaeche}
 * @param parts what it is made of
 * @param tenant whose objects alone are drawn; empty for all
 */
public record MapLayer(String name, List<Layer> parts, String tenant) {

    public static final String ALL = "alles";
    public static final String OF_TENANT = "gemeinde.";

    /** From so many metres on a pixel on, only plans as a whole are drawn: 1 : 35,714 at the standard's pixel of 0.28 mm. */
    public static final double COARSEST = 10;

    /** All that there are: the whole, the municipalities, the classes. */
    public static List<MapLayer> list(Atlas atlas, List<String> tenants) {
        var layers = new ArrayList<MapLayer>();
        layers.add(whole(atlas, ALL, ""));
        tenants.forEach(tenant -> layers.add(whole(atlas, OF_TENANT + tenant, tenant)));
        Collections.list(atlas).forEach(layer -> layers.add(new MapLayer(Collections.id(layer), List.of(layer), "")));
        return layers;
    }

    /** By its name; a municipality without plans is an empty layer. */
    public static Optional<MapLayer> find(Atlas atlas, String name) {
        if (name.equals(ALL)) {
            return Optional.of(whole(atlas, ALL, ""));
        }
        if (name.startsWith(OF_TENANT)) {
            var tenant = name.substring(OF_TENANT.length());
            return atlas.findBoundary(tenant).map(known -> whole(atlas, name, tenant));
        }
        return Collections.find(atlas, name).map(layer -> new MapLayer(name, List.of(layer), ""));
    }

    private static MapLayer whole(Atlas atlas, String name, String tenant) {
        return new MapLayer(
                name,
                atlas.layers().stream()
                        .filter(layer -> !layer.type().endsWith("_Bereich"))
                        .toList(),
                tenant);
    }

    /** Whether its objects are drawn at every scale. */
    public boolean isCoarse() {
        return parts.stream().allMatch(Layer::isCoarse);
    }

    /** In EPSG:25832; null when there is nothing. */
    public Envelope extent(Atlas atlas) {
        var extent = new Envelope();
        if (tenant.isEmpty()) {
            parts.forEach(part -> extent.expandToInclude(part.extent()));
        } else {
            atlas.findBoundary(tenant).ifPresent(area -> extent.expandToInclude(area.getEnvelopeInternal()));
        }
        return extent;
    }
}
