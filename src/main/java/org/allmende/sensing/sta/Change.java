package org.allmende.sensing.sta;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.allmende.sensing.Corrections;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Micros;
import org.allmende.sensing.Observation;
import org.allmende.sensing.ObservationKey;
import org.allmende.sensing.Things;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Changes and deletes entities of the current tenant, in the caller's transaction. */
final class Change {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient db;
    private final Things things;
    private final Datastreams datastreams;
    private final Corrections corrections;
    private final Tasking tasking;
    private final Clock clock;
    private final Set<Integer> changed = new LinkedHashSet<>();

    Change(
            JdbcClient db,
            Things things,
            Datastreams datastreams,
            Corrections corrections,
            Tasking tasking,
            Clock clock) {
        this.db = db;
        this.things = things;
        this.datastreams = datastreams;
        this.corrections = corrections;
        this.tasking = tasking;
        this.clock = clock;
    }

    /** The datastreams whose observations are others now. */
    Set<Integer> changed() {
        return changed;
    }

    /** {@code whole}: what is not said is removed where it may be (PUT), otherwise it stays (PATCH). */
    void update(EntityType type, Entity it, JsonNode body, boolean whole) {
        if (!body.isObject()) {
            throw Refusal.bad("A %s is an object.", type.single());
        }
        if (type == EntityType.OBSERVATION) {
            observation(it.key, body, whole);
            return;
        }
        if (type == EntityType.TASK) {
            tasking.change(it.id, body);
            return;
        }
        if (type == EntityType.TASKING_CAPABILITY || (type == EntityType.THING && redirects(it.id, body, whole))) {
            tasking.checkSwitches();
        }
        var sets = new ArrayList<Piece>();
        for (var property : type.all()) {
            if (!property.column().isEmpty()) {
                set(property, body, whole, sets);
            }
        }
        links(type, it.id, body, sets);
        if (type == EntityType.DATASTREAM && body.has("properties")) {
            sets.add(Piece.of(
                    "visibility = {?}",
                    Creation.visibility(body.get("properties")).key()));
        }
        if (type == EntityType.TASKING_CAPABILITY) {
            sets.addAll(tasking.changes(body));
        }
        if (!sets.isEmpty()) {
            var update = Piece.of(
                    "update " + type.table() + " set {?} where id = {?} and tenant = platform.tenant()",
                    Piece.joined(", ", sets),
                    it.id);
            db.sql(update.sql()).params(update.values()).update();
        }
        if (type == EntityType.DATASTREAM) {
            datastreams.forget((int) it.id);
        }
    }

    private static void set(Property property, JsonNode body, boolean whole, List<Piece> sets) {
        var value = body.get(property.name());
        boolean absent = value == null || value.isNull();
        if (absent && property.required()) {
            if (value != null || whole) {
                throw Refusal.bad("%s is missing.", property.name());
            }
            return;
        }
        if (value == null && !whole) {
            return;
        }
        var column = property.column() + " = ";
        if (absent) {
            sets.add(Piece.of(column + "null"));
        } else if (property.kind() == Kind.TEXT) {
            sets.add(Piece.of(column + "{?}", String.valueOf(ObservationJson.text(body, property.name()))));
        } else if (property.kind() == Kind.TIME) {
            sets.add(Piece.of(
                    column + "{?}",
                    Micros.toInstant(ObservationJson.moment(
                                    property.name(), String.valueOf(ObservationJson.text(body, property.name()))))
                            .atOffset(java.time.ZoneOffset.UTC)));
        } else {
            sets.add(Piece.of(column + "{?}::jsonb", checked(property, value).toString()));
        }
    }

    private static JsonNode checked(Property property, JsonNode value) {
        if (property.name().equals("properties") && !value.isObject()) {
            throw Refusal.bad("properties must be an object.");
        }
        if (property.name().equals("unitOfMeasurement")) {
            return JSON.valueToTree(Creation.unit(value));
        }
        return value;
    }

    /** A change may name other entities by their ids, and makes none (OGC 18-088 §10.3). */
    private void links(EntityType type, long id, JsonNode body, List<Piece> sets) {
        for (var link : type.links()) {
            var said = ObservationJson.present(body.get(link.name()));
            if (said == null) {
                continue;
            }
            if (link.many()) {
                many(type, id, link, said);
            } else {
                sets.add(Piece.of(link.key().replace("{t}.", "") + " = {?}", own(link.target(), said)));
            }
        }
    }

