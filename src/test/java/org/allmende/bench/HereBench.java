package org.allmende.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.allmende.bench.Bench.Line;
import org.allmende.geo.AtlasOfSize;
import org.allmende.geo.Here;
import org.allmende.geo.crs.Crs;

/** Asks "Was gilt hier?" at places of a county with 4,000 plans and 400,000 objects, as the page does but without its HTML. */
final class HereBench {

    private HereBench() {}

    static List<Line> run(Bench.Options options) {
        int plans = (int) options.get("plans", 4000);
        long start = System.nanoTime();
        var made = AtlasOfSize.of(plans);
        Bench.say("%d plans in %.1f s".formatted(plans, (System.nanoTime() - start) / 1e9));
        var atlas = made.atlas();
        int objects = atlas.layers().stream()
                .mapToInt(layer -> layer.features().size())
                .sum();
        var random = new Random(4);
        var places = new ArrayList<double[]>();
        for (int i = 0; i < 20_000; i++) {
            var plan = atlas.plans().get(random.nextInt(atlas.plans().size()));
            var inside = atlas.featuresOf(plan)
                    .get(random.nextInt(atlas.featuresOf(plan).size()))
                    .geometry()
                    .getInteriorPoint();
            var place = Crs.EPSG25832.toLonLat(inside.getX(), inside.getY());
            places.add(new double[] {place.x(), place.y()});
        }
        int said = 0;
        var nanos = new long[places.size()];
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < nanos.length; i++) {
                long begin = System.nanoTime();
                said += Here.at(atlas, places.get(i)[0], places.get(i)[1], AtlasOfSize.TODAY)
                        .plans()
                        .size();
                nanos[i] = System.nanoTime() - begin;
            }
        }
        java.util.Arrays.sort(nanos);
        if (said < nanos.length) {
            throw new IllegalStateException("Nothing holds anywhere");
        }
        return List.of(
                new Line("here", nanos[nanos.length * 99 / 100] / 1e6, "ms"),
                new Line("here.p50", nanos[nanos.length / 2] / 1e6, "ms"),
                new Line("here.objects", objects, "objects"),
                new Line("here.atlas", made.seconds(), "s"),
                new Line("here.heap", used() / 1e6, "MB"));
    }

    private static long used() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
