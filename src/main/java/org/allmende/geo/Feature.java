package org.allmende.geo;

import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/**
 * An object of a released plan, as everybody may see it.
 *
 * @param id the {@code gml:id}
 * @param type the class in XPlanGML: {@code BP_BaugebietsTeilFlaeche}
 * @param geometry in EPSG:25832, metres; areas with their outer ring counter-clockwise. Not to be changed
 */
public record Feature(Plan plan, String id, String type, Geometry geometry, List<Value> values) {

    /**
     * One attribute. Those inside a data type are called {@code zweckbestimmung.allgemein}.
     *
     * @param value as in the file: a code, a number with a point, a day as 2026-11-22
     * @param words what a code means; for everything else the value
     */
    public record Value(String name, String value, String words) {}

    /** The first value of that name. */
    public Optional<Value> find(String name) {
        for (var value : values) {
            if (value.name().equals(name)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    public boolean says(String name) {
        return find(name).isPresent();
    }

    /** The name by which interfaces call it: the id alone would not be the only one in the region. */
    public String key() {
        return plan.id() + "." + id;
    }
}
