package org.allmende.sensing.sta;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Described;
import org.allmende.sensing.Micros;
import org.allmende.sensing.NewObservation;
import org.allmende.sensing.Sensors;
import org.allmende.sensing.Things;
import org.allmende.sensing.Unit;
import org.allmende.sensing.Visibility;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Makes entities with all that is nested in them (deep insert, OGC 18-088 §10.2.1.1), in the caller's transaction. Observations
 * are put aside for the intake, which takes them after the commit.
 */
final class Creation {

    private final JdbcClient db;
    private final Things things;
    private final Sensors sensors;
    private final Datastreams datastreams;
    private final Tasking tasking;
    private final Clock clock;
    private final List<NewObservation> observations = new ArrayList<>();
    private final List<Event> made = new ArrayList<>();

    Creation(JdbcClient db, Things things, Sensors sensors, Datastreams datastreams, Tasking tasking, Clock clock) {
        this.db = db;
        this.things = things;
        this.sensors = sensors;
        this.datastreams = datastreams;
        this.tasking = tasking;
        this.clock = clock;
    }

    List<NewObservation> observations() {
        return observations;
    }

    /** Everything but observations, the outermost last. */
    List<Event> made() {
        return made;
    }

    /** {@code given}: links that the address of the request has already said, by their names. Gives the id. */
    long create(EntityType type, JsonNode it, Map<String, Long> given) {
        if (!it.isObject()) {
            throw Refusal.bad("A %s is an object.", type.single());
        }
        long made = switch (type) {
            case THING -> thing(it, given);
            case LOCATION -> location(it, given);
            case HISTORICAL_LOCATION -> historicalLocation(it, given);
            case DATASTREAM -> datastream(it, given);
            case SENSOR -> {
                var id = sensors.add(described(it), text(it, "encodingType"), needed(it, "metadata"));
                datastreams(it, Map.of("Sensor", id));
                yield id;
            }
            case OBSERVED_PROPERTY -> {
                var id = sensors.addProperty(described(it), text(it, "definition"));
                datastreams(it, Map.of("ObservedProperty", id));
                yield id;
            }
            case FEATURE -> {
                var id = sensors.addFeature(described(it), text(it, "encodingType"), geometry(it, "feature"));
                each(it, "Observations", one -> observation(one, Map.of("FeatureOfInterest", id)));
                yield id;
            }
            case OBSERVATION -> {
                observation(it, given);
                yield 0;
            }
            case ACTUATOR -> {
                var id = tasking.addActuator(described(it), text(it, "encodingType"), needed(it, "metadata"));
                each(
                        it,
                        "TaskingCapabilities",
                        one -> create(EntityType.TASKING_CAPABILITY, one, Map.of("Actuator", id)));
                yield id;
            }
            case TASKING_CAPABILITY -> {
                var id = tasking.addCapability(
                        described(it),
                        needed(it, "taskingParameters"),
                        one(it, "Thing", EntityType.THING, given),
                        one(it, "Actuator", EntityType.ACTUATOR, given));
                each(it, "Tasks", one -> create(EntityType.TASK, one, Map.of("TaskingCapability", id)));
                yield id;
            }
            case TASK -> tasking.addTask(one(it, "TaskingCapability", EntityType.TASKING_CAPABILITY, given), it);
        };
        if (type != EntityType.OBSERVATION) {
            this.made.add(new Event(type.set(), Long.toString(made), true));
        }
        return made;
    }

    private long thing(JsonNode it, Map<String, Long> given) {
        var id = things.add(described(it));
        var places = new ArrayList<Long>();
        if (given.containsKey("Locations")) {
            places.add(given.get("Locations"));
        }
        each(it, "Locations", one -> places.add(linked(EntityType.LOCATION, one, Map.of())));
        if (!places.isEmpty()) {
            things.put(id, places, clock.instant());
        }
        each(it, "HistoricalLocations", one -> historicalLocation(one, Map.of("Thing", id)));
        datastreams(it, Map.of("Thing", id));
        each(it, "TaskingCapabilities", one -> create(EntityType.TASKING_CAPABILITY, one, Map.of("Thing", id)));
        return id;
    }

    private void datastreams(JsonNode it, Map<String, Long> given) {
        each(it, "Datastreams", one -> create(EntityType.DATASTREAM, one, given));
    }

    private long location(JsonNode it, Map<String, Long> given) {
        var id = things.addPlace(described(it), text(it, "encodingType"), geometry(it, "location"));
        if (given.containsKey("Things")) {
            things.put(given.get("Things"), List.of(id), clock.instant());
        }
        if (given.containsKey("HistoricalLocations")) {
            link(given.get("HistoricalLocations"), id);
        }
        each(it, "Things", one -> things.put(linked(EntityType.THING, one, Map.of()), List.of(id), clock.instant()));
        return id;
    }

