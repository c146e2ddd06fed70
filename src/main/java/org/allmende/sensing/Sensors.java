package org.allmende.sensing;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** How the current tenant measures, what, and of what: sensors, observed properties, features of interest. */
@Component
public class Sensors {

    private final JdbcClient db;

    Sensors(JdbcClient db) {
        this.db = db;
    }

    /** Gives the id. {@code metadata}: what the encoding says, mostly the address of a data sheet. */
    public long add(Described it, String encodingType, JsonNode metadata) {
        return db.sql("""
                insert into sensing.sensor (tenant, name, description, encoding_type, metadata, properties)
                values (platform.tenant(), :name, :description, :encoding, :metadata::jsonb, :properties::jsonb)
                returning id
                """)
                .param("name", it.name())
                .param("description", it.description())
                .param("encoding", encodingType)
                .param("metadata", metadata.toString())
                .param("properties", Things.text(it.properties()))
                .query(Long.class)
                .single();
    }

    /** Gives the id. {@code definition}: the address of what is meant. */
    public long addProperty(Described it, String definition) {
        return db.sql("""
                insert into sensing.observed_property (tenant, name, definition, description, properties)
                values (platform.tenant(), :name, :definition, :description, :properties::jsonb)
                returning id
                """)
                .param("name", it.name())
                .param("definition", definition)
                .param("description", it.description())
                .param("properties", Things.text(it.properties()))
                .query(Long.class)
                .single();
    }

    /** All that whoever asks may see. */
    public List<ObservedProperty> listProperties() {
        return db.sql("select * from sensing.observed_property order by id")
                .query((row, number) ->
                        new ObservedProperty(row.getLong("id"), Things.described(row), row.getString("definition")))
                .list();
    }

    /** Gives the id. */
    public long addFeature(Described it, String encodingType, JsonNode geometry) {
        return db.sql("""
                insert into sensing.feature (tenant, name, description, encoding_type, geometry, properties)
                values (platform.tenant(), :name, :description, :encoding, :geometry::jsonb, :properties::jsonb)
                returning id
                """)
                .param("name", it.name())
                .param("description", it.description())
                .param("encoding", encodingType)
                .param("geometry", geometry.toString())
                .param("properties", Things.text(it.properties()))
                .query(Long.class)
                .single();
    }
}
