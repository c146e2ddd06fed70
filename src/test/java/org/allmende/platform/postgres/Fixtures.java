package org.allmende.platform.postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.allmende.platform.postgres.EmbeddedPostgres.Options;

/** A small server, and how to talk to it as the owner. */
final class Fixtures {
    static final Path PROGRAMS =
            Path.of("target", "postgresql-" + Programs.VERSION).toAbsolutePath();
    static final Options SMALL = new Options(16, 20, Optional.of(PROGRAMS));

    private Fixtures() {}

    static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return connect(postgres, "allmende", postgres.owner());
    }

    static Connection connect(EmbeddedPostgres postgres, String database, Credentials as) throws SQLException {
        return DriverManager.getConnection(postgres.url(database), as.user(), as.password());
    }

    static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(EmbeddedPostgres postgres, String query) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
