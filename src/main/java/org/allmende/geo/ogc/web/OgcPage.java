package org.allmende.geo.ogc.web;

import java.util.List;

/**
 * Any resource below /ogc as a page for people.
 *
 * @param way what lies above it: name and path
 * @param json path of the same for programs
 * @param rows what it is made of, by name; with a path where there is more
 * @param previous path of the page before; empty for none
 */
public record OgcPage(
        String title, String about, List<Row> way, String json, List<Row> rows, String previous, String next) {

    public record Row(String name, String text, String href) {}
}
