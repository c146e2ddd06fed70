package org.allmende.sensing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the current tenant can switch: actuators, and what its things can be told to do by them. */
@Component
public class Actuators {

    private final JdbcClient db;

    Actuators(JdbcClient db) {
        this.db = db;
    }

    /** Gives the id. {@code metadata}: what the encoding says, mostly the address of a data sheet. */
    public long add(Described it, String encodingType, JsonNode metadata) {
        return db.sql("""
                insert into sensing.actuator (tenant, name, description, encoding_type, metadata, properties)
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

    /** Gives the id. */
    public long addCapability(TaskingCapability.Draft it) {
        return db.sql("""
                insert into sensing.tasking_capability
                       (tenant, thing, actuator, name, description, parameters, properties, device)
                values (platform.tenant(), :thing, :actuator, :name, :description, :parameters::jsonb,
                        :properties::jsonb, :device)
                returning id
                """)
                .param("thing", it.thing())
                .param("actuator", it.actuator())
                .param("name", it.described().name())
                .param("description", it.described().description())
                .param("parameters", it.parameters().json().toString())
                .param("properties", Things.text(it.described().properties()))
                .param("device", it.device())
                .query(Long.class)
                .single();
    }

    public Optional<TaskingCapability> find(long capability) {
        return db.sql("""
                select c.*, t.name as thing_name
                  from sensing.tasking_capability c
                  join sensing.thing t on t.tenant = c.tenant and t.id = c.thing
                 where c.tenant = platform.tenant() and c.id = :id
                """)
                .param("id", capability)
                .query(Actuators::toCapability)
                .optional();
    }

    /** What there is to switch, in German order of the things' names. */
    public List<TaskingCapability> list() {
        return db.sql("""
                select c.*, t.name as thing_name
                  from sensing.tasking_capability c
                  join sensing.thing t on t.tenant = c.tenant and t.id = c.thing
                 where c.tenant = platform.tenant()
                 order by t.name collate "de-x-icu", c.id
                """).query(Actuators::toCapability).list();
    }

    private static TaskingCapability toCapability(ResultSet row, int number) throws SQLException {
        return new TaskingCapability(
                row.getLong("id"),
                row.getLong("thing"),
                row.getString("thing_name"),
                row.getLong("actuator"),
                Things.described(row),
                DataRecord.parse(JsonMapper.shared().readTree(row.getString("parameters"))),
                row.getObject("device", UUID.class));
    }
}
