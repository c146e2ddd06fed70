package org.allmende.measures;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.time.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The rules of the current tenant, in all their versions. */
@Component
public class Rules {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient db;
    private final Audit audit;
    private final Clock clock;

    Rules(JdbcClient db, Audit audit, Clock clock) {
        this.db = db;
        this.audit = audit;
        this.clock = clock;
    }

    /** Keeps a new rule as a draft; gives its id. */
    public UUID add(String name, Definition it, @Nullable UUID author) {
        var id = Ids.next();
        db.sql("""
                insert into measures.rule (tenant, id, name, state, version, created)
                values (platform.tenant(), :id, :name, 'DRAFT', 1, :now)
                """).param("id", id).param("name", name).param("now", now()).update();
        addVersion(id, 1, it, author);
        audit.record("rule.added", id, Map.of("name", name));
        return id;
    }

    /** Keeps a new version; an active rule goes on with the old one until the new one is activated. */
    public void change(UUID id, String name, Definition it, @Nullable UUID author) {
        int version = db.sql("""
                update measures.rule
                   set name = :name, version = version + 1
                 where tenant = platform.tenant() and id = :id
                returning version
                """)
                .param("id", id)
                .param("name", name)
                .query(Integer.class)
                .single();
        addVersion(id, version, it, author);
        audit.record("rule.changed", id, Map.of("name", name, "version", Integer.toString(version)));
    }

    private void addVersion(UUID rule, int version, Definition it, @Nullable UUID author) {
        db.sql("""
                insert into measures.rule_version (tenant, rule, version, definition, author, created)
                values (platform.tenant(), :rule, :version, :definition::jsonb, :author, :now)
                """)
                .param("rule", rule)
                .param("version", version)
                .param("definition", JSON.writeValueAsString(it))
                .param("author", author)
                .param("now", now())
                .update();
    }

    /** What the dry run of this version has found. */
    public void tried(UUID id, int version, Trial found) {
        db.sql("""
                update measures.rule_version
                   set trial = :trial::jsonb
                 where tenant = platform.tenant() and rule = :rule and version = :version
                """)
                .param("rule", id)
                .param("version", version)
                .param("trial", JSON.writeValueAsString(found))
                .update();
    }

    /**
     * From now on this version is evaluated, for what is measured from now on. It begins anew at each station; what the one
     * before had fired is over.
     *
     * @return false if this version is not the newest, or nobody has tried it
     */
    public boolean activate(UUID id, int version) {
        var found = db.sql("""
                update measures.rule r
                   set state = 'ACTIVE', active_version = :version, activated = :now
                  from measures.rule_version v
                 where r.tenant = platform.tenant()
                   and r.id = :id
                   and r.version = :version
                   and v.tenant = r.tenant
                   and v.rule = r.id
                   and v.version = r.version
                   and v.trial is not null
                returning v.definition
                """)
                .param("id", id)
                .param("version", version)
                .param("now", now())
                .query(String.class)
                .optional();
        if (found.isEmpty()) {
            return false;
        }
        leave(id);
        db.sql("""
                insert into measures.standing (tenant, rule, datastream, fired, since, position)
                select platform.tenant(), :rule, datastream, false, :now, :now
                  from unnest(:stations::int[]) as datastream
                """)
                .param("rule", id)
                .param(
                        "stations",
                        JSON.readValue(found.get(), Definition.class).stations().toArray(Integer[]::new))
                .param("now", now())
                .update();
        audit.record("rule.activated", id, Map.of("version", Integer.toString(version)));
        return true;
    }

    /** Nothing follows from it until it is activated again. */
    public void pause(UUID id) {
        int paused = db.sql("""
                update measures.rule
                   set state = 'PAUSED'
                 where tenant = platform.tenant() and id = :id and state = 'ACTIVE'
                """).param("id", id).update();
        if (paused == 1) {
            leave(id);
            audit.record("rule.paused", id, Map.of());
        }
    }

    private void leave(UUID id) {
        db.sql("delete from measures.standing where tenant = platform.tenant() and rule = :rule")
                .param("rule", id)
                .update();
        db.sql("""
                update measures.firing
                   set ended = :now
                 where tenant = platform.tenant() and rule = :rule and ended is null
                """).param("rule", id).param("now", now()).update();
        db.sql("""
                update measures.notice
                   set ended = :now
                 where tenant = platform.tenant() and rule = :rule and ended is null
                """).param("rule", id).param("now", now()).update();
    }

    /** In German order of their names, each with its newest version. */
    public List<Rule> list() {
        return db.sql("""
                select r.*, v.version as of, v.definition, v.trial
                  from measures.rule r
                  join measures.rule_version v on v.tenant = r.tenant and v.rule = r.id and v.version = r.version
                 where r.tenant = platform.tenant()
                 order by r.name collate "de-x-icu", r.id
                """).query(Rules::toRule).list();
    }

    /** Those that are evaluated, with their active versions. */
    List<Rule> listActive() {
        return db.sql("""
                select r.*, v.version as of, v.definition, v.trial
                  from measures.rule r
                  join measures.rule_version v
                    on v.tenant = r.tenant and v.rule = r.id and v.version = r.active_version
                 where r.tenant = platform.tenant() and r.state = 'ACTIVE'
                """).query(Rules::toRule).list();
    }

    /** With its newest version. */
    public Optional<Rule> find(UUID id) {
        return db.sql("""
                select r.*, v.version as of, v.definition, v.trial
                  from measures.rule r
                  join measures.rule_version v on v.tenant = r.tenant and v.rule = r.id and v.version = r.version
                 where r.tenant = platform.tenant() and r.id = :id
                """).param("id", id).query(Rules::toRule).optional();
    }

    /** How often a rule or its state was changed, by anybody. */
    long revision() {
        return db.sql("select number from measures.revision").query(Long.class).single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Rule toRule(ResultSet row, int number) throws SQLException {
        var trial = row.getString("trial");
        var activated = row.getObject("activated", OffsetDateTime.class);
        return new Rule(
                row.getString("tenant"),
                row.getObject("id", UUID.class),
                row.getString("name"),
                Rule.State.valueOf(row.getString("state")),
                row.getInt("of"),
                row.getInt("version"),
                row.getObject("active_version", Integer.class),
                activated == null ? null : activated.toInstant(),
                JSON.readValue(row.getString("definition"), Definition.class),
                trial == null ? null : JSON.readValue(trial, Trial.class),
                row.getObject("created", OffsetDateTime.class).toInstant());
    }
}
