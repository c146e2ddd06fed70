package org.allmende.dashboard.web;

import org.allmende.dashboard.Reading;
import org.allmende.dashboard.Station;
import org.jspecify.annotations.Nullable;

/**
 * A station at a glance.
 *
 * @param station its number in the interfaces
 * @param number tells it on a map
 * @param badge kind of its state: success, warning, danger, or empty
 * @param trend rising, falling or steady; null while it is silent or too small a number to be told
 * @param since when {@code age} was counted from, for scripts; empty with it
 * @param late a word if the newest value is older than it should be
 * @param odd a word if something about the newest value is odd
 * @param spark a day as path data in 100 by 32, or empty
 */
public record Tile(
        int station,
        int number,
        String name,
        String place,
        String href,
        String icon,
        String value,
        String unit,
        String state,
        String badge,
        @Nullable String trend,
        String age,
        String since,
        @Nullable String late,
        @Nullable String odd,
        String spark,
        double x,
        double y) {

    static Tile of(
            int number, Station it, @Nullable Reading reading, String place, DataWords words, String spark, Spot at) {
        var page = words.page();
        if (reading == null) {
            return new Tile(
                    it.id(),
                    number,
                    it.name(),
                    place,
                    it.path(),
                    it.useCase().icon(),
                    "–",
                    "",
                    page.t("dashboard.never"),
                    "mute",
                    null,
                    "",
                    "",
                    null,
                    null,
                    "",
                    at.x(),
                    at.y());
        }
        boolean silent = reading.freshness() == Reading.Freshness.SILENT;
        return new Tile(
                it.id(),
                number,
                it.name(),
                place,
                it.path(),
                it.useCase().icon(),
                words.figure(reading),
                it.unit().isEmpty() ? it.useCase().counted().in(words.language()) : it.unit(),
                silent ? page.t("dashboard.silent") : words.level(reading),
                silent ? "mute" : DataWords.badge(reading),
                silent || reading.isFew() ? null : reading.trend().name().toLowerCase(java.util.Locale.ROOT),
                words.age(reading.time()),
                reading.time().toString(),
                reading.freshness() == Reading.Freshness.LATE ? page.t("dashboard.late") : null,
                reading.odd().isEmpty() ? null : page.t("dashboard.odd"),
                spark,
                at.x(),
                at.y());
    }

    /** Where it lies on the region's map. */
    record Spot(double x, double y) {}
}
