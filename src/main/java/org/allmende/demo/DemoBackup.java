package org.allmende.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.operations.Backups;
import org.allmende.platform.operations.Operation;
import org.allmende.platform.operations.Operations;
import org.springframework.stereotype.Component;

/** One backup of the fresh demo and the proof that it comes back, for the operator to look at. */
@OnlyInDemo
@Component
class DemoBackup {

    private final Operations operations;
    private final Backups backups;
    private final Path file;

    DemoBackup(Operations operations, Backups backups, Configuration configuration) {
        this.operations = operations;
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
        backups.backup(file);
        backups.rehearse(file);
    }
}
