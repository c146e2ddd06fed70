package org.allmende.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server that the platform brings along, for a region that has none of its own. It outlives this program if that
 * is killed, and is taken over at the next start. Several programs may use one folder; the last that stops also stops the server.
 *
 * <p>The folder holds `data`, `log`, `secrets` (keep their backups apart), the programs and the settings.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);

    /**
     * @param programs where the programs are unpacked, when several servers share them; otherwise in the folder itself
     */
    public record Options(int sharedBuffersMegabytes, int maxConnections, Optional<Path> programs) {
        public static final Options DEFAULT = new Options(256, 100, Optional.empty());
    }

    private final FolderLock lock;
    private final Server server;
    private final Secrets secrets;
    private final int port;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private EmbeddedPostgres(FolderLock lock, Server server, Secrets secrets, int port) {
        this.lock = lock;
        this.server = server;
        this.secrets = secrets;
        this.port = port;
    }

    /** Starts or takes over the server whose files are in the folder; returns when it answers. */
    public static EmbeddedPostgres start(Path folder) {
        return start(folder, Options.DEFAULT);
    }

    /** The options are for the start: a server that another program is using keeps its own. */
    public static EmbeddedPostgres start(Path folder, Options options) {
        try {
            return startIn(Files.createDirectories(folder).toRealPath(), options);
        } catch (IOException e) {
            throw new PostgresFailed(
                    "The folder of the database, %s, cannot be used: %s. It must be writable for the account that starts this program."
                            .formatted(folder, e),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresFailed("The start of PostgreSQL was interrupted.", e);
        }
    }

    private static EmbeddedPostgres startIn(Path folder, Options options) throws IOException, InterruptedException {
        var lock = FolderLock.of(folder);
        try {
            return lock.inTurn(() -> start(folder, options, lock));
        } catch (IOException | InterruptedException | RuntimeException e) {
            lock.release();
            throw e;
        }
    }

    private static EmbeddedPostgres start(Path folder, Options options, FolderLock lock)
            throws IOException, InterruptedException {
        var began = System.nanoTime();
        var file = Secrets.in(folder);
        if (Files.exists(Server.data(folder)) && !Files.exists(file)) {
            throw new PostgresFailed(
                    ("The passwords of the database in %s are missing. Put the file %s back from its backup,"
                                    + " or restore a backup of the database into an empty folder.")
                            .formatted(folder, file));
        }
        var secrets = Secrets.keptIn(file);
        var server = new Server(folder, options);
        var port = server.start(secrets.of(Secrets.SUPERUSER), lock.unused());
        try {
            new Roles(port, secrets).prepare();
        } catch (SQLException e) {
            throw server.failed("PostgreSQL on port %d cannot be prepared: %s.".formatted(port, e.getMessage()));
        }
        lock.join();
        log.info(
                "PostgreSQL {} answers on port {} after {} ms",
                Programs.VERSION,
                port,
                Duration.ofNanos(System.nanoTime() - began).toMillis());
        return new EmbeddedPostgres(lock, server, secrets, port);
    }

    /** The JDBC address of a database; it has parameters, further ones are appended with `&`. */
    public String url(String database) {
        return url(port, database);
    }

    static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable&gssEncMode=disable".formatted(port, database);
    }

    /** Makes a further database for the same roles, unless it is there: for tests, for a restore on trial. */
    public void createDatabase(String name) {
        change("made", name, () -> roles().prepare(name));
    }

    /** Removes a database made by {@link #createDatabase}; its connections are ended. */
    public void dropDatabase(String name) {
        change("removed", name, () -> roles().drop(name));
    }

    private interface Change {
        void happen() throws SQLException;
    }

    private static void change(String done, String database, Change change) {
        if (!database.matches("[a-z][a-z0-9_]{0,62}")) {
            throw new IllegalArgumentException("Not a name for a database: " + database);
        }
        try {
            change.happen();
        } catch (SQLException e) {
            throw new PostgresFailed("The database %s cannot be %s: %s".formatted(database, done, e.getMessage()), e);
        }
    }

    private Roles roles() {
        return new Roles(port, secrets);
    }

    /** Owns the tables: migrations, backup. */
    public Credentials owner() {
        return secrets.of(Secrets.OWNER);
    }

    /** Serves the people, under row-level security. */
    public Credentials app() {
        return secrets.of(Secrets.APP);
    }

    /** Looks for due work of all tenants. */
    public Credentials runner() {
        return secrets.of(Secrets.RUNNER);
    }

    /** Stops the server if no other program uses it; open connections are ended, everything committed is on the disk. */
    public void stop() {
        if (stopped.getAndSet(true)) {
            return;
        }
        try {
            try {
                lock.inTurn(() -> {
                    lock.leave();
                    if (lock.unused()) {
                        server.stop();
                    }
                    return this;
                });
            } finally {
                lock.release();
            }
        } catch (IOException e) {
            throw new PostgresFailed("PostgreSQL was not stopped: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresFailed("The stop of PostgreSQL was interrupted; it may still run.", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
