package org.allmende.operating;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.allmende.Citizen;
import org.allmende.CommandLine;
import org.allmende.Visitor;
import org.allmende.bench.ReadBack;
import org.allmende.bench.ServerProcess;
import org.allmende.platform.postgres.InstalledPostgres;
import org.junit.jupiter.api.Test;

/** A county that has a PostgreSQL of its own, of the oldest version, prepared as docs/operating.md says. */
class OwnDatabaseTest {

    @Test
    void theWholeServerWorksOnPostgres15AndItsBackupComesBack() throws Exception {
        var data = ServerProcess.newFolder();
        var there = Files.createDirectories(data.resolveSibling("there"));
        try (var postgres = InstalledPostgres.oldest(data.resolveSibling("postgresql"))) {
            var first = OwnDatabase.on(postgres, "allmende");
            var second = OwnDatabase.on(postgres, "allmende_neu");
            first.configure(data);
            second.configure(there);
            assertThat(first.owner()
                            .sql("show server_version")
                            .query(String.class)
                            .single())
                    .startsWith("15.");

            try (var server = ServerProcess.startUnderTest(data)) {
                server.await("/");
                var number = apply(server);
                new ReadBack(first.owner()).awaitFollowUps(Duration.ofMinutes(2));
                var clerk = new Visitor(server.url()).logIn("standesamt.gladenbach", "Allmende-Demo");
                assertThat(clerk.get("/arbeitsplatz?q=" + number).text()).contains(number);
                assertThat(data.resolve("database"))
                        .as("the database that comes along was not needed")
                        .doesNotExist();
            }

            var file = data.resolveSibling("sicherung.zip");
            assertThat(run("backup", file, data)).as("made, and tried").isZero();
            assertThat(run("restore", file, there)).as("into a new database").isZero();
            assertThat(second.cases()).isEqualTo(first.cases()).isPositive();
            assertThat(CommandLine.run("audit", "--data", there.toString(), "--allmende.demo=true"))
                    .isZero();
        } finally {
            ServerProcess.remove(data);
        }
    }

    private static String apply(ServerProcess server) {
        var sent = new Citizen(new Visitor(server.url()))
                .answering("ort", "gladenbach")
                .send("gladenbach", "eheurkunde");
        return sent.address().getPath().split("/")[3];
    }

    private static int run(String verb, Path file, Path data) {
        return CommandLine.run(verb, file.toString(), "--data", data.toString(), "--allmende.demo=true");
    }
}
