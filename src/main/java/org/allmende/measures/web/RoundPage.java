package org.allmende.measures.web;

import java.util.List;

/**
 * A round of stations. Public because the template reads it.
 *
 * @param box what of the region's drawing is shown, as an SVG viewBox
 * @param dot how large a stop is drawn, in its units
 * @param paths outlines of municipalities
 * @param way the round as points of an SVG line
 */
public record RoundPage(
        String rule,
        String name,
        String lead,
        List<Stop> stops,
        String box,
        double dot,
        List<String> paths,
        String way) {

    /** {@code geo} opens the place in a navigation app (RFC 5870). */
    public record Stop(int number, String name, String value, String way, String geo, long x, long y) {}
}
