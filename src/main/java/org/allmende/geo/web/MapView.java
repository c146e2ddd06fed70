package org.allmende.geo.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.allmende.platform.html.Page;

/**
 * Which part of the moving map is shown, and what of it: all that an address holds so that others see the same.
 *
 * @param start latitude, longitude and zoom; empty for the whole
 * @param layers those that are shown
 * @param ground whether the base map is shown, where there is one
 * @param query {@code ?mitte=50.76800,8.58300&zoom=16.0&ebenen=plaene&grund=grenzen&am=2025-03-01}, empty for the whole of today
 */
public record MapView(String start, List<String> layers, boolean ground, String query) {

    static final List<String> LAYERS = List.of("gemeinden", "plaene", "objekte");

    /** What {@code grund} says when there are boundaries only. */
    static final String BOUNDARIES = "grenzen";

    private static final double LOWEST = 4;
    private static final double HIGHEST = 21;
    private static final double NEAR = 16;

    /** @param asked what was sent; what is no place or no layer is as if it were missing */
    static MapView of(Map<String, String> asked, AskedDay day) {
        var start = MapPages.place(asked.getOrDefault("mitte", ""))
                .map(place -> String.format(
                        Locale.ROOT, "%.5f,%.5f&zoom=%.1f", place.y(), place.x(), zoom(asked.getOrDefault("zoom", ""))))
                .orElse("");
        var wanted = List.of(asked.getOrDefault("ebenen", "").split(",", -1));
        var some = LAYERS.stream().filter(wanted::contains).toList();
        var layers = some.isEmpty() ? LAYERS : some;
        boolean ground = !BOUNDARIES.equals(asked.get("grund"));
        var query = String.join(
                "&",
                Stream.of(
                                start.isEmpty() ? "" : "mitte=" + start,
                                layers.size() == LAYERS.size() ? "" : "ebenen=" + String.join(",", layers),
                                ground ? "" : "grund=" + BOUNDARIES,
                                day.suffix(""))
                        .filter(part -> !part.isEmpty())
                        .toList());
        return new MapView(start.replace("&zoom=", ","), layers, ground, query.isEmpty() ? "" : "?" + query);
    }

    /** What can lie under the plans, in words. */
    public Map<String, String> grounds(Page page) {
        var grounds = new LinkedHashMap<String, String>();
        grounds.put("karte", page.t("geo.ground.karte"));
        grounds.put(BOUNDARIES, page.t("geo.ground.grenzen"));
        return grounds;
    }

    private static double zoom(String typed) {
        return typed.matches("\\d{1,2}(\\.\\d{1,3})?") ? Math.clamp(Double.parseDouble(typed), LOWEST, HIGHEST) : NEAR;
    }
}
