package org.allmende.platform.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.ZipFile;
import org.allmende.platform.PlatformServer;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.database.DatabaseServer;
import org.allmende.platform.database.TestDatabase;
import org.allmende.platform.login.Accounts;
import org.allmende.platform.operations.Operation.Kind;
import org.allmende.platform.postgres.BackupFailed;
import org.allmende.platform.time.GermanDates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@Timeout(600)
class NightlyTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final String CANARY = "Zwitscherlöffel";

    @TempDir
    Path folder;

    @Test
    void eachNightIsBackedUpTriedAndTheOldestGo() throws IOException {
        var backups = Files.createDirectories(folder.resolve("backups"));
        for (var old : List.of("allmende-2026-01-01-0200.zip", "allmende-2026-01-02-0200.zip", "notizen.txt")) {
            Files.writeString(backups.resolve(old), "from before");
        }
        try (var server = start(backups)) {
            awaitFirstNight(server);
            assertThat(names(backups))
                    .as("the missed night is made up for; two are kept, and what is not ours")
                    .hasSize(3)
                    .contains("allmende-2026-01-02-0200.zip", "notizen.txt");

            nightly(server, Duration.ZERO).look();
            assertThat(names(backups)).as("once a night").hasSize(3);

            nightly(server, DAY).look();
            assertThat(names(backups))
                    .as("of two good ones none is from before")
                    .hasSize(3)
                    .contains("notizen.txt")
                    .doesNotContain("allmende-2026-01-02-0200.zip");
            assertThat(server.bean(Operations.class)
                            .findLastGood(Kind.REHEARSAL)
                            .orElseThrow()
                            .rows())
                    .isEqualTo(server.bean(Operations.class)
                            .findLastGood(Kind.BACKUP)
                            .orElseThrow()
                            .rows());
        }
    }

    @Test
    void whatIsDeletedIsInTheBackupsOfTheNightsBeforeAndGoesWithTheLastOfThem() throws IOException {
        var backups = Files.createDirectories(folder.resolve("backups"));
        try (var server = start(backups)) {
            awaitFirstNight(server);
            server.bean(Accounts.class).add("kanarie", CANARY);
            nightly(server, DAY).look();
            assertThat(naming(backups)).as("it really is in there").hasSize(1);

            JdbcClient.create(server.bean(DatabaseServer.class).ownerSource())
                    .sql("delete from platform.account where login = 'kanarie'")
                    .update();
            nightly(server, DAY.multipliedBy(2)).look();
            assertThat(naming(backups))
                    .as("two nights are kept: the one before is one of them")
                    .hasSize(1);

            nightly(server, DAY.multipliedBy(3)).look();
            assertThat(names(backups)).hasSize(2);
            assertThat(naming(backups)).as("older than the rule").isEmpty();
        }
    }

    /** The backups in which the canary is found. */
    private static List<String> naming(Path folder) throws IOException {
        var found = new ArrayList<String>();
        for (var name : names(folder)) {
            try (var zip = new ZipFile(folder.resolve(name).toFile())) {
                for (var entry : Collections.list(zip.entries())) {
                    if (new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8).contains(CANARY)) {
                        found.add(name);
                    }
                }
            }
        }
        return found;
    }

    @Test
    void aFailureIsNotedRemovesNothingAndIsTriedAgainAnHourLater() throws IOException {
        var backups = folder.resolve("backups");
        try (var server = start(backups)) {
            awaitFirstNight(server);
            var good = names(backups);
            for (var file : good) {
                Files.move(backups.resolve(file), folder.resolve(file));
            }
            Files.delete(backups);
            Files.writeString(backups, "no folder any more");

            assertThatThrownBy(() -> nightly(server, DAY).look()).isInstanceOf(BackupFailed.class);
            var failed = server.bean(Operations.class).findLast(Kind.BACKUP).orElseThrow();
            assertThat(failed.failure()).as("the operator's page says so").isNotNull();
            nightly(server, DAY.plusMinutes(59)).look();
            assertThat(server.bean(Operations.class).findLast(Kind.BACKUP)).contains(failed);
            assertThatThrownBy(() -> nightly(server, DAY.plusMinutes(61)).look())
                    .isInstanceOf(BackupFailed.class);
        }
    }

    private static PlatformServer start(Path backups) {
        return PlatformServer.startOn(
                TestDatabase.newDatabase(),
                TestDatabase.newFolder(),
                "--allmende.backup.folder=" + backups,
                "--allmende.backup.at=" + farFromNow(),
                "--allmende.backup.keep=2");
    }

    /** No night begins while the test runs, nor within the hour after any of its looks. */
    private static LocalTime farFromNow() {
        return LocalTime.now(GermanDates.BERLIN).minusHours(12).truncatedTo(ChronoUnit.MINUTES);
    }

    /** The server looks by itself as soon as it is up, and until it has finished nobody else may. */
    private static void awaitFirstNight(PlatformServer server) {
        while (server.bean(Operations.class).findLastGood(Kind.AUDIT).isEmpty()) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        JdbcClient.create(server.bean(DatabaseServer.class).ownerSource())
                .sql("select pg_advisory_xact_lock(hashtextextended('allmende nightly', 0))")
                .query()
                .listOfRows();
    }

    /** The same work as the server's own, so much later. */
    private static Nightly nightly(PlatformServer server, Duration later) {
        var clock = Clock.offset(server.bean(Clock.class), later);
        return new Nightly(
                server.bean(Configuration.class),
                new Backups(server.bean(DatabaseServer.class), server.bean(Configuration.class), clock),
                server.bean(AuditWalk.class),
                server.bean(Operations.class),
                server.bean(DatabaseServer.class),
                clock);
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
