package org.allmende.region.pack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.allmende.region.Colour;
import org.allmende.region.Place;

/** Colours for the places of a county: calm, always the same, and different from the nearest neighbours'. */
final class Palette {

    private static final int HUES = 18;
    private static final int NEIGHBOURS = 6;

    private Palette() {}

    static List<Colour> of(List<Place> places) {
        var chosen = new ArrayList<Integer>();
        var uses = new int[HUES];
        for (int i = 0; i < places.size(); i++) {
            var place = places.get(i);
            var near = IntStream.range(0, i)
                    .boxed()
                    .sorted(Comparator.comparingDouble(other -> distance(place, places.get(other))))
                    .limit(NEIGHBOURS)
                    .map(chosen::get)
                    .toList();
            int hue = IntStream.range(0, HUES)
                    .boxed()
                    .max(Comparator.<Integer>comparingInt(one -> Math.min(4, apart(one, near)))
                            .thenComparingInt(one -> -uses[one])
                            .thenComparingInt(one -> -(one * 7 % HUES)))
                    .orElseThrow();
            uses[hue]++;
            chosen.add(hue);
        }
        return chosen.stream().map(hue -> Colour.ofHue(20 + hue * 360.0 / HUES)).toList();
    }

    /** How many steps on the colour wheel lie between a hue and the nearest of the others. */
    private static int apart(int hue, List<Integer> others) {
        return others.stream()
                .mapToInt(other -> Math.min(Math.floorMod(hue - other, HUES), Math.floorMod(other - hue, HUES)))
                .min()
                .orElse(HUES);
    }

    private static double distance(Place one, Place other) {
        return Math.hypot((one.lon() - other.lon()) * Math.cos(Math.toRadians(one.lat())), one.lat() - other.lat());
    }
}
