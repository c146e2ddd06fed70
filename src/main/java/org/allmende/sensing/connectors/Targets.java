package org.allmende.sensing.connectors;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.allmende.sensing.Datastream;
import org.allmende.sensing.Datastreams;
import org.allmende.sensing.Described;
import org.allmende.sensing.Sensors;
import org.allmende.sensing.Things;
import org.allmende.sensing.connectors.Harvest.Quantity;
import org.allmende.sensing.connectors.Harvest.Sample;
import org.allmende.sensing.connectors.Harvest.Station;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The datastreams that take what a connector finds, with their things, made when something is found for the first time. */
@Component
class Targets {

    /** What a station is there for. */
    private static final Set<String> NAMELESS =
            Set.of(Quantities.LEVEL.definition(), Quantities.AIR.definition(), Quantities.SPACES.definition());

    /** Of one connector. */
    private static final int MOST = 2_000;

    private final JdbcClient db;
    private final Datastreams datastreams;
    private final Things things;
    private final Sensors sensors;

    Targets(JdbcClient db, Datastreams datastreams, Things things, Sensors sensors) {
        this.db = db;
        this.datastreams = datastreams;
        this.things = things;
        this.sensors = sensors;
    }

    /** Nothing if the connector has made as many as it may. In a transaction of the connector's tenant. */
    Optional<Datastream> of(Connector by, Sample sample, Instant now) {
        var known = db.sql("""
                select datastream
                  from sensing.connector_target
                 where tenant = platform.tenant() and connector = :connector and station = :station and quantity = :quantity
                """)
                .param("connector", by.id())
                .param("station", sample.station().key())
                .param("quantity", sample.quantity().key())
                .query(Integer.class)
                .optional();
        if (known.isPresent()) {
            var it = datastreams.find(known.get());
            it.ifPresent(one -> keepUp(one, sample.quantity().about()));
            return it;
        }
        return count(by) >= MOST ? Optional.empty() : Optional.of(make(by, sample, now));
    }

    private int count(Connector by) {
        return db.sql("""
                select count(*) from sensing.connector_target where tenant = platform.tenant() and connector = :connector
                """).param("connector", by.id()).query(Integer.class).single();
    }

    /** What the source says of it may change, such as a threshold. */
    private void keepUp(Datastream it, @Nullable JsonNode about) {
        var properties = it.described().properties();
        if (about == null
                || about.propertyStream()
                        .allMatch(one -> properties != null && one.getValue().equals(properties.path(one.getKey())))) {
            return;
        }
        db.sql("""
                update sensing.datastream
                   set properties = coalesce(properties, '{}') || :about::jsonb
                 where tenant = platform.tenant() and id = :id
                """).param("about", about.toString()).param("id", it.id()).update();
        datastreams.forget(it.id());
    }

    private Datastream make(Connector by, Sample sample, Instant now) {
        var station = sample.station();
        var quantity = sample.quantity();
        var id = datastreams.add(new Datastream.Draft(
                thing(by, station, now),
                sensor(by),
                property(quantity),
                new Described(name(station, quantity), quantity.name(), about(by, quantity)),
                Datastream.MEASUREMENT,
                quantity.unit(),
                null,
                by.it().visibility()));
        db.sql("""
                insert into sensing.connector_target (tenant, connector, station, quantity, datastream)
                values (platform.tenant(), :connector, :station, :quantity, :datastream)
                """)
                .param("connector", by.id())
                .param("station", station.key())
                .param("quantity", quantity.key())
                .param("datastream", id)
                .update();
        return datastreams.find(id).orElseThrow();
    }

    /** A station is called as it is; only what else it measures says so. */
    private static String name(Station station, Quantity quantity) {
        return NAMELESS.contains(quantity.definition())
                ? station.name()
                : "%s: %s".formatted(station.name(), quantity.name());
    }

    private static ObjectNode about(Connector by, Quantity quantity) {
        var properties = Json.MAPPER.createObjectNode();
        if (quantity.about() instanceof ObjectNode said) {
            properties.setAll(said);
        }
        return properties.put("source", by.it().url().toString());
    }

    private long thing(Connector by, Station station, Instant now) {
        var known = db.sql("""
                select d.thing
                  from sensing.connector_target c
                  join sensing.datastream d on d.tenant = c.tenant and d.id = c.datastream
                 where c.tenant = platform.tenant() and c.connector = :connector and c.station = :station
                 limit 1
                """)
                .param("connector", by.id())
                .param("station", station.key())
                .query(Long.class)
                .optional();
        return known.orElseGet(() -> {
            var described = new Described(
                    station.name(),
                    by.it().name(),
                    Json.MAPPER
                            .createObjectNode()
                            .put("source", by.it().url().toString())
                            .put("sourceId", station.key()));
            var thing = things.add(described);
            if (station.lat() != null && station.lon() != null) {
                var point = Json.MAPPER.createObjectNode().put("type", "Point");
                point.putArray("coordinates").add(station.lon()).add(station.lat());
                things.put(thing, List.of(things.addPlace(described, Things.GEOJSON, point)), now);
            }
            return thing;
        });
    }

    private long sensor(Connector by) {
        return db.sql("""
                select d.sensor
                  from sensing.connector_target c
                  join sensing.datastream d on d.tenant = c.tenant and d.id = c.datastream
                 where c.tenant = platform.tenant() and c.connector = :connector
                 limit 1
                """)
                .param("connector", by.id())
                .query(Long.class)
                .optional()
                .orElseGet(() -> sensors.add(
                        new Described(by.it().name(), by.it().kind().name()),
                        "text/html",
                        Json.MAPPER.valueToTree(by.it().url().toString())));
    }

    private long property(Quantity quantity) {
        return db.sql("""
                select id
                  from sensing.observed_property
                 where tenant = platform.tenant() and definition = :definition
                 order by id
                 limit 1
                """)
                .param("definition", quantity.definition())
                .query(Long.class)
                .optional()
                .orElseGet(() ->
                        sensors.addProperty(new Described(quantity.name(), quantity.name()), quantity.definition()));
    }
}
