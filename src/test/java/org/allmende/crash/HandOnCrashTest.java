package org.allmende.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.allmende.bench.Application;
import org.allmende.bench.Applications;
import org.allmende.bench.Owner;
import org.allmende.bench.ReadBack;
import org.allmende.bench.ServerProcess;
import org.allmende.bench.Wire;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** kill -9 while citizens let their cases go to another municipality: each goes once, or stays whole where it is. */
class HandOnCrashTest {

    private static final String TO = "amoeneburg";
    private static final int KILLS = 2;
    private static final int CASES = 160;
    private static final int CITIZENS = 4;
    private static final Duration FOLLOW_UPS = Duration.ofMinutes(2);

    /** Where each was told that their case is now, by its number. */
    private final Map<String, String> answered = new ConcurrentHashMap<>();

    private record Asked(String number, Application application) {

        String path() {
            return "/%s/vorgang/%s/weitergabe".formatted(application.tenant(), number);
        }
    }

    @Test
    void everyCaseGoesOnceOrStaysWhereItIs() {
        var data = ServerProcess.newFolder();
        var seed = System.nanoTime();
        var random = new Random(seed);
        var last = new ArrayDeque<ServerProcess>();
        try {
            var server = start(data, last);
            var all = send(server);
            new ReadBack(Owner.of(data)).awaitFollowUps(FOLLOW_UPS);
            ask(Owner.of(data), all);
            var open = new ConcurrentLinkedQueue<>(all);
            for (int kill = 1; kill <= KILLS; kill++) {
                var threads = begin(server, open);
                Moment.await(random, answered::size, 50);
                if (kill % 2 == 0) {
                    server.killWithDatabase();
                } else {
                    server.kill();
                }
                join(threads);
                server = start(data, last);
                new ReadBack(Owner.of(data)).awaitFollowUps(FOLLOW_UPS);
                check(Owner.of(data), all, "after kill %d of the run with seed %d".formatted(kill, seed));
            }
            // those without an answer press the button again, and all others too
            open.clear();
            open.addAll(all);
            var before = Map.copyOf(answered);
            join(begin(server, open));
            assertThat(answered).hasSize(all.size()).containsAllEntriesOf(before);
            check(Owner.of(data), all, "in the end of the run with seed %d".formatted(seed));
        } finally {
            last.forEach(ServerProcess::close);
            ServerProcess.remove(data);
        }
    }

    private static ServerProcess start(java.nio.file.Path data, ArrayDeque<ServerProcess> last) {
        var server = ServerProcess.startUnderTest(data);
        last.clear();
        last.add(server);
        server.await("/");
        return server;
    }

    private static List<Asked> send(ServerProcess server) {
        var all = new ArrayList<Asked>();
        try (var wire = Wire.open(server.port())) {
            for (var application : Applications.fillIn(server).copy(CASES)) {
                all.add(new Asked(application.send(wire), application));
            }
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
        return all;
    }

    /** As a clerk of each municipality asks; cases that are at their end already stay. */
    private static void ask(JdbcClient owner, List<Asked> all) {
        var numbers = all.stream().map(Asked::number).toArray(String[]::new);
        owner.sql("""
                insert into cases.transfer (tenant, id, case_id, to_tenant, to_office, to_name, reason, asked, asked_by)
                select tenant, gen_random_uuid(), id, :to, 'standesamt', 'Stadt Amöneburg, Standesamt', 'Dort geheiratet', now(), 'Probe'
                  from cases.case
                 where number = any(:numbers) and tenant <> :to
                """).param("to", TO).param("numbers", numbers).update();
        var away = owner.sql("select number from cases.case where number = any(:numbers) and tenant = :to")
                .param("to", TO)
                .param("numbers", numbers)
                .query(String.class)
                .list();
        all.removeIf(one -> away.contains(one.number()));
    }

    private List<Thread> begin(ServerProcess server, ConcurrentLinkedQueue<Asked> open) {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < CITIZENS; i++) {
            threads.add(Thread.ofVirtual().start(() -> agreeAll(server, open)));
        }
        return threads;
    }

    private void agreeAll(ServerProcess server, ConcurrentLinkedQueue<Asked> open) {
        try (var wire = Wire.open(server.port())) {
            for (var next = open.poll(); next != null; next = open.poll()) {
                var answer = wire.post(next.path(), next.application().cookie(), "antwort=ja");
                var there = answer.location();
                if (answer.status() != 303 || !there.startsWith("/" + TO + "/vorgang/")) {
                    throw new IllegalStateException(answer.status() + " " + there);
                }
                var before = answered.put(next.number(), there);
                if (before != null && !before.equals(there)) {
                    throw new IllegalStateException(next.number() + " went to " + before + " and to " + there);
                }
            }
        } catch (IOException killed) {
            // the citizen sees no answer
        }
    }

    private void check(JdbcClient owner, List<Asked> all, String when) {
        record Found(String number, boolean done, boolean handed, int arrived) {}
        var found = owner.sql("""
                select c.number, c.state = 'DONE' as done, t.to_case is not null as handed,
                       (select count(*)::int
                          from cases.arrival a
                          join cases.case n on n.tenant = a.tenant and n.id = a.case_id
                         where a.tenant = :to and a.from_number = c.number and n.answers_hash = c.answers_hash) as arrived
                  from cases.case c
                  join cases.transfer t on t.tenant = c.tenant and t.case_id = c.id
                 where c.number = any(:numbers)
                """)
                .param("to", TO)
                .param("numbers", all.stream().map(Asked::number).toArray(String[]::new))
                .query((row, number) -> new Found(
                        row.getString("number"),
                        row.getBoolean("done"),
                        row.getBoolean("handed"),
                        row.getInt("arrived")))
                .list();
        assertThat(found).as("%s: all are there", when).hasSize(all.size());
        assertThat(found)
                .as("%s: handed on once, or not at all", when)
                .allMatch(one -> one.done() == one.handed() && one.arrived() == (one.handed() ? 1 : 0));
        assertThat(found.stream().filter(Found::handed).map(Found::number))
                .as("%s: all that was answered", when)
                .containsAll(answered.keySet());
    }

    private static void join(List<Thread> threads) {
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
