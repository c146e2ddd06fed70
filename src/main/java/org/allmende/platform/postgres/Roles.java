package org.allmende.platform.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The database and its three roles: the owner of the tables, the app under row-level security, the runner of due work. */
record Roles(int port, Secrets secrets) {
    static final String DATABASE = "allmende";

    /** Once the database bears this comment, everything in it is prepared. */
    private static final String PREPARED = "The platform of the region";

    void prepare() throws SQLException {
        try (var connection = connect("postgres")) {
            for (var role : new String[] {Secrets.OWNER, Secrets.APP, Secrets.RUNNER}) {
                role(connection, secrets.of(role));
            }
        }
        prepare(DATABASE);
    }

    /** Makes the database if it is not there; only the three roles get in. */
    void prepare(String database) throws SQLException {
        try (var connection = connect("postgres")) {
            if (isPrepared(connection, database)) {
                return;
            }
            if (!exists(connection, "select from pg_database where datname = ?", database)) {
                execute(connection, "create database %s owner %s".formatted(database, Secrets.OWNER));
            }
            for (var closed : new String[] {"postgres", "template1", database}) {
                execute(connection, "revoke all on database %s from public".formatted(closed));
            }
            execute(
                    connection,
                    "grant connect on database %s to %s, %s".formatted(database, Secrets.APP, Secrets.RUNNER));
        }
        try (var connection = connect(database)) {
            execute(connection, "revoke all on schema public from public");
            execute(connection, "comment on database %s is '%s'".formatted(database, PREPARED));
        }
    }

    /** Ends the connections to it, too. */
    void drop(String database) throws SQLException {
        try (var connection = connect("postgres")) {
            execute(connection, "drop database if exists %s with (force)".formatted(database));
        }
    }

    private Connection connect(String database) throws SQLException {
        var superuser = secrets.of(Secrets.SUPERUSER);
        return DriverManager.getConnection(
                EmbeddedPostgres.url(port, database), superuser.user(), superuser.password());
    }

    /** Also at each start, since the file of secrets decides. A password is of letters, digits, - and _ only. */
    private static void role(Connection connection, Credentials credentials) throws SQLException {
        var verb =
                exists(connection, "select from pg_roles where rolname = ?", credentials.user()) ? "alter" : "create";
        execute(connection, """
                %s role %s login noinherit nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '%s'
                """.formatted(verb, credentials.user(), credentials.password()));
    }

    private static boolean isPrepared(Connection connection, String database) throws SQLException {
        return exists(
                connection,
                "select from pg_database where datname = ? and shobj_description(oid, 'pg_database') = '" + PREPARED
                        + "'",
                database);
    }

    private static boolean exists(Connection connection, String query, String parameter) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
