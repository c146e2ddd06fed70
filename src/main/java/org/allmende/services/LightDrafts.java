package org.allmende.services;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.time.Ids;
import org.allmende.services.bpmn.ProcessModel;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The services that clerks are describing. Whoever calls acts for the tenant and has checked the permission. */
@Component
public class LightDrafts {

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Packages packages;
    private final Clock clock;

    LightDrafts(JdbcClient db, Tenancy tenancy, Packages packages, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.packages = packages;
        this.clock = clock;
    }

    /** How far it has come. */
    public enum State {
        WRITING,
        HANDED_IN,
        PUBLISHED
    }

    /**
     * A draft as it is stored.
     *
     * @param service the package's name once it was published
     * @param revision counts its changes, so that two who write at once notice
     */
    public record Stored(
            String tenant,
            UUID id,
            LightDraft draft,
            State state,
            @Nullable String service,
            int revision,
            Instant changed) {

        /** With what was typed, not kept yet. */
        public Stored with(LightDraft typed) {
            return new Stored(tenant, id, typed, state, service, revision, changed);
        }
    }

    /** Begins with an empty page. */
    public UUID begin(String origin) {
        var id = Ids.next();
        db.sql("""
                insert into services.light_draft (tenant, id, title, yaml, state, revision, changed)
                values (:tenant, :id, '', :yaml, 'WRITING', 0, :now)
                """)
                .param("tenant", tenancy.tenant())
                .param("id", id)
                .param("yaml", LightDraft.blank(origin).text())
                .param("now", now())
                .update();
        return id;
    }

    /** Those of the current tenant, the last changed first. */
    public List<Stored> list() {
        return db.sql("""
                select * from services.light_draft where tenant = platform.tenant() order by changed desc limit 200
                """).query(LightDrafts::toStored).list();
    }

    /** Those of the current tenant that wait to be published, the oldest first. */
    public List<Stored> listHandedIn() {
        return db.sql("""
                select * from services.light_draft
                 where tenant = platform.tenant() and state = 'HANDED_IN' order by changed limit 200
                """).query(LightDrafts::toStored).list();
    }

    public Optional<Stored> find(UUID id) {
        return db.sql("select * from services.light_draft where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .query(LightDrafts::toStored)
                .optional();
    }

    /** Keeps what was written; false when somebody else has changed it since that revision. */
    public boolean keep(UUID id, LightDraft draft, int revision) {
        return db.sql("""
                        update services.light_draft
                           set yaml = :yaml, title = :title, revision = revision + 1, changed = :now,
                               state = case state when 'PUBLISHED' then 'WRITING' else state end
                         where tenant = platform.tenant() and id = :id and revision = :revision
                        """)
                        .param("id", id)
                        .param("yaml", draft.text())
                        .param("title", draft.get("texts.title.de"))
                        .param("now", now())
                        .param("revision", revision)
                        .update()
                == 1;
    }

    public void move(UUID id, State state) {
        db.sql("""
                update services.light_draft set state = :state, changed = :now
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", id)
                .param("state", state.name())
                .param("now", now())
                .update();
    }

    public void remove(UUID id) {
        db.sql("delete from services.light_draft where tenant = platform.tenant() and id = :id")
                .param("id", id)
                .update();
    }

    /**
     * Makes it a package: the first time 1.0.0, later the next version if anything has changed. All short names stay from now on.
     *
     * @throws PackageRefused when something is missing, or another service has its name
     */
    public ServicePackage publish(Stored stored) {
        var draft = stored.draft();
        var name = Optional.ofNullable(stored.service()).orElseGet(draft::name);
        var newest = packages.findNewest(name);
        if (stored.service() == null && newest.isPresent()) {
            throw new PackageRefused(List.of(new Problem(
                    "",
                    0,
                    "Eine Leistung mit dem Namen „%s“ gibt es schon.".formatted(name),
                    "Wählen Sie einen anderen Titel.")));
        }
        var version = newest.map(ServicePackage::version).orElse(new Version(1, 0, 0));
        var same = files(draft.as(name, version), newest);
        var service = newest.filter(known -> PackageFiles.digest(same).equals(known.digest()))
                .orElseGet(() ->
                        packages.publish(newest.isPresent() ? files(draft.as(name, version.next()), newest) : same));
        db.sql("""
                update services.light_draft
                   set state = 'PUBLISHED', package = :name, yaml = :yaml, revision = revision + 1, changed = :now
                 where tenant = platform.tenant() and id = :id
                """)
                .param("id", stored.id())
                .param("name", name)
                .param("yaml", draft.as(name, service.version()).yaml())
                .param("now", now())
                .update();
        return service;
    }

    /** What the draft stands for, with the process as the Kompetenzcenter has changed it: the draft does not describe that. */
    private Map<String, byte[]> files(LightDraft draft, Optional<ServicePackage> newest) {
        var files = draft.files();
        newest.ifPresent(known -> {
            var process = packages.files(known.name(), known.version().toString())
                    .getOrDefault(PackageFiles.PROCESS, new byte[0]);
            if (!LightResult.isShared(process, known.name())) {
                keepProcess(files, process, known.process());
            }
        });
        return files;
    }

    private static void keepProcess(Map<String, byte[]> files, byte[] process, ProcessModel model) {
        PackageReader.read(files).service().stream()
                .flatMap(described -> ProcessTrial.list(described, model).stream())
                .filter(ProcessTrial::isChanged)
                .forEach(trial ->
                        files.computeIfPresent(trial.file(), (name, content) -> SampleEdit.office(content, trial)));
        files.put(PackageFiles.PROCESS, process);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock.withZone(ZoneOffset.UTC));
    }

    private static Stored toStored(ResultSet row, int number) throws SQLException {
        return new Stored(
                row.getString("tenant"),
                row.getObject("id", UUID.class),
                LightDraft.parse(row.getString("yaml")),
                State.valueOf(row.getString("state")),
                row.getString("package"),
                row.getInt("revision"),
                row.getObject("changed", OffsetDateTime.class).toInstant());
    }
}
