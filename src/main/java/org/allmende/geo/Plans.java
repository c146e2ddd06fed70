package org.allmende.geo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.allmende.geo.xplan.Finding;
import org.allmende.geo.xplan.PlanDocument;
import org.allmende.geo.xplan.Report;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.time.Ids;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The plans of the municipalities, with the files as they came. What is released everybody may read; everything else happens inside
 * {@link Tenancy#as} for the municipality.
 */
@Component
public class Plans {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PART = 1 << 20;

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Audit audit;
    private final Clock clock;

    Plans(JdbcClient db, Tenancy tenancy, Audit audit, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Keeps a plan as a draft, with its report.
     *
     * @param file the bytes that the document was read from
     */
    public UUID add(PlanDocument document, Report report, String fileName, InputStream file) throws IOException {
        var reading = new PlanReading(document);
        var brought = new Brought(
                reading.kind(),
                reading.name(),
                reading.number(),
                reading.standing(),
                reading.version(),
                reading.about(),
                document.objects().size(),
                report.list());
        return add(brought, fileName, file, reading::features);
    }

    /**
     * Keeps objects of any kind as a draft.
     *
     * @param file the bytes that the objects were read from
     */
    public UUID add(LayerReading reading, String fileName, InputStream file) throws IOException {
        var brought = new Brought(
                Plan.Kind.LAYER,
                reading.name(),
                "",
                Plan.Standing.IN_FORCE,
                reading.file().format(),
                reading.about(),
                reading.file().rows().size(),
                List.of());
        return add(brought, fileName, file, reading::features);
    }

    /** What a file says, before it is kept. */
    private record Brought(
            Plan.Kind kind,
            String name,
            String number,
            Plan.Standing standing,
            String version,
            Plan.About about,
            int objects,
            List<Finding> findings) {}

    private UUID add(Brought brought, String fileName, InputStream file, Function<Plan, List<Feature>> features)
            throws IOException {
        var id = Ids.next();
        int errors = (int) brought.findings().stream().filter(Finding::isError).count();
        var digest = sha256();
        db.sql("""
                insert into geo.plan (tenant, id, state, kind, name, number, standing, version, about, file_name, file_size,
                                      sha256, objects, errors, warnings, report, uploaded)
                values (:tenant, :id, 'DRAFT', :kind, :name, :number, :standing, :version, :about::jsonb, :fileName, 0,
                        repeat('0', 64), :objects, :errors, :warnings, :report::jsonb, :now)
                """)
                .param("tenant", tenancy.tenant())
                .param("id", id)
                .param("kind", brought.kind().name())
                .param("name", clean(brought.name()))
                .param("number", clean(brought.number()))
                .param("standing", brought.standing().name())
                .param("version", brought.version())
                .param("about", clean(JSON.writeValueAsString(brought.about())))
                .param("fileName", clean(fileName))
                .param("objects", brought.objects())
                .param("errors", errors)
                .param("warnings", brought.findings().size() - errors)
                .param("report", clean(JSON.writeValueAsString(brought.findings())))
                .param("now", now())
                .update();
        long size = write(id, new DigestInputStream(file, digest));
        db.sql("update geo.plan set file_size = :size, sha256 = :sha256 where id = :id")
                .param("size", size)
                .param("sha256", HexFormat.of().formatHex(digest.digest()))
                .param("id", id)
                .update();
        db.sql("insert into geo.plan_content (tenant, plan, bytes) values (:tenant, :plan, :bytes)")
                .param("tenant", tenancy.tenant())
                .param("plan", id)
                .param("bytes", PackedFeatures.pack(features.apply(find(id).orElseThrow())))
                .update();
        audit.record("plan.uploaded", id, Map.of("name", brought.name()));
        return id;
    }

    /** PostgreSQL keeps no NUL. */
    private static String clean(String text) {
        return text.replace("\0", "").replace("\\u0000", "");
    }

    private long write(UUID id, InputStream file) throws IOException {
        long size = 0;
        for (int part = 0; ; part++) {
            var bytes = file.readNBytes(PART);
            if (bytes.length == 0) {
                return size;
            }
            size += bytes.length;
            db.sql("insert into geo.plan_file (tenant, plan, part, bytes) values (:tenant, :plan, :part, :bytes)")
                    .param("tenant", tenancy.tenant())
                    .param("plan", id)
                    .param("part", part)
                    .param("bytes", bytes)
                    .update();
        }
    }

    /** The plans of the current tenant, newest first. */
    public List<Plan> list() {
        return db.sql("""
                select tenant, id, state, kind, name, number, standing, version, about, file_name, file_size, objects, errors,
                       warnings, uploaded, released
                  from geo.plan
                 where tenant = :tenant
                 order by uploaded desc, id desc
                """)
                .param("tenant", tenancy.tenant())
                .query(Plans::toPlan)
                .list();
    }

    /** A plan of the current tenant. */
    public Optional<Plan> find(UUID id) {
        return db.sql("""
                select tenant, id, state, kind, name, number, standing, version, about, file_name, file_size, objects, errors,
                       warnings, uploaded, released
                  from geo.plan
                 where tenant = :tenant and id = :id
                """)
                .param("tenant", tenancy.tenant())
                .param("id", id)
                .query(Plans::toPlan)
                .optional();
    }

    /** What was found in a plan of the current tenant when it was read. */
    public List<Finding> report(UUID id) {
        return db.sql("select report from geo.plan where tenant = :tenant and id = :id")
                .param("tenant", tenancy.tenant())
                .param("id", id)
                .query((row, number) -> JSON.readValue(row.getString("report"), new TypeReference<List<Finding>>() {}))
                .single();
    }

    /** Shows a draft to everybody. False when it has errors, or is no draft any more. */
    public boolean release(UUID id) {
        int changed = db.sql("""
                update geo.plan
                   set state = 'RELEASED', released = :now
                 where tenant = :tenant and id = :id and state = 'DRAFT' and errors = 0
                """)
                .param("now", now())
                .param("tenant", tenancy.tenant())
                .param("id", id)
                .update();
        if (changed > 0) {
            audit.record("plan.released", id, Map.of());
        }
        return changed > 0;
    }

    /** Hides a released plan again; false when it is not released. */
    public boolean withdraw(UUID id) {
        int changed =
                db.sql("""
                update geo.plan set state = 'WITHDRAWN' where tenant = :tenant and id = :id and state = 'RELEASED'
                """).param("tenant", tenancy.tenant()).param("id", id).update();
        if (changed > 0) {
            audit.record("plan.withdrawn", id, Map.of());
        }
        return changed > 0;
    }

    /** Removes what is not released, with its file; false when there is no such. */
    public boolean remove(UUID id) {
        int changed = db.sql("delete from geo.plan where tenant = :tenant and id = :id and state <> 'RELEASED'")
                .param("tenant", tenancy.tenant())
                .param("id", id)
                .update();
        if (changed > 0) {
            audit.record("plan.removed", id, Map.of());
        }
        return changed > 0;
    }

    /** The file as it came, byte by byte, of a plan that whoever asks may see. */
    public void copyFile(Plan plan, OutputStream out) throws IOException {
        for (int part = 0; ; part++) {
            var bytes = part(plan, part);
            if (bytes.isEmpty()) {
                return;
            }
            out.write(bytes.get());
        }
    }

    /** As {@link #copyFile}, for whoever reads only some of it. */
    public InputStream open(Plan plan) {
        return new InputStream() {
            private int next;
            private InputStream part = InputStream.nullInputStream();

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                int read = part.read(into, from, length);
                if (read >= 0) {
                    return read;
                }
                var bytes = part(plan, next++);
                if (bytes.isEmpty()) {
                    return -1;
                }
                part = new java.io.ByteArrayInputStream(bytes.get());
                return part.read(into, from, length);
            }
        };
    }

    private Optional<byte[]> part(Plan plan, int part) {
        return db.sql("select bytes from geo.plan_file where tenant = :tenant and plan = :plan and part = :part")
                .param("tenant", plan.tenant())
                .param("plan", plan.id())
                .param("part", part)
                .query((row, number) -> row.getBytes("bytes"))
                .optional();
    }

    long revision() {
        return db.sql("select number from geo.revision").query(Long.class).single();
    }

    /** Those of all tenants that everybody may see. */
    List<Plan> listReleased() {
        return db.sql("""
                select tenant, id, state, kind, name, number, standing, version, about, file_name, file_size, objects, errors,
                       warnings, uploaded, released
                  from geo.plan
                 where state = 'RELEASED'
                 order by tenant, name collate "de-x-icu", id
                """).query(Plans::toPlan).list();
    }

    /** The objects of a plan that whoever asks may see. */
    public List<Feature> features(Plan plan) {
        return features(plan, new HashMap<>());
    }

    List<Feature> features(Plan plan, Map<Feature.Value, Feature.Value> known) {
        return db.sql("select bytes from geo.plan_content where tenant = :tenant and plan = :plan")
                .param("tenant", plan.tenant())
                .param("plan", plan.id())
                .query((row, number) -> PackedFeatures.unpack(plan, row.getBytes("bytes"), known))
                .single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new UncheckedIOException(new IOException(impossible));
        }
    }

    private static Plan toPlan(ResultSet row, int number) throws SQLException {
        var released = row.getObject("released", OffsetDateTime.class);
        return new Plan(
                row.getString("tenant"),
                row.getObject("id", UUID.class),
                Plan.State.valueOf(row.getString("state")),
                Plan.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getString("number"),
                Plan.Standing.valueOf(row.getString("standing")),
                row.getString("version"),
                JSON.readValue(row.getString("about"), Plan.About.class),
                row.getString("file_name"),
                row.getLong("file_size"),
                row.getInt("objects"),
                row.getInt("errors"),
                row.getInt("warnings"),
                row.getObject("uploaded", OffsetDateTime.class).toInstant(),
                released == null ? null : released.toInstant());
    }
}
