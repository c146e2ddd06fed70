package org.allmende.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.operations.AuditWalk;
import org.allmende.platform.operations.Backups;
import org.allmende.platform.operations.Operation;
import org.allmende.platform.operations.Operations;
import org.springframework.stereotype.Component;

/** Looks after the fresh demo once as every night would, for the operator to see: audit logs, a backup, the proof that it comes back. */
@OnlyInDemo
@Component
class FirstNight {

    private final Operations operations;
    private final AuditWalk audits;
    private final Backups backups;
    private final Path file;

    FirstNight(Operations operations, AuditWalk audits, Backups backups, Configuration configuration) {
        this.operations = operations;
        this.audits = audits;
        this.backups = backups;
        this.file = configuration.data().resolve("backups").resolve("demo.zip");
    }

    void ensure() {
        if (operations.findLast(Operation.Kind.BACKUP).isPresent()) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        audits.verifyAll();
        backups.backup(file);
        backups.rehearse(file);
    }
}
