package org.allmende.region.gazetteer;

import org.allmende.region.OfficialName;

/**
 * A Kreis, a Landkreis or a kreisfreie Stadt of the official register.
 *
 * @param key the first five digits of its municipalities' keys: {@code 06534}
 * @param code Textkennzeichen: 41 kreisfreie Stadt, 42 Stadtkreis, 43 Kreis, 44 Landkreis, 45 Regionalverband
 */
public record County(String key, String name, int code, String land) {

    /** A kreisfreie Stadt is county and municipality in one. */
    public boolean isTown() {
        return code == 41 || code == 42;
    }

    public OfficialName officialName() {
        return isTown() ? OfficialName.ofMunicipality(name, code) : OfficialName.ofCounty(name, code);
    }

    @Override
    public String toString() {
        return "%s (%s, %s)".formatted(officialName().official(), key, land);
    }
}
