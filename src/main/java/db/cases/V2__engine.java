package db.cases;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Creates the process engine's tables in their own schema, from the scripts that the engine's jars bring along. Only what
 * execution and history need: its user directory and event registry are switched off, their tables are not made.
 *
 * <p>Whoever raises the engine's version adds a migration that runs the jars' upgrade scripts where
 * {@code engine.act_ge_property} still names the older version; a fresh database gets the newer tables here.
 */
public final class V2__engine extends BaseJavaMigration {

    private static final List<String> SCRIPTS = List.of(
            "org/flowable/common/db/create/flowable.postgres.create.common.sql",
            "org/flowable/db/create/flowable.postgres.create.engine.sql",
            "org/flowable/db/create/flowable.postgres.create.history.sql");

    @Override
    public void migrate(Context context) throws Exception {
        try (var statement = context.getConnection().createStatement()) {
            statement.execute("create schema engine");
            statement.execute("set local search_path to engine");
            for (var script : SCRIPTS) {
                statement.execute(read(script));
            }
        }
    }

    private static String read(String script) throws IOException {
        try (var in = V2__engine.class.getClassLoader().getResourceAsStream(script)) {
            if (in == null) {
                throw new IOException("The engine's jars do not hold " + script);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
