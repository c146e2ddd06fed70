package org.allmende.sensing.sta;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The eight entity sets of SensorThings (OGC 18-088 §8.2) and the three of its second part (OGC 17-079r1), each with its table, properties and links. */
@SuppressWarnings("ImmutableEnumChecker") // the lists never change
enum EntityType {
    THING(
            "Things",
            "Thing",
            "sensing.thing",
            List.of(Property.text("name", "name"), Property.text("description", "description"), properties())),
    LOCATION(
            "Locations",
            "Location",
            "sensing.location",
            List.of(
                    Property.text("name", "name"),
                    Property.text("description", "description"),
                    Property.text("encodingType", "encoding_type"),
                    Property.geometry("location", "geometry", true),
                    properties())),
    HISTORICAL_LOCATION(
            "HistoricalLocations",
            "HistoricalLocation",
            "sensing.historical_location",
            List.of(new Property("time", Kind.TIME, "{t}.time", "", "time", true))),
    DATASTREAM(
            "Datastreams",
            "Datastream",
            "sensing.datastream",
            List.of(
                    Property.text("name", "name"),
                    Property.text("description", "description"),
                    Property.text("observationType", "observation_type"),
                    Property.json("unitOfMeasurement", "unit", true),
                    Property.geometry("observedArea", "observed_area", false),
                    Property.of("phenomenonTime", Kind.INTERVAL, moment("asc"), moment("desc")),
                    Property.of("resultTime", Kind.INTERVAL, resultTime("asc"), resultTime("desc")),
                    properties())),
    SENSOR(
            "Sensors",
            "Sensor",
            "sensing.sensor",
            List.of(
                    Property.text("name", "name"),
                    Property.text("description", "description"),
                    Property.text("encodingType", "encoding_type"),
                    Property.json("metadata", "metadata", true),
                    properties())),
    OBSERVED_PROPERTY(
            "ObservedProperties",
            "ObservedProperty",
            "sensing.observed_property",
            List.of(
                    Property.text("name", "name"),
                    Property.text("definition", "definition"),
                    Property.text("description", "description"),
                    properties())),
    OBSERVATION(
            "Observations",
            "Observation",
            "sensing.observation",
            List.of(
                    Property.of("phenomenonTime", Kind.INTERVAL, "{t}.time", "({t}.more ->> 'end')::timestamptz"),
                    Property.of("result", Kind.RESULT, "{t}.result", "{t}.more -> 'result'"),
                    Property.of(
                            "resultTime",
                            Kind.TIME,
                            "case when {t}.flags & 1 = 1 then {t}.time else ({t}.more ->> 'resultTime')::timestamptz end",
                            ""),
                    Property.of(
                            "resultQuality", Kind.JSON, "sensing.quality({t}.flags, {t}.more -> 'resultQuality')", ""),
                    Property.of(
                            "validTime",
                            Kind.INTERVAL,
                            "split_part({t}.more ->> 'validTime', '/', 1)::timestamptz",
                            "split_part({t}.more ->> 'validTime', '/', 2)::timestamptz"),
                    Property.of("parameters", Kind.JSON, "{t}.more -> 'parameters'", ""))),
    FEATURE(
            "FeaturesOfInterest",
            "FeatureOfInterest",
            "sensing.feature",
            List.of(
                    Property.text("name", "name"),
                    Property.text("description", "description"),
                    Property.text("encodingType", "encoding_type"),
                    Property.geometry("feature", "geometry", true),
                    properties())),
    ACTUATOR(
            "Actuators",
            "Actuator",
            "sensing.actuator",
            List.of(
                    Property.text("name", "name"),
                    Property.text("description", "description"),
                    Property.text("encodingType", "encoding_type"),
                    Property.json("metadata", "metadata", true),
                    properties())),
    TASKING_CAPABILITY(
            "TaskingCapabilities",
            "TaskingCapability",
            "sensing.tasking_capability",
            List.of(
                    Property.text("name", "name"),
                    Property.text("description", "description"),
                    Property.json("taskingParameters", "parameters", true),
                    properties())),
    /** Beyond the standard it says how far it is, why, and how long it holds. */
    TASK(
            "Tasks",
            "Task",
            "sensing.task",
            List.of(
                    Property.of("taskingParameters", Kind.JSON, "{t}.parameters", ""),
                    Property.of("creationTime", Kind.TIME, "{t}.created", ""),
                    Property.of("validUntil", Kind.TIME, "{t}.until", ""),
                    Property.of("status", Kind.TEXT, "lower({t}.state)", ""),
                    Property.of("statusTime", Kind.TIME, "{t}.changed", ""),
                    Property.of("reason", Kind.TEXT, "{t}.reason", "")));

