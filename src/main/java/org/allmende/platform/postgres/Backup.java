package org.allmende.platform.postgres;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.allmende.platform.postgres.EmbeddedPostgres.Options;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Database and documents in one file, made while everything runs, and put back. Keys and passwords are not in it: whoever finds
 * the file reads no document. Works as the owner of the tables, who is not subject to row-level security.
 */
public final class Backup {

    /** Brings an empty database to the recorded version of each schema. */
    @FunctionalInterface
    public interface Migration {
        void run(DataSource owner, Map<String, String> versions);
    }

    /** A restore that was tried and went well. */
    public record Rehearsal(Manifest restored, Duration took) {}

    private Backup() {}

    /** The file is replaced only when the new one is complete. */
    public static Manifest backup(DataSource owner, Path documents, Path file, Instant now) {
        try (var connection = owner.getConnection()) {
            prepare(connection, "repeatable read read only");
            var folder = Files.createDirectories(
                    Objects.requireNonNull(file.toAbsolutePath().getParent()));
            // a temporary file has mode 0600 from its first byte
            var written = Files.createTempFile(folder, ".backup", ".tmp");
            try {
                Manifest manifest;
                try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(written), 1 << 16))) {
                    manifest = new BackupWriter(connection, documents.toAbsolutePath(), zip).write(now);
                }
                Folders.force(written);
                Files.move(written, file, ATOMIC_MOVE, REPLACE_EXISTING);
                return manifest;
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            throw new BackupFailed("The backup %s cannot be written: %s".formatted(file, e), e);
        } catch (SQLException e) {
            throw new BackupFailed("The database cannot be backed up: " + e.getMessage(), e);
        }
    }

    /** Reads the whole file and compares every entry with its hash. */
    public static Manifest check(Path file) {
        try (var opened = BackupFile.open(file)) {
            return opened.manifest();
        } catch (IOException e) {
            throw new BackupFailed("The backup %s cannot be read: %s".formatted(file, e), e);
        }
    }

    /** Into a database without tables. All or nothing of the rows; documents that are there already and the same are kept. */
    public static Manifest restore(Path file, DataSource owner, Path documents, Migration migration) {
        try (var opened = BackupFile.open(file)) {
            refuseTables(owner);
            var reader = new BackupReader(opened);
            reader.restoreDocuments(documents.toAbsolutePath().normalize());
            migration.run(owner, opened.manifest().migrations());
            try (var connection = owner.getConnection()) {
                prepare(connection, "read committed read write");
                reader.restoreTables(connection);
                connection.commit();
            }
            return opened.manifest();
        } catch (IOException e) {
            throw new BackupFailed("The backup %s cannot be restored: %s".formatted(file, e), e);
        } catch (SQLException e) {
            throw new BackupFailed("The database does not take the backup %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Restores into a server of its own in the folder, which is removed again: the live database does not notice. */
    public static Rehearsal rehearse(Path file, Path folder, Options options, Migration migration) {
        var began = System.nanoTime();
        try {
            Files.createDirectories(folder);
            var trial = Files.createTempDirectory(folder, "rehearsal");
            // the account of PostgreSQL passes through, and sees nothing else
            Files.setPosixFilePermissions(trial, PosixFilePermissions.fromString("rwx--x--x"));
            try (var postgres = EmbeddedPostgres.start(trial.resolve("database"), options)) {
                // a program that is stopped in the middle leaves no server behind
                var stop = new Thread(postgres::stop);
                Runtime.getRuntime().addShutdownHook(stop);
                var restored = restore(file, owner(postgres), trial.resolve("documents"), migration);
                Runtime.getRuntime().removeShutdownHook(stop);
                return new Rehearsal(restored, Duration.ofNanos(System.nanoTime() - began));
            } finally {
                Folders.delete(trial);
            }
        } catch (IOException e) {
            throw new BackupFailed("The restore cannot be rehearsed in %s: %s".formatted(folder, e), e);
        }
    }

    private static DataSource owner(EmbeddedPostgres postgres) {
        var source = new PGSimpleDataSource();
        source.setUrl(postgres.url(Roles.DATABASE));
        source.setUser(postgres.owner().user());
        source.setPassword(postgres.owner().password());
        return source;
    }

    private static void refuseTables(DataSource owner) throws SQLException {
        try (var connection = owner.getConnection()) {
            var tables = new Catalogue(connection).tables();
            if (!tables.isEmpty()) {
                throw new BackupFailed(("The database is not empty: it has %d tables, for example %s.%s."
                                + " Restore into a new data folder or a new database; nothing was changed.")
                        .formatted(
                                tables.size(),
                                tables.getFirst().schema(),
                                tables.getFirst().name()));
            }
        }
    }

    /** Written and read in one way of writing values; a row that a policy would hide is an error, not a gap. */
    private static void prepare(Connection connection, String transaction) throws SQLException {
        connection.setAutoCommit(false);
        var catalogue = new Catalogue(connection);
        catalogue.execute("set transaction isolation level " + transaction);
        catalogue.execute("""
                set local row_security = off;
                set local statement_timeout = 0;
                set local lock_timeout = 0;
                set local idle_in_transaction_session_timeout = 0;
                set local datestyle = 'ISO, YMD';
                set local intervalstyle = 'postgres';
                set local timezone = 'UTC';
                set local bytea_output = 'hex';
                set local extra_float_digits = 1
                """);
    }
}
