package org.allmende.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.allmende.bench.Application;
import org.allmende.bench.Clerk;
import org.allmende.bench.Owner;
import org.allmende.bench.ReadBack;
import org.allmende.bench.ServerProcess;
import org.allmende.bench.Wire;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** kill -9 while a clerk corrects notices: what was answered is there once, with its sealed letter, and nothing half. */
class DeskCrashTest {

    private static final String TOWN = "gladenbach";
    private static final int KILLS = 3;
    private static final Duration FOLLOW_UPS = Duration.ofMinutes(2);

    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();

    @Test
    void everyCorrectionThatWasAnsweredIsThereOnceWithItsLetter() {
        var data = ServerProcess.newFolder();
        var seed = System.nanoTime();
        var random = new Random(seed);
        var last = new ArrayDeque<ServerProcess>();
        try {
            var server = start(data, last);
            var owner = Owner.of(data);
            var clerk = Clerk.logIn(server.port(), Clerk.add(owner, TOWN, 1)).getFirst();
            var cases = awaitNotices(owner, 8);
            for (int kill = 1; kill <= KILLS; kill++) {
                var running = server;
                var desk = Thread.ofVirtual().start(() -> correctAll(running, clerk, cases));
                Moment.await(random, answered::size, 12);
                if (kill % 2 == 0) {
                    server.killWithDatabase();
                } else {
                    server.kill();
                }
                join(desk);
                server = start(data, last);
                awaitIssued(Owner.of(data));
                new ReadBack(Owner.of(data)).awaitFollowUps(FOLLOW_UPS);
                check(Owner.of(data), "after kill %d of the run with seed %d".formatted(kill, seed));
            }
        } finally {
            last.forEach(ServerProcess::close);
            ServerProcess.remove(data);
        }
    }

    private static ServerProcess start(java.nio.file.Path data, ArrayDeque<ServerProcess> last) {
        var server = ServerProcess.startUnderTest(data, "--allmende.decision.grace=1s");
        last.clear();
        last.add(server);
        server.await("/");
        return server;
    }

    /** Cases of the demo that have a notice and need no second person. */
    private static List<UUID> awaitNotices(JdbcClient owner, int enough) {
        for (int tries = 0; ; tries++) {
            var found = owner.sql("""
                    select c.id
                      from cases.case c
                      join cases.letter l on l.tenant = c.tenant and l.case_id = c.id and l.kind = 'NOTICE'
                     where c.tenant = :town and c.service = 'eheurkunde' and l.file is not null
                     order by c.id
                    """).param("town", TOWN).query(UUID.class).list();
            if (found.size() >= enough || (tries > 900 && !found.isEmpty())) {
                return found;
            }
            if (tries > 900) {
                throw new IllegalStateException("The demo has no notices");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private void correctAll(ServerProcess server, String clerk, List<UUID> cases) {
        try (var wire = Wire.open(server.port())) {
            for (int i = 0; ; i++) {
                var text = "Fehler " + UUID.randomUUID();
                texts.add(text);
                var form = Application.encode(
                        Map.of("gesetz", "vwvfg", "falsch", text, "richtig", "Łódź, Straße", "grund", "Schreibfehler"));
                var answer = wire.post(
                        "/arbeitsplatz/vorgaenge/%s/berichtigung".formatted(cases.get(i % cases.size())), clerk, form);
                var page = answer.unpacked();
                if (answer.status() == 200 && page.contains("inzwischen weiter")) {
                    // the one before can still be taken back
                    texts.remove(text);
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                    continue;
                }
                if (answer.status() != 303) {
                    throw new IllegalStateException("%d %s".formatted(answer.status(), page));
                }
                answered.add(text);
            }
        } catch (IOException killed) {
            // the clerk sees no answer
        }
    }

    /** Until nothing is left that can be taken back. */
    private static void awaitIssued(JdbcClient owner) {
        for (int tries = 0; tries < 600; tries++) {
            var left = owner.sql(
                            "select count(*) from cases.further_notice where issued is null and stands is not null")
                    .query(Integer.class)
                    .single();
            if (left == 0) {
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("Corrections do not come about");
    }

    private void check(JdbcClient owner, String when) {
        var found = new HashMap<String, Integer>();
        owner.sql("select content ->> 'wrong' from cases.further_notice where tenant = :town and issued is not null")
                .param("town", TOWN)
                .query(String.class)
                .list()
                .forEach(text -> found.merge(text, 1, Integer::sum));
        assertThat(found.values()).as("%s: each is there once", when).allMatch(times -> times == 1);
        assertThat(found.keySet()).as("%s: all that was answered", when).containsAll(answered);
        assertThat(texts)
                .as("%s: nothing that nobody wrote", when)
                .containsAll(found.keySet().stream()
                        .filter(text -> text.startsWith("Fehler "))
                        .toList());
        assertThat(owner.sql("""
                        select count(*)
                          from cases.further_notice k
                         where k.tenant = :town and k.kind = 'CORRECTION' and k.issued is not null
                           and 1 <> (select count(*)
                                       from cases.letter l
                                      where l.tenant = k.tenant and l.case_id = k.case_id
                                        and l.kind = 'CORRECTION' and l.number = k.number and l.file is not null)
                        """).param("town", TOWN).query(Integer.class).single())
                .as("%s: corrections without exactly one letter", when)
                .isZero();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
