package org.allmende.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A migrated PostgreSQL for a test of stores, with the same roles as in real life: {@code db} is the app role under
 * row-level security, {@code owner} sees everything. One server per test run, an own database per instance.
 */
public final class TestDatabase implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private static volatile boolean stoppedAfterSpring;
    private static final Path FOLDER = makeFolder();
    private static final TestServer SERVER = startServer();

    private final HikariDataSource pool;
    public final DataSource app;
    public final PlatformTransactionManager transactions;
    public final JdbcClient db;
    public final JdbcClient owner;
    public final Tenancy tenancy;
    public final DatabaseServer server;

    private TestDatabase(DatabaseServer server) {
        this.server = server;
        server.migrate();
        pool = new HikariDataSource();
        pool.setJdbcUrl(server.app().url());
        pool.setUsername(server.app().user());
        pool.setPassword(server.app().password());
        pool.setMaximumPoolSize(8);
        app = pool;
        transactions = new TenantTransactionManager(pool);
        db = JdbcClient.create(pool);
        owner = JdbcClient.create(server.ownerSource());
        tenancy = new Tenancy(transactions, db);
    }

    /** A new empty database with the schema of this version. */
    public static TestDatabase create() {
        return new TestDatabase(serverFor(newDatabase()));
    }

    /** The address and log-ins of a new empty database, not migrated: for tests that start the whole application. */
    public static DatabaseServer serverFor(String database) {
        return SERVER.on(database);
    }

    public static String newDatabase() {
        var name = "test_" + COUNT.incrementAndGet();
        SERVER.create().accept(name);
        return name;
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Whoever starts an application that closes by itself at the end says so: then the server outlives it. */
    public static void stopAfterSpring() {
        stoppedAfterSpring = true;
    }

    /** A data folder for an application on this server; it goes when the server does. */
    public static Path newFolder() {
        try {
            return Files.createTempDirectory(FOLDER, "data");
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    private static Path makeFolder() {
        try {
            return Files.createTempDirectory("allmende-test");
        } catch (IOException noFolder) {
            throw new UncheckedIOException(noFolder);
        }
    }

    private static TestServer startServer() {
        var server = TestServer.start(FOLDER.resolve("database"));
        SpringApplication.getShutdownHandlers().add(() -> stop(server));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (!stoppedAfterSpring) {
                stop(server);
            }
        }));
        return server;
    }

    private static void stop(TestServer server) {
        server.stop().run();
        try (var files = Files.walk(FOLDER)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException left) {
            // a temporary folder: the system removes it
        }
    }
}
