package org.allmende.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.allmende.bench.Bench.Line;
import org.allmende.geo.xplan.PlanArchive;
import org.allmende.geo.xplan.PlanGenerator;
import org.allmende.geo.xplan.Report;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** Reads and checks generated Bebauungspläne of 5, 20 and 200 MB, each several times; the best of them counts. */
final class XplanBench {

    /** Wide enough for the largest plan. */
    private static final Envelope FIELD = new Envelope(400_000, 600_000, 5_500_000, 5_700_000);

    private XplanBench() {}

    static List<Line> run(Bench.Options options) {
        var lines = new ArrayList<Line>();
        measure(lines, "xplan", 5, 5);
        measure(lines, "xplan.20mb", 20, 3);
        if (options.get("largest", 200) > 0) {
            measure(lines, "xplan.200mb", (int) options.get("largest", 200), 1);
        }
        return lines;
    }

    private static void measure(List<Line> lines, String name, int megabytes, int times) {
        var file = write(megabytes);
        try {
            double best = Double.MAX_VALUE;
            int objects = 0;
            for (int time = 0; time < times; time++) {
                resetPeak();
                long start = System.nanoTime();
                var report = new Report();
                try (var in = new BufferedInputStream(Files.newInputStream(file))) {
                    objects = PlanArchive.read(in, report).objects().size();
                }
                best = Math.min(best, (System.nanoTime() - start) / 1e9);
                if (!report.list().isEmpty()) {
                    throw new IllegalStateException(report.list().getFirst().toString());
                }
            }
            lines.add(new Line(name, best, "s"));
            lines.add(new Line(name + ".size", Files.size(file) / 1e6, "MB"));
            lines.add(new Line(name + ".objects", objects, "objects"));
            lines.add(new Line(name + ".heap", peak() / 1e6, "MB"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            file.toFile().delete();
        }
    }

    private static Path write(int megabytes) {
        try {
            var file = Files.createTempFile("xplan", ".gml");
            // a block makes 4 KB in the mean
            int blocks = (int) Math.round(Math.sqrt(megabytes * 1e6 / 4000));
            try (var out = Files.newOutputStream(file)) {
                new PlanGenerator(new GeometryFactory().toGeometry(FIELD), "Musterstadt", "06534999", megabytes)
                        .write(
                                new PlanGenerator.Wanted(
                                        "Messung",
                                        "1",
                                        "Messung",
                                        blocks,
                                        new PlanGenerator.InForce(LocalDate.of(2020, 5, 4))),
                                out);
            }
            return file;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void resetPeak() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
    }

    /** An upper bound: pools have their peaks at different times. */
    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }
}
