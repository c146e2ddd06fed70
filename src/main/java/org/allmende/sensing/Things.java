package org.allmende.sensing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The things of the current tenant, and those that others show it, with their places. */
@Component
public class Things {

    /** What places and features are written in, as a rule. */
    public static final String GEOJSON = "application/vnd.geo+json";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient db;
    private final Datastreams datastreams;

    Things(JdbcClient db, Datastreams datastreams) {
        this.db = db;
        this.datastreams = datastreams;
    }

    /** Gives the id. */
    public long add(Described it) {
        return db.sql("""
                insert into sensing.thing (tenant, name, description, properties)
                values (platform.tenant(), :name, :description, :properties::jsonb)
                returning id
                """)
                .param("name", it.name())
                .param("description", it.description())
                .param("properties", text(it.properties()))
                .query(Long.class)
                .single();
    }

    /** A place where things can be; gives its id. */
    public long addPlace(Described it, String encodingType, JsonNode geometry) {
        return db.sql("""
                insert into sensing.location (tenant, name, description, encoding_type, geometry, properties)
                values (platform.tenant(), :name, :description, :encoding, :geometry::jsonb, :properties::jsonb)
                returning id
                """)
                .param("name", it.name())
                .param("description", it.description())
                .param("encoding", encodingType)
                .param("geometry", geometry.toString())
                .param("properties", text(it.properties()))
                .query(Long.class)
                .single();
    }

    /** The thing is there from now on, and nowhere else; where it was stays in its history. */
    public void put(long thing, Collection<Long> places, Instant since) {
        var all = places.toArray(Long[]::new);
        db.sql("delete from sensing.thing_location where thing = :thing and tenant = platform.tenant()")
                .param("thing", thing)
                .update();
        db.sql("""
                insert into sensing.thing_location (tenant, thing, location)
                select platform.tenant(), :thing, location from unnest(:places::bigint[]) as location
                """).param("thing", thing).param("places", all).update();
        db.sql("""
                with was as (insert into sensing.historical_location (tenant, thing, time)
                             values (platform.tenant(), :thing, :since)
                             returning id)
                insert into sensing.historical_location_place (tenant, historical_location, location)
                select platform.tenant(), was.id, location
                  from was, unnest(:places::bigint[]) as location
                """)
                .param("thing", thing)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("places", all)
                .update();
        moved(thing);
    }

    /** What its datastreams observe from now on is where the thing is now. */
    private void moved(long thing) {
        db.sql("""
                update sensing.datastream
                   set feature_now = null
                 where thing = :thing and tenant = platform.tenant()
                returning id
                """).param("thing", thing).query(Integer.class).list().forEach(datastreams::forget);
    }

    /** In German order of their names. */
    public List<Thing> list() {
        var byId = new LinkedHashMap<Long, Thing>();
        db.sql("""
                select t.*, l.id as place, l.name as place_name, l.description as place_description,
                       l.encoding_type, l.geometry, l.properties as place_properties
                  from sensing.thing t
                  left join sensing.thing_location tl on tl.thing = t.id
                  left join sensing.location l on l.id = tl.location
                 order by t.name collate "de-x-icu", t.id, l.id
                """).query(Things::toThing).list().forEach(it -> byId.merge(it.id(), it, Things::joined));
        return List.copyOf(byId.values());
    }

    private static Thing joined(Thing one, Thing same) {
        var places = new ArrayList<>(one.places());
        places.addAll(same.places());
        return new Thing(one.tenant(), one.id(), one.described(), List.copyOf(places));
    }

    private static Thing toThing(ResultSet row, int number) throws SQLException {
        var geometry = row.getString("geometry");
        var places = geometry == null
                ? List.<Thing.Place>of()
                : List.of(new Thing.Place(
                        row.getLong("place"),
                        new Described(
                                row.getString("place_name"),
                                row.getString("place_description"),
                                json(row.getString("place_properties"))),
                        row.getString("encoding_type"),
                        JSON.readTree(geometry)));
        return new Thing(row.getString("tenant"), row.getLong("id"), described(row), places);
    }

    static Described described(ResultSet row) throws SQLException {
        return new Described(row.getString("name"), row.getString("description"), json(row.getString("properties")));
    }

    static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : JSON.readTree(text);
    }

    static @Nullable String text(@Nullable JsonNode node) {
        return node == null ? null : node.toString();
    }
}
