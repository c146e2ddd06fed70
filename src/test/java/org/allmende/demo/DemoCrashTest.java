package org.allmende.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.allmende.bench.Owner;
import org.allmende.bench.ReadBack;
import org.allmende.bench.ServerProcess;
import org.allmende.cases.Entry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** kill -9 while the demo fills itself: the next start goes on, and in the end nothing is missing and nothing there twice. */
class DemoCrashTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void theDemoIsCompleteAfterAKill() {
        survive(1);
    }

    @Test
    @Tag("long")
    void theDemoIsCompleteAfterManyKills() {
        survive(12);
    }

    private static void survive(int kills) {
        var data = ServerProcess.newFolder();
        var seed = System.nanoTime();
        var random = new Random(seed);
        var last = new ArrayDeque<ServerProcess>();
        try {
            for (int kill = 1; kill <= kills; kill++) {
                var server = start(data, last);
                var owner = Owner.of(data);
                long enough = cases(owner) + random.nextLong(1, 2 * 390 / (kills + 1));
                await(() -> cases(owner) >= Math.min(390, enough));
                if (kill % 2 == 0) {
                    server.kill();
                } else {
                    server.killWithDatabase();
                }
            }
            start(data, last);
            var owner = Owner.of(data);
            await(() -> number(owner, "select count(*) from platform.operation where kind = 'BACKUP'") > 0);
            new ReadBack(owner).awaitFollowUps(PATIENCE);
            assertThat(traces(owner)).as("kills with seed %d", seed).isEqualTo(tracesOf(StoriesTest.STORIES));
            assertThat(cases(owner)).isEqualTo(Stories.ALTOGETHER);
            assertThat(number(owner, "select count(*) from cases.case where state = 'DECIDED'"))
                    .as("decided without a notice")
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

    private static long cases(JdbcClient owner) {
        return number(owner, "select count(*) from cases.case");
    }

    private static long number(JdbcClient owner, String sql) {
        return owner.sql(sql).query(Long.class).single();
    }

    /** How often each thing has happened, without what becomes due by the clock: reminders, and what nobody fetched or answered. */
    private static Map<String, Long> traces(JdbcClient owner) {
        var traces = new TreeMap<String, Long>();
        owner.sql("""
                        select kind, count(*) as times from cases.entry
                        where kind not in ('NOT_RETRIEVED', 'PAYMENT_REMINDED', 'UNANSWERED', 'REMINDED') group by kind""")
                .query((row, number) -> traces.put(row.getString("kind"), row.getLong("times")))
                .list();
        return traces;
    }

    private static Map<String, Long> tracesOf(List<Story> stories) {
        return stories.stream()
                .flatMap(story -> Stream.concat(
                        Stream.of(Entry.Kind.SUBMITTED), story.acts().stream().flatMap(DemoCrashTest::tracesOf)))
                .collect(groupingBy(Entry.Kind::name, TreeMap::new, counting()));
    }

    private static Stream<Entry.Kind> tracesOf(Act act) {
        return switch (act) {
            case Act.Claim claim -> Stream.of(Entry.Kind.CLAIMED);
            case Act.Note note -> Stream.of(Entry.Kind.NOTE);
            case Act.Ask ask -> Stream.of(Entry.Kind.ASKED);
            case Act.Answer answer -> Stream.of(Entry.Kind.ANSWERED);
            case Act.Decide decide -> Stream.of(Entry.Kind.DECIDED, Entry.Kind.NOTICE_READY);
            case Act.Send send -> Stream.of(Entry.Kind.SENT);
        };
    }

    private static void await(BooleanSupplier condition) {
        var deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waiting for the demo").isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
