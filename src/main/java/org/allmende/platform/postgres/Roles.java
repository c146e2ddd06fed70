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
            if (isPrepared(connection)) {
                return;
            }
            if (!exists(connection, "select from pg_database where datname = ?", DATABASE)) {
                execute(connection, "create database %s owner %s".formatted(DATABASE, Secrets.OWNER));
            }
            for (var database : new String[] {"postgres", "template1", DATABASE}) {
                execute(connection, "revoke all on database %s from public".formatted(database));
            }
            execute(connection, "grant connect on database %s to %s, %s".formatted(DATABASE, Secrets.APP, Secrets.RUNNER));
        }
        try (var connection = connect(DATABASE)) {
            execute(connection, "revoke all on schema public from public");
            execute(connection, "comment on database %s is '%s'".formatted(DATABASE, PREPARED));
        }
    }

    /** A further database with the same rights, for tests and rehearsed restores. */
    void createDatabase(String name) throws SQLException {
        try (var connection = connect("postgres")) {
            execute(connection, "create database %s owner %s".formatted(name, Secrets.OWNER));
            execute(connection, "revoke all on database %s from public".formatted(name));
            execute(connection, "grant connect on database %s to %s, %s".formatted(name, Secrets.APP, Secrets.RUNNER));
        }
        try (var connection = connect(name)) {
            execute(connection, "revoke all on schema public from public");
        }
    }

    private Connection connect(String database) throws SQLException {
        var superuser = secrets.of(Secrets.SUPERUSER);
        return DriverManager.getConnection(EmbeddedPostgres.url(port, database), superuser.user(), superuser.password());
    }

    /** Also at each start, since the file of secrets decides. A password is of letters, digits, - and _ only. */
    private static void role(Connection connection, Credentials credentials) throws SQLException {
        var verb = exists(connection, "select from pg_roles where rolname = ?", credentials.user()) ? "alter" : "create";
        execute(connection, """
                %s role %s login noinherit nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '%s'
                """.formatted(verb, credentials.user(), credentials.password()));
    }

    private static boolean isPrepared(Connection connection) throws SQLException {
        return exists(
                connection,
                "select from pg_database where datname = '" + DATABASE + "' and shobj_description(oid, 'pg_database') = ?",
                PREPARED);
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
