package org.allmende.platform.operations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.DatabaseServer;
import org.allmende.platform.database.Migrations;
import org.allmende.platform.operations.Operation.Kind;
import org.allmende.platform.postgres.Backup;
import org.allmende.platform.postgres.BackupFailed;
import org.allmende.platform.postgres.EmbeddedPostgres;
import org.allmende.platform.postgres.Manifest;
import org.allmende.platform.postgres.PostgresFailed;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Backups of database and documents, and the proof that they come back; both are noted for the operator. */
@Component
public class Backups {

    private static final int REHEARSAL_BUFFERS = 64;
    private static final int REHEARSAL_CONNECTIONS = 20;

    private final DatabaseServer server;
    private final Path data;
    private final Clock clock;

    public Backups(DatabaseServer server, Configuration configuration, Clock clock) {
        this.server = server;
        this.data = configuration.data();
        this.clock = clock;
    }

    /** Writes the file while everything runs; a failure is noted and thrown on. */
    public Operation backup(Path file) {
        return noted(Kind.BACKUP, file, () -> Backup.backup(server.ownerSource(), documents(), file, clock.instant()));
    }

    /** Restores the file into a server of its own beside the data, compares everything, and removes it again. */
    public Operation rehearse(Path file) {
        var folder = data.resolve("rehearsal");
        var options = new EmbeddedPostgres.Options(
                REHEARSAL_BUFFERS,
                REHEARSAL_CONNECTIONS,
                Optional.of(folder.resolve("postgresql").toAbsolutePath()));
        return noted(
                Kind.REHEARSAL,
                file,
                () -> Backup.rehearse(file, folder, options, Migrations::run).restored());
    }

    /** Into an empty database and folder of documents. */
    public Operation restore(Path file) {
        return noted(
                Kind.RESTORE, file, () -> Backup.restore(file, server.ownerSource(), documents(), Migrations::run));
    }

    private Path documents() {
        return data.resolve("documents");
    }

    private interface Work {
        Manifest run();
    }

    private Operation noted(Kind kind, Path file, Work work) {
        var began = clock.instant();
        var name = String.valueOf(file.getFileName());
        try {
            var manifest = work.run();
            return note(Operation.done(
                    kind,
                    began,
                    clock.instant(),
                    name,
                    manifest.rows(),
                    manifest.documents().size(),
                    size(file)));
        } catch (BackupFailed | PostgresFailed | IllegalArgumentException failed) {
            note(Operation.failed(kind, began, clock.instant(), name, String.valueOf(failed.getMessage())));
            throw failed;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** The backup may come from, and the command may work on, a database that does not know the record yet. */
    private Operation note(Operation operation) {
        var db = JdbcClient.create(server.ownerSource());
        if (db.sql("select to_regclass('platform.operation') is not null")
                .query(Boolean.class)
                .single()) {
            Operations.add(db, operation);
        }
        return operation;
    }

    /** When this backup was made, by its own word; fails when it cannot be read. */
    static Instant madeAt(Path file) {
        return Backup.check(file).made();
    }
}