    private void many(EntityType type, long id, Link link, JsonNode said) {
        if (!said.isArray()) {
            throw Refusal.bad("%s must be a list.", link.name());
        }
        var ids = new ArrayList<Long>();
        said.forEach(one -> ids.add(own(link.target(), one)));
        if (type == EntityType.THING && link.target() == EntityType.LOCATION) {
            things.put(id, ids, clock.instant());
        } else if (type == EntityType.LOCATION && link.target() == EntityType.THING) {
            ids.forEach(thing -> things.put(thing, List.of(id), clock.instant()));
        } else if (link.target() == EntityType.DATASTREAM) {
            var column = switch (type) {
                case THING -> "thing";
                case SENSOR -> "sensor";
                default -> "observed_property";
            };
            var update = Piece.of(
                    "update sensing.datastream set " + column
                            + " = {?} where id = any ({?}) and tenant = platform.tenant()",
                    id,
                    ids.stream().map(Long::intValue).toArray(Integer[]::new));
            db.sql(update.sql()).params(update.values()).update();
            ids.forEach(one -> datastreams.forget(one.intValue()));
        } else {
            throw Refusal.bad("%s cannot be changed from here.", link.name());
        }
    }

    private long own(EntityType type, JsonNode said) {
        var id = Creation.id(said);
        if (id == null || said.size() != 1) {
            throw Refusal.bad("A change names a %s by its @iot.id alone.", type.single());
        }
        if (id.matches("\\d{1,18}")) {
            var sql = "select id from " + type.table() + " where id = :id and tenant = platform.tenant()";
            var found =
                    db.sql(sql).param("id", Long.valueOf(id)).query(Long.class).optional();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw Refusal.bad("There is no %s %s.", type.single(), id);
    }

    private void observation(@Nullable ObservationKey asked, JsonNode body, boolean whole) {
        var key = Objects.requireNonNull(asked);
        var home = ObservationJson.present(body.get("Datastream"));
        if (home != null && own(EntityType.DATASTREAM, home) != key.datastream()) {
            throw Refusal.bad("An Observation stays in its Datastream.");
        }
        var was = corrections.find(key).orElseThrow(() -> Refusal.notFound("There is no such Observation."));
        var all = whole ? JSON.createObjectNode() : told(was);
        body.propertyStream().forEach(one -> {
            if (one.getValue().isNull()) {
                all.remove(one.getKey());
            } else {
                all.set(one.getKey(), one.getValue());
            }
        });
        var feature = ObservationJson.present(body.get("FeatureOfInterest"));
        if (whole && !all.has("phenomenonTime")) {
            all.put("phenomenonTime", was.time().toString());
        }
        var now = ObservationJson.read(key.datastream(), all, null, clock);
        var further = now.further();
        boolean atOnce =
                further != null && further.resultTime() != null && Micros.of(further.resultTime()) == now.micros();
        corrections.correct(
                key,
                was,
                new Corrections.Corrected(
                        now.micros(),
                        now.result(),
                        // what somebody has corrected is no longer odd
                        (body.has("result") || body.has("phenomenonTime") ? 0 : was.flags() & ~Observation.AT_ONCE)
                                | (atOnce ? Observation.AT_ONCE : 0),
                        feature == null ? was.feature() : Long.valueOf(own(EntityType.FEATURE, feature)),
                        more(was, all, now.result(), atOnce)));
        changed.add(key.datastream());
    }

    /** The observation as somebody would send it. */
    private static ObjectNode told(Observation was) {
        var all = JSON.createObjectNode();
        var more = was.more() == null ? JSON.createObjectNode() : JSON.readTree(was.more());
        var end = more.path("end").asString("");
        all.put("phenomenonTime", was.time() + (end.isEmpty() ? "" : "/" + end));
        if ((was.flags() & Observation.AT_ONCE) != 0) {
            all.put("resultTime", was.time().toString());
        }
        for (var name : List.of("result", "resultTime", "validTime", "resultQuality", "parameters")) {
            if (more.has(name)) {
                all.set(name, more.get(name));
            }
        }
        if (!all.has("result")) {
            all.put("result", was.result());
        }
        return all;
    }

    private static @Nullable String more(Observation was, ObjectNode all, double result, boolean atOnce) {
        var more = JSON.createObjectNode();
        if (was.more() != null && JSON.readTree(was.more()).has("id")) {
            more.set("id", JSON.readTree(was.more()).get("id"));
        }
        if (Double.isNaN(result)) {
            more.set("result", all.get("result"));
        }
        var time = all.path("phenomenonTime").asString("");
        if (time.contains("/")) {
            more.put("end", time.substring(time.indexOf('/') + 1));
        }
        for (var name : List.of("resultTime", "validTime", "resultQuality", "parameters")) {
            if (all.has(name) && !(atOnce && name.equals("resultTime"))) {
                more.set(name, all.get(name));
            }
        }
        return more.isEmpty() ? null : more.toString();
    }

    void delete(EntityType type, Entity it) {
        switch (type) {
            case OBSERVATION -> {
                var key = Objects.requireNonNull(it.key);
                corrections.remove(
                        corrections.find(key).orElseThrow(() -> Refusal.notFound("There is no such Observation.")));
                changed.add(key.datastream());
                return;
            }
            case FEATURE -> {
                changed.addAll(corrections.removeAbout(it.id));
                forgetFeature(it.id);
            }
            case LOCATION -> run("""
                    delete from sensing.historical_location
                     where tenant = platform.tenant()
                       and id in (select historical_location from sensing.historical_location_place where location = ?)
                    """, it.id);
            case DATASTREAM -> empty((int) it.id);
            case THING, SENSOR, OBSERVED_PROPERTY -> {
                var link = type.link("Datastreams").orElseThrow();
                var sql = "select t.id from sensing.datastream t where t.tenant = platform.tenant() and "
                        + link.conditionOn("t", ":id");
                db.sql(sql).param("id", it.id).query(Integer.class).list().forEach(this::empty);
            }
            case TASK, TASKING_CAPABILITY -> tasking.checkSwitches();
            case HISTORICAL_LOCATION, ACTUATOR -> {
                // what hangs on it goes with it
            }
        }
        if (hasCapabilities(type, it.id)) {
            tasking.checkSwitches();
        }
        run("delete from " + type.table() + " where id = ? and tenant = platform.tenant()", it.id);
    }

    private boolean hasCapabilities(EntityType type, long id) {
        return type.link("TaskingCapabilities")
                .map(link -> db.sql("""
                        select exists (select 1
                                         from sensing.tasking_capability t
                                        where t.tenant = platform.tenant() and %s)
                        """.formatted(link.conditionOn("t", ":id")))
                        .param("id", id)
                        .query(Boolean.class)
                        .single())
                .orElse(false);
    }

    /** Whether the downlinks of a thing that can be told something would go to another device, or say something else. */
    private boolean redirects(long thing, JsonNode body, boolean whole) {
        if (!whole && !body.has("properties")) {
            return false;
        }
        var now = body.path("properties");
        return db.sql("""
                select exists (select 1
                                 from sensing.tasking_capability c
                                 join sensing.thing t on t.tenant = c.tenant and t.id = c.thing
                                where c.tenant = platform.tenant() and t.id = :thing
                                  and (t.properties ->> 'devEui', t.properties ->> 'codec')
                                      is distinct from (:now::jsonb ->> 'devEui', :now::jsonb ->> 'codec'))
                """)
                .param("thing", thing)
                .param("now", now.isMissingNode() ? "{}" : now.toString())
                .query(Boolean.class)
                .single();
    }

    private void empty(int datastream) {
        corrections.removeAll(datastream);
        changed.add(datastream);
        datastreams.forget(datastream);
    }

    private void forgetFeature(long feature) {
        for (var sql : List.of(
                "update sensing.datastream set feature = null where feature = ? and tenant = platform.tenant()",
                "update sensing.datastream set feature_now = null where feature_now = ? and tenant = platform.tenant()",
                "update sensing.location set feature = null where feature = ? and tenant = platform.tenant()")) {
            run(sql, feature);
        }
        changed.forEach(datastreams::forget);
    }

    private void run(String sql, long id) {
        db.sql(sql).params(List.of(id)).update();
    }
}
