package org.allmende.platform.postgres;

import static org.allmende.platform.postgres.Fixtures.PROGRAMS;
import static org.allmende.platform.postgres.Fixtures.SMALL;
import static org.allmende.platform.postgres.Fixtures.ask;
import static org.allmende.platform.postgres.Fixtures.connect;
import static org.allmende.platform.postgres.Fixtures.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.allmende.platform.postgres.EmbeddedPostgres.Options;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EmbeddedPostgresTest {
    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void chooseFolder() {
        folder = temporary.resolve("database");
    }

    @AfterEach
    void leaveNothingBehind() throws IOException {
        var data = folder.resolve("data");
        Postmaster.findRunning(data)
                .flatMap(it -> ProcessHandle.of(it.pid()))
                .ifPresent(ProcessHandle::destroyForcibly);
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(folder, SMALL);
    }

    private long pid() throws IOException {
        return Postmaster.findRunning(folder.toRealPath().resolve("data"))
                .orElseThrow()
                .pid();
    }

    /** Not so once it has ended, though nobody may have asked for its exit code yet. */
    private static boolean runs(long pid) throws IOException {
        var commandLine = Path.of("/proc/" + pid + "/cmdline");
        return Files.exists(commandLine) && !Files.readString(commandLine).isEmpty();
    }

    @Test
    void whatIsWrittenIsThereAfterARestartOnTheSamePort() throws Exception {
        String address;
        try (var postgres = start()) {
            address = postgres.url("allmende");
            execute(postgres, "create schema cases create table cases.note (text text)");
            execute(postgres, "insert into cases.note values ('Eheurkunde für Gladenbach')");
        }
        try (var postgres = start()) {
            assertThat(postgres.url("allmende")).isEqualTo(address);
            assertThat(ask(postgres, "select text from cases.note")).isEqualTo("Eheurkunde für Gladenbach");
        }
    }

    @Test
    void theServerOfAKilledProgramIsTakenOver() throws Exception {
        var killed = Holder.of(folder, PROGRAMS);
        var port = killed.answer();
        var server = pid();
        killed.kill();
        try (var postgres = start()) {
            assertThat(pid()).isEqualTo(server);
            assertThat(postgres.url("allmende")).contains(":" + port + "/");
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
        assertThat(runs(server)).isFalse();
    }

    @Test
    void aKilledServerRecoversEverythingCommitted() throws Exception {
        var killed = start();
        execute(killed, "create schema cases");
        execute(killed, "create table cases.number as select generate_series(1, 10000) it");
        try (var busy = connect(killed);
                var statement = busy.createStatement()) {
            busy.setAutoCommit(false);
            statement.execute("insert into cases.number values (10001)");
            var server = pid();
            ProcessHandle.of(server).orElseThrow().destroyForcibly();
            while (runs(server)) {
                Thread.sleep(5);
            }
            try (var postgres = start()) {
                assertThat(ask(postgres, "select count(*) from cases.number")).isEqualTo("10000");
                killed.stop();
                assertThat(ask(postgres, "select count(*) from cases.number")).isEqualTo("10000");
            }
        }
    }

    @Test
    void aFileThatNamesAnotherProgramHindersNothing() throws Exception {
        start().stop();
        var stale = """
                %d
                %s
                1700000000
                5432

                127.0.0.1
                    0 0
                ready
                """.formatted(ProcessHandle.current().pid(), folder.resolve("data"));
        Files.writeString(folder.resolve("data/postmaster.pid"), stale);
        try (var postgres = start()) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void noSecondServerComesUponTheDataAsLongAsAProcessOfTheFirstLives() throws Exception {
        start().stop();
        var lock = folder.resolve("data.lock").toString();
        var remainder = new ProcessBuilder("flock", lock, "sh", "-c", "echo held; exec sleep 1").start();
        assertThat(remainder.inputReader().readLine()).isEqualTo("held");
        try (var postgres = start()) {
            assertThat(runs(remainder.pid())).isFalse();
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void theLastOfTwoProgramsStopsTheServer() throws Exception {
        try (var first = Holder.of(folder, PROGRAMS)) {
            first.answer();
            var server = pid();
            try (var second = start()) {
                assertThat(pid()).isEqualTo(server);
                first.stop();
                assertThat(ask(second, "select 1"))
                        .as("after the first has stopped")
                        .isEqualTo("1");
                try (var third = start()) {
                    assertThat(ask(third, "select 1")).isEqualTo("1");
                }
                assertThat(ask(second, "select 1"))
                        .as("after a third has stopped")
                        .isEqualTo("1");
            }
            assertThat(runs(server)).isFalse();
        }
    }

    @Test
    void newSettingsRestartAServerThatNobodyUses() throws Exception {
        var killed = Holder.of(folder, PROGRAMS);
        killed.answer();
        killed.kill();
        try (var postgres = EmbeddedPostgres.start(folder, new Options(32, 20, Optional.of(PROGRAMS)))) {
            assertThat(ask(postgres, "show shared_buffers")).isEqualTo("32MB");
        }
    }

    @Test
    void aTakenPortIsReplacedForGood() throws Exception {
        start().stop();
        var port = Integer.parseInt(Files.readString(folder.resolve("port")).strip());
        try (var other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                var postgres = start()) {
            assertThat(other.isBound()).isTrue();
            assertThat(postgres.url("allmende")).doesNotContain(":" + port + "/");
        }
        assertThat(Files.readString(folder.resolve("port")).strip()).isNotEqualTo(Integer.toString(port));
    }

    @Test
    void lostPasswordsAreSaid() throws Exception {
        start().stop();
        Files.delete(folder.resolve("secrets/postgres"));
        assertThatThrownBy(this::start).isInstanceOf(PostgresFailed.class).hasMessageContaining("Put the file");
    }

    @Test
    void dataOfAnotherMajorVersionIsSaid() throws Exception {
        start().stop();
        Files.writeString(folder.resolve("data/PG_VERSION"), "16\n");
        assertThatThrownBy(this::start)
                .isInstanceOf(PostgresFailed.class)
                .hasMessageContaining("is of PostgreSQL 16, this program brings 17");
    }

    @Test
    void aServerThatDoesNotStartSaysWhy() throws Exception {
        start().stop();
        Files.setPosixFilePermissions(folder.resolve("data"), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(this::start)
                .isInstanceOf(PostgresFailed.class)
                .hasMessageContaining("does not start")
                .hasMessageContaining("has invalid permissions");
    }

    @Test
    void rootKeepsItsFilesButRunsPostgresWithoutItsPowers() throws Exception {
        assumeRoot();
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));
        try (var postgres = start()) {
            assertThat(Files.getAttribute(folder.resolve("data"), "unix:uid")).isEqualTo(0);
            assertThat(Files.readString(Path.of("/proc/" + pid() + "/uid_map"))).isBlank();
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void rootHandsAReachableFolderToTheAccountThatThereIs() throws Exception {
        assumeRoot();
        assumeTrue(Files.readString(Path.of("/etc/passwd")).contains("\npostgres:"), "there is an account postgres");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var postgres = start()) {
            var owner = Files.getAttribute(folder.resolve("data"), "unix:uid");
            assertThat(owner).isNotEqualTo(0);
            assertThat(Files.getAttribute(Path.of("/proc/" + pid()), "unix:uid"))
                    .isEqualTo(owner);
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "root"})
    void anOrdinaryAccountStartsTheServerInAFolderOfItsOwnOnly(String owner) throws Exception {
        assumeRoot();
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        Holder.copyTo(temporary, Holder.classPath());
        var classPath = Holder.classPath().stream()
                .map(it -> temporary.resolve(it.getFileName()))
                .toList();
        Files.createDirectory(folder);
        Files.setOwner(
                folder, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner));
        var nobody = List.of("setpriv", "--reuid=nobody", "--clear-groups", "--");
        try (var holder = Holder.of(nobody, classPath, folder, folder.resolve("programs"))) {
            if (owner.equals("nobody")) {
                assertThat(holder.answer()).matches("[0-9]+");
                assertThat(Files.getOwner(folder.resolve("data")).getName()).isEqualTo("nobody");
            } else {
                assertThat(holder.answer())
                        .contains("AccessDeniedException")
                        .contains("It must be writable for the account that starts this program");
            }
        }
    }

    private void assumeRoot() throws IOException {
        assumeTrue(Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0), "started as root");
    }
}
