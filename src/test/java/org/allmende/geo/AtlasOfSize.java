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
import org.locationtech.jts.util.GeometricShapeFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * An atlas of many generated plans, without a database, as an instance makes it from packed objects.
 *
 * @param seconds for unpacking and indexing
 */
public record AtlasOfSize(Atlas atlas, double seconds) {

    public static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static final int BLOCKS = 4;

    /** Plans and their packed objects, as they lie in the database. */
    private record Made(List<Plan> plans, Map<UUID, byte[]> packed) {}

    private static Made make(int plans) {
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
                        Instant.EPOCH,
                        Plan.Origin.NONE,
                        List.of(),
                        null);
                list.add(plan);
                packed.put(plan.id(), PackedFeatures.pack(reading.features(plan)));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
        return new Made(list, packed);
    }

    /** Shows generated plans to everybody, as if they had been uploaded one by one. */
    public static void insertInto(JdbcClient owner, int plans) {
        var made = make(plans);
        for (var plan : made.plans()) {
            owner.sql("""
                    with plan as (
                        insert into geo.plan (tenant, id, state, kind, name, number, standing, version, about, file_name,
                                              file_size, sha256, objects, errors, warnings, report, uploaded, released)
                        values (:tenant, :id, 'RELEASED', :kind, :name, :number, :standing, :version, :about::jsonb,
                                'plan.gml', 0, repeat('0', 64), 0, 0, 0, '[]', now(), now()))
                    insert into geo.plan_content (tenant, plan, bytes) values (:tenant, :id, :bytes)
                    """)
                    .param("tenant", plan.tenant())
                    .param("id", plan.id())
                    .param("kind", plan.kind().name())
                    .param("name", plan.name())
                    .param("number", plan.number())
                    .param("standing", plan.standing().name())
                    .param("version", plan.version())
                    .param("about", new JsonMapper().writeValueAsString(plan.about()))
                    .param("bytes", made.packed().getOrDefault(plan.id(), new byte[0]))
                    .update();
        }
        owner.sql("update geo.revision set number = number + 1").update();
    }

    /** One plan, a circle of so many corners. */
    public static Atlas circle(Envelope box, int corners) {
        var plan = make(1).plans().getFirst();
        var shape = new GeometricShapeFactory();
        shape.setEnvelope(box);
        shape.setNumPoints(corners);
        var border = new Feature(plan, "border", "BP_Plan", shape.createEllipse(), List.of());
        return new Atlas(1, List.of(plan), List.of(), Map.of(plan.id(), List.of(border)), Map.of());
    }

    public static AtlasOfSize of(int plans) {
        var made = make(plans);
        var list = made.plans();
        var packed = made.packed();
        long start = System.nanoTime();
        var contents = new HashMap<UUID, List<Feature>>();
        var known = new HashMap<Feature.Value, Feature.Value>();
        list.forEach(plan -> contents.put(
                plan.id(), PackedFeatures.unpack(plan, packed.getOrDefault(plan.id(), new byte[0]), known)));
        var atlas = new Atlas(1, list, List.of(), contents, Map.of());
        return new AtlasOfSize(atlas, (System.nanoTime() - start) / 1e9);
    }
}
