package org.allmende.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings each module's schema to this version's state, as the owner; a schema has its own folder and history. */
public final class Migrations {

    /** In the order in which modules stand on each other. */
    public static final List<String> SCHEMAS =
            List.of("platform", "region", "services", "cases", "sensing", "measures", "dashboard", "geo");

    private Migrations() {}

    public static void run(DataSource owner) {
        try (var kept = keepConnections(owner)) {
            SCHEMAS.forEach(schema -> run(kept, schema, MigrationVersion.LATEST));
        }
    }

    /** Flyway opens several connections for each schema, and to log in is what takes longest when nothing is to be migrated. */
    private static HikariDataSource keepConnections(DataSource owner) {
        var pool = new HikariConfig();
        pool.setPoolName("owner");
        pool.setDataSource(owner);
        pool.setMaximumPoolSize(4);
        pool.setMinimumIdle(0);
        return new HikariDataSource(pool);
    }

    /**
     * As far as {@code versions} says for each schema, and not at all for the others: for a backup, whose rows fit only the
     * tables from which they came.
     */
    public static void run(DataSource owner, Map<String, String> versions) {
        for (var schema : SCHEMAS) {
            var version = versions.get(schema);
            if (version != null) {
                run(owner, schema, MigrationVersion.fromVersion(version));
            }
        }
    }

    private static void run(DataSource owner, String schema, MigrationVersion target) {
        var flyway = Flyway.configure()
                .dataSource(owner)
                .schemas(schema)
                .defaultSchema(schema)
                .table("flyway_history")
                .locations("classpath:db/" + schema)
                .failOnMissingLocations(false)
                .target(target)
                .load();
        if (!target.equals(MigrationVersion.LATEST) && !knows(flyway, target)) {
            throw new IllegalArgumentException(
                    "The data are of a newer version of this program (%s is at %s). Install that version first."
                            .formatted(schema, target));
        }
        flyway.migrate();
        JdbcClient.create(owner)
                .sql("grant usage on schema %s to allmende_app, allmende_runner".formatted(schema))
                .update();
    }

    private static boolean knows(Flyway flyway, MigrationVersion version) {
        return Arrays.stream(flyway.info().all()).anyMatch(migration -> version.equals(migration.getVersion()));
    }
}