    private final String set;
    private final String single;
    private final String table;
    private final List<Property> properties;

    EntityType(String set, String single, String table, List<Property> properties) {
        this.set = set;
        this.single = single;
        this.table = table;
        this.properties = properties;
    }

    private static Property properties() {
        return Property.json("properties", "properties", false);
    }

    /** Of the first or last observation. */
    private static String moment(String order) {
        return "(select o.time from sensing.observation o where o.datastream = {t}.id order by o.time %s limit 1)"
                .formatted(order);
    }

    /** Of the first or last observation by phenomenon time: to look for others would be to read all. */
    private static String resultTime(String order) {
        return """
                (select case when o.flags & 1 = 1 then o.time else (o.more ->> 'resultTime')::timestamptz end
                   from sensing.observation o
                  where o.datastream = {t}.id
                  order by o.time %s
                  limit 1)""".formatted(order);
    }

    /** The name of its set, as addresses have it. */
    String set() {
        return set;
    }

    /** The name of one. */
    String single() {
        return single;
    }

    String table() {
        return table;
    }

    List<Property> all() {
        return properties;
    }

    Optional<Property> property(String name) {
        return properties.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    Optional<Link> link(String name) {
        return links().stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /** Whether it belongs to the second part of the standard. */
    boolean isTasking() {
        return this == ACTUATOR || this == TASKING_CAPABILITY || this == TASK;
    }

    static Optional<EntityType> ofSet(String name) {
        return Stream.of(values()).filter(it -> it.set.equals(name)).findFirst();
    }

    List<Link> links() {
        return switch (this) {
            case THING ->
                List.of(
                        many(DATASTREAM, "{t}.thing = {k}"),
                        many(LOCATION, "{t}.id in (select location from sensing.thing_location where thing = {k})"),
                        many(HISTORICAL_LOCATION, "{t}.thing = {k}"),
                        many(TASKING_CAPABILITY, "{t}.thing = {k}"));
            case LOCATION ->
                List.of(
                        many(THING, "{t}.id in (select thing from sensing.thing_location where location = {k})"),
                        many(HISTORICAL_LOCATION, """
                            {t}.id in (select historical_location from sensing.historical_location_place
                                        where location = {k})"""));
            case HISTORICAL_LOCATION -> List.of(one(THING, "{t}.thing"), many(LOCATION, """
                            {t}.id in (select location from sensing.historical_location_place
                                        where historical_location = {k})"""));
            case DATASTREAM ->
                List.of(
                        one(THING, "{t}.thing"),
                        one(SENSOR, "{t}.sensor"),
                        one(OBSERVED_PROPERTY, "{t}.observed_property"),
                        many(OBSERVATION, "{t}.datastream = {k}"));
            case SENSOR -> List.of(many(DATASTREAM, "{t}.sensor = {k}"));
            case OBSERVED_PROPERTY -> List.of(many(DATASTREAM, "{t}.observed_property = {k}"));
            case OBSERVATION -> List.of(one(DATASTREAM, "{t}.datastream"), one(FEATURE, """
                            coalesce({t}.feature,
                                     (select d.feature from sensing.datastream d where d.id = {t}.datastream))"""));
            case FEATURE -> List.of(many(OBSERVATION, """
                    {t}.datastream in (select datastream from sensing.datastream_feature where feature = {k})
                    and {k} = coalesce({t}.feature,
                                       (select d.feature from sensing.datastream d where d.id = {t}.datastream))"""));
            case ACTUATOR -> List.of(many(TASKING_CAPABILITY, "{t}.actuator = {k}"));
            case TASKING_CAPABILITY ->
                List.of(one(THING, "{t}.thing"), one(ACTUATOR, "{t}.actuator"), many(TASK, "{t}.capability = {k}"));
            case TASK -> List.of(one(TASKING_CAPABILITY, "{t}.capability"));
        };
    }

    private static Link many(EntityType target, String condition) {
        return new Link(target.set, target, true, "{t}.id", condition);
    }

    private static Link one(EntityType target, String key) {
        return new Link(target.single, target, false, key, "{t}.id = {k}");
    }
}
