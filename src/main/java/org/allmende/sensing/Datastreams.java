package org.allmende.sensing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.allmende.platform.database.Tenancy;
import org.allmende.sensing.quality.Limits;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The datastreams. What is asked for with each observation is kept in memory and compared with a revision number once a
 * second, so that a change by another instance is noticed soon.
 */
@Component
public class Datastreams {

    private static final long PAUSE_MILLIS = 1_000;
    private static final int BLOCK = 1024;
    private static final String SELECT = """
            select d.*, p.definition, coalesce(sensing.counts_people(p.definition), false) as counted,
                   exists (select from sensing.edition e where e.target = d.id) as edition
              from sensing.datastream d
              left join sensing.observed_property p on p.id = d.observed_property
            """;
    private static final String LIST = SELECT + " order by d.id";
    private static final String FIND = SELECT + " where d.id = :id and d.tenant = platform.tenant()";

    private final JdbcClient db;
    private final Tenancy tenancy;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();
    private final Map<Integer, Datastream> known = new ConcurrentHashMap<>();
    private final Map<Integer, String> tenants = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> changing = new ConcurrentHashMap<>();
    private final AtomicLong nextCheck = new AtomicLong();
    private final AtomicLong forgotten = new AtomicLong();
    private volatile long revision = -1;

    Datastreams(JdbcClient db, Tenancy tenancy, Clock clock) {
        this.db = db;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /** For the current tenant; gives the id. */
    public int add(Datastream.Draft it) {
        return db.sql("""
                insert into sensing.datastream (tenant, id, thing, sensor, observed_property, name, description,
                                                observation_type, unit, observed_area, properties, visibility)
                values (platform.tenant(), sensing.next_datastream(), :thing, :sensor, :property, :name, :description,
                        :type, :unit::jsonb, :area::jsonb, :properties::jsonb, :visibility)
                returning id
                """)
                .param("thing", it.thing())
                .param("sensor", it.sensor())
                .param("property", it.observedProperty())
                .param("name", it.described().name())
                .param("description", it.described().description())
                .param("type", it.observationType())
                .param("unit", json.writeValueAsString(it.unit()))
                .param("area", Things.text(it.observedArea()))
                .param("properties", Things.text(it.described().properties()))
                .param("visibility", it.visibility().key())
                .query(Integer.class)
                .single();
    }

    /** All that the current tenant sees, or everybody without one; in the order of their numbers. */
    public List<Datastream> list() {
        return db.sql(LIST).query(this::toDatastream).list();
    }

    /** Whoever may see it: for intake, which works for all tenants. Who reads compares {@link Datastream#visibility} first. */
    public Optional<Datastream> find(int id) {
        compare();
        var it = known.get(id);
        return it != null ? Optional.of(it) : load(id);
    }

    private Optional<Datastream> load(int id) {
        var tenant = tenantOf(id);
        if (tenant == null) {
            return Optional.empty();
        }
        long before = forgotten.get();
        var found = tenancy.as(
                tenant,
                () -> db.sql(FIND).param("id", id).query(this::toDatastream).optional());
        found.ifPresent(it -> keep(it, before));
        return found;
    }

    /** Unless something was forgotten since it was read, perhaps this, or somebody is about to change it. */
    private synchronized void keep(Datastream it, long readAt) {
        if (forgotten.get() == readAt && !changing.containsKey(it.id())) {
            known.put(it.id(), it);
        }
    }

    private synchronized void drop(int id) {
        forgotten.incrementAndGet();
        known.remove(id);
    }

    private synchronized void dropAll() {
        forgotten.incrementAndGet();
        known.clear();
    }

    /** Blocks are given for good. */
    private @Nullable String tenantOf(int id) {
        var tenant = tenants.get(id / BLOCK);
        if (tenant == null) {
            tenant = db.sql("select tenant from sensing.block where number = :number")
                    .param("number", id / BLOCK)
                    .query(String.class)
                    .optional()
                    .orElse(null);
            if (tenant != null) {
                tenants.put(id / BLOCK, tenant);
            }
        }
        return tenant;
    }

    /** From when on values of the current tenant's datastream are odd, from the next value on. */
    public void limit(int id, Limits limits) {
        db.sql("""
                update sensing.datastream
                   set properties = coalesce(properties, '{}') || jsonb_build_object('quality', :limits::jsonb)
                 where tenant = platform.tenant() and id = :id
                """).param("limits", limits.toJson().toString()).param("id", id).update();
        forget(id);
    }

    /** Whoever changes it says so; until that transaction is over, nothing of it is kept, neither what was nor what may be. */
    public void forget(int id) {
        changing.merge(id, 1, Integer::sum);
        drop(id);
        tenancy.afterwards(() -> {
            changing.computeIfPresent(id, (same, transactions) -> transactions == 1 ? null : transactions - 1);
            drop(id);
        });
    }

    /** A transaction that has read through this came to nothing: what it has seen never was. */
    public void forgetAll() {
        revision = -1;
        nextCheck.set(0);
        dropAll();
        tenants.clear();
    }

    /** What is known of it from now on, unless somebody has changed it meanwhile. */
    void remember(Datastream before, Datastream now) {
        known.replace(before.id(), before, now);
    }

    private void compare() {
        long now = clock.millis();
        long due = nextCheck.get();
        // whoever comes first after the pause looks; nobody waits for it
        if (now < due || !nextCheck.compareAndSet(due, now + PAUSE_MILLIS)) {
            return;
        }
        long current =
                db.sql("select number from sensing.revision").query(Long.class).single();
        if (current != revision) {
            dropAll();
            revision = current;
        }
    }

    private Datastream toDatastream(ResultSet row, int number) throws SQLException {
        var described = Things.described(row);
        var unit = json.readValue(row.getString("unit"), Unit.class);
        var properties = described.properties();
        return new Datastream(
                row.getString("tenant"),
                row.getInt("id"),
                row.getLong("thing"),
                row.getLong("sensor"),
                row.getLong("observed_property"),
                described,
                row.getString("observation_type"),
                unit,
                Things.json(row.getString("observed_area")),
                Visibility.ofKey(row.getString("visibility")).orElse(Visibility.TENANT),
                row.getObject("feature", Long.class),
                row.getObject("feature_now", Long.class),
                Limits.of(
                        String.valueOf(row.getString("definition")),
                        unit.symbol(),
                        properties == null ? null : properties.get("quality")),
                row.getBoolean("counted"),
                row.getBoolean("edition"));
    }
}
