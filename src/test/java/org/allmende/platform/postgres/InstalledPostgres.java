package org.allmende.platform.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.allmende.Sources;

/**
 * A county's own PostgreSQL, as the system installs it: with the settings it has from its makers, German as the language of
 * the whole cluster, and databases that are made with the statements of docs/operating.md, word for word.
 */
public final class InstalledPostgres implements AutoCloseable {

    /** Where Debian puts the oldest version that the platform promises to work with. */
    private static final Path OLDEST = Path.of("/usr/lib/postgresql/15");

    private static final Pattern STATEMENTS = Pattern.compile("(?s)```sql\n(.*?)```");
    private static final String PASSWORD = "Lahn-Ohm-Perf-15";

    private final Path folder;
    private final Programs programs;
    private final Account account;
    private final int port;
    private boolean rolesAreMade;

    private InstalledPostgres(Path folder, Programs programs) throws IOException, InterruptedException {
        this.folder = folder;
        this.programs = programs;
        this.account = Account.of(folder, data(), programs);
        this.port = Ports.freeFor(folder.resolve("port"));
    }

    /** The programs that {@code -Dpostgres.programs=FOLDER} names for a whole run of tests. */
    public static Optional<Path> chosen() {
        return Optional.ofNullable(System.getProperty("postgres.programs")).map(Path::of);
    }

    /** Skips the test, and says so, where the oldest version is not installed. */
    public static InstalledPostgres oldest(Path folder) {
        assumeTrue(
                Files.isExecutable(new Programs(OLDEST).postgres()),
                "PostgreSQL 15 is not installed: apt-get install postgresql-15");
        return start(folder, OLDEST);
    }

    public static InstalledPostgres start(Path folder, Path programs) {
        try {
            var made = Files.createDirectories(folder).toRealPath();
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
            var postgres = new InstalledPostgres(made, new Programs(programs));
            postgres.initialize();
            postgres.launch();
            return postgres;
        } catch (IOException failed) {
            throw new PostgresFailed("PostgreSQL cannot be started in " + folder, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PostgresFailed("The start of PostgreSQL was interrupted", stopped);
        }
    }

    private void initialize() throws IOException, InterruptedException {
        var password = Files.writeString(folder.resolve("password"), PASSWORD);
        run(
                programs.initdb(),
                "--pgdata=" + data(),
                "--username=postgres",
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--locale-provider=icu",
                "--icu-locale=de-DE",
                "--no-sync");
    }

    private void launch() throws InterruptedException {
        run(
                programs.pgCtl(),
                "start",
                "--wait",
                "--pgdata=" + data(),
                "--log=" + folder.resolve("log"),
                "--options=-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
                        .formatted(port));
    }

    private void run(Path program, String... options) throws InterruptedException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(options));
        var output = account.run(folder, command);
        if (!output.good()) {
            throw new PostgresFailed(program + ": " + output.text());
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable".formatted(port, database);
    }

    public Credentials owner() {
        return new Credentials(Secrets.OWNER, PASSWORD);
    }

    public Credentials app() {
        return new Credentials(Secrets.APP, PASSWORD);
    }

    public Credentials runner() {
        return new Credentials(Secrets.RUNNER, PASSWORD);
    }

    /** As an operator does it with psql, line by line. */
    public synchronized void createDatabase(String name) {
        try {
            prepare(name);
        } catch (SQLException failed) {
            throw new PostgresFailed("docs/operating.md makes no database: " + failed.getMessage(), failed);
        }
    }

    private void prepare(String name) throws SQLException {
        var statements = STATEMENTS.matcher(Sources.read("docs/operating.md"));
        if (!statements.find()) {
            throw new IllegalStateException("docs/operating.md does not say how to make a database");
        }
        var connection = connect("postgres");
        try {
            for (var line : statements.group(1).lines().toList()) {
                var statement = line.replace("…", PASSWORD).replaceAll("\\ballmende\\b", name);
                if (statement.equals("\\c " + name)) {
                    connection.close();
                    connection = connect(name);
                } else if (!(rolesAreMade && statement.startsWith("create role"))) {
                    execute(connection, statement);
                }
            }
            rolesAreMade = true;
        } finally {
            connection.close();
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", PASSWORD);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public void stop() {
        try {
            run(programs.pgCtl(), "stop", "--wait", "--mode=fast", "--pgdata=" + data());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PostgresFailed("The stop of PostgreSQL was interrupted", stopped);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
