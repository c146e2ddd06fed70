package org.allmende.region.gazetteer;

import org.allmende.region.OfficialName;
import org.allmende.region.Place;

/**
 * A line of the official register of municipalities (GV-ISys).
 *
 * @param code Textkennzeichen: 60 Markt, 61 kreisfreie Stadt, 62 Stadtkreis, 63 Stadt, 64 Gemeinde, 65 and 66 inhabited
 *     and uninhabited gemeindefreies Gebiet, 67 große Kreisstadt
 * @param place without postal code and position where the register has none (the uninhabited)
 */
public record Municipality(String ags, String ars, String name, int code, Place place) {

    public static Municipality of(Csv.Row row) {
        return new Municipality(
                row.get("ags"),
                row.get("ars"),
                row.get("name"),
                row.number("textkennzeichen"),
                new Place(
                        row.get("plz"),
                        row.number("population"),
                        row.decimal("area_km2"),
                        row.get("lon").isEmpty() ? 0 : row.decimal("lon"),
                        row.get("lat").isEmpty() ? 0 : row.decimal("lat")));
    }

    public String county() {
        return ags.substring(0, 5);
    }

    /** A forest, a lake or a training ground without inhabitants has no town hall, so it is nobody's tenant. */
    public boolean hasTownHall() {
        return code != 66;
    }

    public OfficialName officialName() {
        return OfficialName.ofMunicipality(name, code);
    }
}
