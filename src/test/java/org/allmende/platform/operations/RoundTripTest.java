package org.allmende.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.allmende.CommandLine;
import org.allmende.platform.PlatformServer;
import org.allmende.platform.audit.Audit;
import org.allmende.platform.audit.AuditCheck;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.FileType;
import org.allmende.platform.mail.Mail;
import org.allmende.platform.mail.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class RoundTripTest {

    @TempDir
    Path folder;

    private final byte[] notice = "Bescheid".getBytes(StandardCharsets.UTF_8);

    @Test
    void aBackupOfTheRunningServerComesBackWhole() throws IOException {
        var here = folder.resolve("here");
        var there = folder.resolve("there");
        var file = folder.resolve("sicherung.zip");
        UUID id;
        try (var server = PlatformServer.start(here)) {
            id = fill(server);

            assertThat(CommandLine.run("backup", file.toString(), "--data", here.toString()))
                    .isZero();

            var operations = server.bean(Operations.class);
            var backup = operations.findLastGood(Operation.Kind.BACKUP).orElseThrow();
            assertThat(backup.documents()).as("one file was stored").isEqualTo(1);
            assertThat(operations
                            .findLastGood(Operation.Kind.REHEARSAL)
                            .orElseThrow()
                            .rows())
                    .as("the rehearsal brings back every row")
                    .isEqualTo(backup.rows());
            assertThat(CommandLine.run("audit", "--data", here.toString())).isZero();
        }
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .as("keys are kept apart")
                .doesNotContain("documents.key", "secrets/postgres");

        assertThat(CommandLine.run("restore", file.toString(), "--data", there.toString()))
                .isZero();
        assertThat(CommandLine.run("restore", file.toString(), "--data", there.toString()))
                .as("a second time the folder is not empty")
                .isEqualTo(1);

        Files.createDirectories(there.resolve("secrets"));
        Files.copy(here.resolve("secrets/documents.key"), there.resolve("secrets/documents.key"));
        try (var server = PlatformServer.start(there)) {
            assertThat(read(server, id)).isEqualTo(notice);
            assertThat(server.bean(AuditCheck.class).verify("lohra"))
                    .as("the audit log came along, chain and all")
                    .isInstanceOf(AuditCheck.Result.Intact.class);
            assertThat(server.bean(Tenancy.class)
                            .as("lohra", () -> server.bean(Mail.class).list(10)))
                    .as("the outbox came along")
                    .hasSize(1);
        }
    }

    @Test
    void aWrongWordIsAnsweredWithTheWordsThatThereAre() {
        assertThat(CommandLine.run("backup")).isEqualTo(2);
        assertThat(CommandLine.run("restore", folder.resolve("none.zip").toString(), "--allmende.dta=x"))
                .as("an unknown key stops a command, too")
                .isEqualTo(1);
    }

    private UUID fill(PlatformServer server) {
        var id = new AtomicReference<UUID>();
        server.bean(Tenancy.class).run("lohra", () -> {
            var files = server.bean(org.allmende.platform.files.Files.class);
            id.set(files.addOwn(notice, "bescheid.pdf", FileType.PDF).id());
            server.bean(Audit.class).record("case.decided", "1", Map.of("outcome", "granted"));
            server.bean(Mail.class).send(new Message("berta@lohra.example", "Ihr Bescheid", "Er ist da."));
        });
        return id.get();
    }

    private static byte[] read(PlatformServer server, UUID id) {
        return server.bean(Tenancy.class).as("lohra", () -> {
            try (var content =
                    server.bean(org.allmende.platform.files.Files.class).open(id)) {
                return new ByteArrayInputStream(content.readAllBytes()).readAllBytes();
            } catch (IOException unreadable) {
                throw new AssertionError(unreadable);
            }
        });
    }
}