    private long historicalLocation(JsonNode it, Map<String, Long> given) {
        var time = Micros.toInstant(ObservationJson.moment("time", text(it, "time")));
        var thing = one(it, "Thing", EntityType.THING, given);
        var id = db.sql("""
                insert into sensing.historical_location (tenant, thing, time)
                values (platform.tenant(), :thing, :time)
                returning id
                """)
                .param("thing", thing)
                .param("time", time.atOffset(java.time.ZoneOffset.UTC))
                .query(Long.class)
                .single();
        if (given.containsKey("Locations")) {
            link(id, given.get("Locations"));
        }
        each(it, "Locations", one -> link(id, linked(EntityType.LOCATION, one, Map.of())));
        return id;
    }

    private void link(long historical, long location) {
        db.sql("""
                insert into sensing.historical_location_place (tenant, historical_location, location)
                values (platform.tenant(), :historical, :location)
                on conflict do nothing
                """).param("historical", historical).param("location", location).update();
    }

    private long datastream(JsonNode it, Map<String, Long> given) {
        var draft = new Datastream.Draft(
                one(it, "Thing", EntityType.THING, given),
                one(it, "Sensor", EntityType.SENSOR, given),
                one(it, "ObservedProperty", EntityType.OBSERVED_PROPERTY, given),
                described(it),
                text(it, "observationType"),
                unit(needed(it, "unitOfMeasurement")),
                ObservationJson.present(it.get("observedArea")),
                visibility(it.get("properties")));
        long id = datastreams.add(draft);
        each(it, "Observations", one -> observation(one, Map.of("Datastream", id)));
        return id;
    }

    /** {@code properties/visibility}: public, county or tenant. Nothing is public that nobody has said to be. */
    static Visibility visibility(@Nullable JsonNode properties) {
        var said = properties == null ? null : ObservationJson.text(properties, "visibility");
        return said == null
                ? Visibility.TENANT
                : Visibility.ofKey(said)
                        .orElseThrow(() -> Refusal.bad("properties/visibility must be public, county or tenant."));
    }

    static Unit unit(JsonNode it) {
        if (!it.isObject()) {
            throw Refusal.bad("unitOfMeasurement must be an object with name, symbol and definition.");
        }
        return new Unit(
                ObservationJson.text(it, "name"),
                ObservationJson.text(it, "symbol"),
                ObservationJson.text(it, "definition"));
    }

    private void observation(JsonNode it, Map<String, Long> given) {
        long datastream = one(it, "Datastream", EntityType.DATASTREAM, given);
        Long feature = null;
        if (given.containsKey("FeatureOfInterest") || ObservationJson.present(it.get("FeatureOfInterest")) != null) {
            feature = one(it, "FeatureOfInterest", EntityType.FEATURE, given);
        }
        if (feature == null && !hasPlace((int) datastream)) {
            throw Refusal.bad("FeatureOfInterest is missing, and the Thing has no Location.");
        }
        observations.add(ObservationJson.read((int) datastream, it, feature, clock));
    }

    /** Without asking, once an observation has been made of the place. */
    private boolean hasPlace(int datastream) {
        var known = datastreams.find(datastream);
        if (known.isPresent() && known.get().hasSubject()) {
            return true;
        }
        return db.sql("""
                select count(*)
                  from sensing.datastream d
                  join sensing.thing_location tl on tl.thing = d.thing
                 where d.id = :id
                """).param("id", datastream).query(Long.class).single() > 0;
    }

    /** A link to one entity: given by the address, named by its id, or made here. */
    private long one(JsonNode it, String name, EntityType type, Map<String, Long> given) {
        var known = given.get(name);
        if (known != null) {
            return known;
        }
        var said = ObservationJson.present(it.get(name));
        if (said == null) {
            throw Refusal.bad("%s is missing.", name);
        }
        return linked(type, said, given);
    }

    private long linked(EntityType type, JsonNode said, Map<String, Long> given) {
        var id = id(said);
        if (id == null) {
            return create(type, said, new HashMap<>(given));
        }
        return own(type, id);
    }

    /** What is linked to has to be the tenant's own. */
    long own(EntityType type, String id) {
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

    static @Nullable String id(JsonNode it) {
        var id = it.isObject() ? ObservationJson.present(it.get("@iot.id")) : null;
        return id == null ? null : id.asString();
    }

    private interface One {
        void take(JsonNode one);
    }

    private static void each(JsonNode it, String name, One take) {
        var all = ObservationJson.present(it.get(name));
        if (all == null) {
            return;
        }
        if (!all.isArray()) {
            throw Refusal.bad("%s must be a list.", name);
        }
        all.forEach(take::take);
    }

    private static Described described(JsonNode it) {
        var properties = ObservationJson.present(it.get("properties"));
        if (properties != null && !properties.isObject()) {
            throw Refusal.bad("properties must be an object.");
        }
        return new Described(text(it, "name"), text(it, "description"), properties);
    }

    private static String text(JsonNode it, String name) {
        var value = ObservationJson.text(it, name);
        if (value == null) {
            throw Refusal.bad("%s is missing.", name);
        }
        return value;
    }

    private static JsonNode needed(JsonNode it, String name) {
        var value = ObservationJson.present(it.get(name));
        if (value == null) {
            throw Refusal.bad("%s is missing.", name);
        }
        return value;
    }

    /** GeoJSON if it is an object; texts are allowed, since other encodings are. */
    private static JsonNode geometry(JsonNode it, String name) {
        return needed(it, name);
    }
}
