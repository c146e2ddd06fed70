package org.allmende.geo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
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
import org.springframework.jdbc.core.RowMapper;
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

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Audit audit;
    private final PlanSteps steps;
    private final PlanFiles files;
    private final Clock clock;

    Plans(JdbcClient db, Tenancy tenancy, Audit audit, PlanSteps steps, PlanFiles files, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.audit = audit;
        this.steps = steps;
        this.files = files;
        this.clock = clock;
    }

    /**
     * Keeps a plan as a draft, with its report.
     *
     * @param file the bytes that the document was read from
     */
    public UUID add(PlanDocument document, Report report, String fileName, InputStream file) throws IOException {
        return add(document, report, fileName, file, Plan.Origin.NONE);
    }

    /** As {@link #add(PlanDocument, Report, String, InputStream)}, of somebody at work. */
    public UUID add(PlanDocument document, Report report, String fileName, InputStream file, Plan.Origin origin)
            throws IOException {
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
        return add(brought, fileName, file, origin, reading::features);
    }

    /**
     * Keeps objects of any kind as a draft.
     *
     * @param file the bytes that the objects were read from
     */
    public UUID add(LayerReading reading, String fileName, InputStream file, Plan.Origin origin) throws IOException {
        var brought = new Brought(
                Plan.Kind.LAYER,
                reading.name(),
                "",
                Plan.Standing.IN_FORCE,
                reading.file().format(),
                reading.about(),
                reading.file().rows().size(),
                List.of());
        return add(brought, fileName, file, origin, reading::features);
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

    private UUID add(
            Brought brought,
            String fileName,
            InputStream file,
            Plan.Origin origin,
            Function<Plan, List<Feature>> features)
            throws IOException {
        var id = Ids.next();
        int errors = (int) brought.findings().stream().filter(Finding::isError).count();
        var digest = sha256();
        db.sql("""
                insert into geo.plan (tenant, id, state, kind, name, number, standing, version, about, file_name, file_size,
                                      sha256, objects, errors, warnings, report, uploaded, uploader, earlier, relation)
                values (:tenant, :id, 'DRAFT', :kind, :name, :number, :standing, :version, :about::jsonb, :fileName, 0,
                        repeat('0', 64), :objects, :errors, :warnings, :report::jsonb, :now, :uploader::uuid,
                        :earlier::uuid, :relation)
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
                .param("uploader", origin.uploader())
                .param("earlier", origin.earlier())
                .param(
                        "relation",
                        origin.relation() == null ? null : origin.relation().name())
                .update();
        long size = files.write(id, new DigestInputStream(file, digest));
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

    /** The plans of the current tenant, newest first. */
    public List<Plan> list() {
        return db.sql("""
                select tenant, id, state, kind, name, number, standing, version, about, file_name, file_size, objects, errors,
                       warnings, uploaded, released, uploader, earlier, relation
                  from geo.plan
                 where tenant = :tenant
                 order by uploaded desc, id desc
                """)
                .param("tenant", tenancy.tenant())
                .query(toPlan(steps.list()))
                .list();
    }

    /** A plan of the current tenant. */
    public Optional<Plan> find(UUID id) {
        return db.sql("""
                select tenant, id, state, kind, name, number, standing, version, about, file_name, file_size, objects, errors,
                       warnings, uploaded, released, uploader, earlier, relation
                  from geo.plan
                 where tenant = :tenant and id = :id
                """)
                .param("tenant", tenancy.tenant())
                .param("id", id)
                .query(toPlan(steps.list()))
                .optional();
    }

    /** Of the file of a plan of the current tenant, in hex. */
    String sha256(UUID id) {
        return db.sql("select sha256 from geo.plan where tenant = :tenant and id = :id")
                .param("tenant", tenancy.tenant())
                .param("id", id)
                .query(String.class)
                .single();
    }

    /** What was found in a plan of the current tenant when it was read. */
    public List<Finding> report(UUID id) {
        return db.sql("select report from geo.plan where tenant = :tenant and id = :id")
                .param("tenant", tenancy.tenant())
                .param("id", id)
                .query((row, number) -> JSON.readValue(row.getString("report"), new TypeReference<List<Finding>>() {}))
                .single();
    }

    /** As {@link #release(UUID, UUID)}, for what the server itself has made. */
    public boolean release(UUID id) {
        return release(id, new UUID(0, 0));
    }

    /**
     * Shows a draft to everybody: four eyes, so never by who has uploaded it. False then, when it has errors, or is no draft any more.
     * What it corrects disappears in the same moment.
     *
     * @param by account
     */
    public boolean release(UUID id, UUID by) {
        var draft = find(id).map(Plan::origin).orElse(Plan.Origin.NONE);
        int changed = db.sql("""
                update geo.plan
                   set state = 'RELEASED', released = :now
                 where tenant = :tenant and id = :id and state = 'DRAFT' and errors = 0 and uploader is distinct from :by
                """)
                .param("now", now())
                .param("tenant", tenancy.tenant())
                .param("id", id)
                .param("by", by)
                .update();
        if (changed > 0) {
            if (draft.earlier() != null && draft.relation() == Plan.Relation.CORRECTION) {
                steps.copy(draft.earlier(), id);
                db.sql("update geo.plan set state = 'WITHDRAWN' where tenant = :tenant and id = :id")
                        .param("tenant", tenancy.tenant())
                        .param("id", draft.earlier())
                        .update();
            }
            audit.record("plan.released", id, Map.of());
        }
        return changed > 0;
    }

    /** Says of which plan a draft is another version; false when it is no draft, or follows itself. */
    public boolean follow(UUID id, UUID earlier, Plan.Relation relation) {
        int changed = db.sql("""
                update geo.plan
                   set earlier = :earlier, relation = :relation
                 where tenant = :tenant and id = :id and state = 'DRAFT' and id <> :earlier
                   and exists (select from geo.plan e where e.tenant = :tenant and e.id = :earlier and e.state = 'RELEASED')
                """)
                .param("earlier", earlier)
                .param("relation", relation.name())
                .param("tenant", tenancy.tenant())
                .param("id", id)
                .update();
        if (changed > 0) {
            audit.record("plan.follows", id, Map.of("earlier", earlier.toString(), "relation", relation.name()));
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

    /** Removes what is not released, with its file; false when there is no such. What was laid open stays, because of its proof. */
    public boolean remove(UUID id) {
        int changed =
                db.sql("""
                delete from geo.plan
                 where tenant = :tenant and id = :id and state <> 'RELEASED'
                   and not exists (select from geo.plan_check c where c.tenant = :tenant and c.plan = :id)
                """).param("tenant", tenancy.tenant()).param("id", id).update();
        if (changed > 0) {
            audit.record("plan.removed", id, Map.of());
        }
        return changed > 0;
    }

    long revision() {
        return db.sql("select number from geo.revision").query(Long.class).single();
    }

    /** Those of all tenants that everybody may see; each knows when a later version takes its place. */
    List<Plan> listReleased() {
        var released = db.sql("""
                select tenant, id, state, kind, name, number, standing, version, about, file_name, file_size, objects, errors,
                       warnings, uploaded, released, uploader, earlier, relation
                  from geo.plan
                 where state = 'RELEASED'
                 order by tenant, name collate "de-x-icu", id
                """).query(toPlan(steps.list())).list();
        var replaced = new HashMap<UUID, LocalDate>();
        for (var plan : released) {
            var earlier = plan.origin().earlier();
            if (earlier != null && plan.origin().relation() == Plan.Relation.CHANGE) {
                plan.life().inForce().ifPresent(day -> replaced.merge(earlier, day, Plans::sooner));
            }
        }
        return released.stream()
                .map(plan -> plan.replacedFrom(replaced.get(plan.id())))
                .toList();
    }

    private static LocalDate sooner(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
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

    private static RowMapper<Plan> toPlan(Map<UUID, List<Life.Step>> steps) {
        return (row, number) -> {
            var id = row.getObject("id", UUID.class);
            var released = row.getObject("released", OffsetDateTime.class);
            var relation = row.getString("relation");
            return new Plan(
                    row.getString("tenant"),
                    id,
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
                    released == null ? null : released.toInstant(),
                    new Plan.Origin(
                            row.getObject("uploader", UUID.class),
                            row.getObject("earlier", UUID.class),
                            relation == null ? null : Plan.Relation.valueOf(relation)),
                    steps.getOrDefault(id, List.of()),
                    null);
        };
    }
}
