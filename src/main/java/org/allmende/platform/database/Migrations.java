package org.allmende.platform.database;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings each module's schema to this version's state, as the owner; a schema has its own folder and history. */
public final class Migrations {

    /** In the order in which modules stand on each other. */
    public static final List<String> SCHEMAS = List.of("platform", "region", "services", "cases");

    private Migrations() {}

    public static void run(DataSource owner) {
        var db = JdbcClient.create(owner);
        for (var schema : SCHEMAS) {
            Flyway.configure()
                    .dataSource(owner)
                    .schemas(schema)
                    .defaultSchema(schema)
                    .table("flyway_history")
                    .locations("classpath:db/" + schema)
                    .failOnMissingLocations(false)
                    .load()
                    .migrate();
            db.sql("grant usage on schema %s to allmende_app, allmende_runner".formatted(schema))
                    .update();
        }
    }
}
