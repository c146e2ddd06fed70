package org.allmende.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.allmende.CommandLine;
import org.allmende.bench.ReadBack;
import org.allmende.bench.ServerProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** kill -9, again and again, while citizens send their applications and a clerk claims them. */
class CrashTest {

    private static final Duration FOLLOW_UPS = Duration.ofMinutes(2);

    @Test
    void whatWasAcknowledgedIsThereOnceAfterAKill() {
        survive(2);
    }

    @Test
    @Tag("long")
    void whatWasAcknowledgedIsThereOnceAfterHundredsOfKills() {
        survive(200);
    }

    /** Every second kill takes the database along. */
    private static void survive(int kills) {
        var data = ServerProcess.newFolder();
        var seed = System.nanoTime();
        var random = new Random(seed);
        var rush = new Rush();
        var last = new ArrayDeque<ServerProcess>();
        try {
            var server = start(data, last);
            for (int kill = 1; kill <= kills; kill++) {
                rush.prepare(server);
                var running = rush.begin(server);
                Moment.await(random, () -> rush.acknowledged().size(), 300);
                if (kill % 2 == 0) {
                    server.killWithDatabase();
                } else {
                    server.kill();
                }
                running.await();
                server = start(data, last);
                rush.sendAgain(server);
                var back = new ReadBack(rush.owner(server));
                back.awaitFollowUps(FOLLOW_UPS);
                assertThat(back.faults(rush.sent(), rush.acknowledged()))
                        .as("after kill %d of the run with seed %d", kill, seed)
                        .isEmpty();
                assertThat(rush.contradictions())
                        .as("an application that is sent again is the same case as before")
                        .isEmpty();
            }
            assertThat(CommandLine.run("audit", "--data", data.toString(), "--allmende.demo=true"))
                    .as("the audit log's chain holds: 0 is the verdict of ./allmende audit")
                    .isZero();
        } finally {
            last.forEach(ServerProcess::close);
            ServerProcess.remove(data);
        }
    }

    private static ServerProcess start(Path data, Deque<ServerProcess> last) {
        var server = ServerProcess.startUnderTest(data);
        last.clear();
        last.add(server);
        server.await("/");
        return server;
    }
}
