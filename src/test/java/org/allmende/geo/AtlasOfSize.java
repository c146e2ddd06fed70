package org.allmende.geo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.allmende.geo.xplan.PlanArchive;
import org.allmende.geo.xplan.PlanGenerator;
import org.allmende.geo.xplan.Report;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * An atlas of many generated plans, without a database, as an instance makes it from packed objects.
 *
 * @param seconds for unpacking and indexing
 */
public record AtlasOfSize(Atlas atlas, double seconds) {

    public static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static final int BLOCKS = 4;

    public static AtlasOfSize of(int plans) {
        var packed = new HashMap<UUID, byte[]>();
        var list = new ArrayList<Plan>();
        var generator = new PlanGenerator(
                new GeometryFactory().toGeometry(new Envelope(460_000, 510_000, 5_600_000, 5_650_000)),
                "Musterstadt",
                "06534999",
                7);
        for (int i = 0; i < plans; i++) {
            var out = new ByteArrayOutputStream();
            generator.write(
                    new PlanGenerator.Wanted(
                            "Plan " + i, "" + i, "", BLOCKS, new PlanGenerator.InForce(LocalDate.of(2020, 5, 4))),
                    out);
            try {
                var reading =
                        new PlanReading(PlanArchive.read(new ByteArrayInputStream(out.toByteArray()), new Report()));
                var plan = new Plan(
                        "town" + i % 22,
                        new UUID(0, i),
                        Plan.State.RELEASED,
                        reading.kind(),
                        reading.name(),
                        reading.number(),
                        reading.standing(),
                        reading.version(),
                        reading.about(),
                        "plan.gml",
                        out.size(),
                        0,
                        0,
                        0,
                        Instant.EPOCH,
                        Instant.EPOCH);
                list.add(plan);
                packed.put(plan.id(), PackedFeatures.pack(reading.features(plan)));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
        long start = System.nanoTime();
        var contents = new HashMap<UUID, List<Feature>>();
        var known = new HashMap<Feature.Value, Feature.Value>();
        list.forEach(plan -> contents.put(
                plan.id(), PackedFeatures.unpack(plan, packed.getOrDefault(plan.id(), new byte[0]), known)));
        var atlas = new Atlas(1, list, contents, Map.of());
        return new AtlasOfSize(atlas, (System.nanoTime() - start) / 1e9);
    }
}
