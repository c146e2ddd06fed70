package org.allmende.geo;

import java.util.List;

/**
 * A street with its houses, as an official file has it.
 *
 * @param plz five digits, or empty where the file has none; so are town and district
 * @param houses by number
 */
record Street(String name, String plz, String town, String district, List<House> houses) {

    /**
     * @param number as it is compared: {@code 12a}, {@code 3-5}
     * @param east in EPSG:25832, in centimetres, as north
     */
    record House(String number, int east, int north) {}
}
