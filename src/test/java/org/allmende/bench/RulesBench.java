package org.allmende.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.allmende.bench.Bench.Line;
import org.allmende.platform.login.Secret;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A thousand rules, each with a task for the duty, at ten thousand observations a second: how long it takes from the moment
 * just before an observation is sent to the moment at which the task is written, and whether each crossing of a limit is there
 * once, also over kill -9.
 */
final class RulesBench {

    private static final String TENANT = "gladenbach";
    private static final String TOKEN = "geraet." + TENANT + ".bench";
    private static final int RULES = 1_000;
    private static final int GROUPS = 10;
    private static final int PER_GROUP = RULES / GROUPS;
    private static final Duration BEAT = Duration.ofMillis(100);

    /** A datastream crosses its limit once in so many beats, so fifty rules fire in a second. */
    private static final int CYCLE = 200;

    private final JdbcClient owner;
    private final List<Integer> datastreams = new ArrayList<>();
    private final Set<Crossing> crossings = ConcurrentHashMap.newKeySet();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong late = new AtomicLong();

    /** Acknowledged. */
    private record Crossing(int datastream, Instant at) {}

    private RulesBench(JdbcClient owner) {
        this.owner = owner;
    }

    static List<Line> run(List<String> command, Bench.Options options) {
        var data = ServerProcess.newFolder();
        try {
            return run(command, data, options);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            ServerProcess.remove(data);
        }
    }

    private static List<Line> run(List<String> command, java.nio.file.Path data, Bench.Options options)
            throws IOException {
        RulesBench bench;
        long resident;
        List<Double> latencies;
        double rate;
        try (var server = ServerProcess.start(command, data)) {
            server.await("/");
            server.awaitQuiet();
            bench = new RulesBench(Owner.of(data));
            bench.prepare(server.port());
            bench.load(server, seconds(options, "warm-up", 10), 0);
            bench.settle();
            var begin = Instant.now();
            long before = bench.sent.get();
            var time = seconds(options, "seconds", 20);
            bench.load(server, time, 1);
            rate = (bench.sent.get() - before) / (double) time.toSeconds();
            bench.settle();
            latencies = bench.latencies(begin);
            resident = server.residentMegabytes();
            // in the midst of it
            var last = Thread.ofPlatform().start(() -> bench.load(server, Duration.ofSeconds(30), 2));
            LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
            server.kill();
            join(last);
        }
        try (var again = ServerProcess.start(command, data)) {
            again.await("/");
            bench.settle();
            var written = bench.written();
            var acknowledged = bench.crossings;
            long missing =
                    acknowledged.stream().filter(it -> !written.contains(it)).count();
            return List.of(
                    new Line("rules", at(latencies, 0.99), "ms"),
                    new Line("rules.p50", at(latencies, 0.5), "ms"),
                    new Line("rules.longest", at(latencies, 1), "ms"),
                    new Line("rules.rate", rate, "observations/s"),
                    new Line("rules.late", bench.late.get(), "beats"),
                    new Line("rules.fired", latencies.size(), "times"),
                    new Line("rules.crossings", acknowledged.size(), "acknowledged"),
                    new Line("rules.missing", missing, "firings"),
                    new Line("rules.without-task", bench.count("""
                            select count(*) from measures.firing f
                             where (select count(*) from measures.duty_task t
                                     where t.tenant = f.tenant and t.firing = f.id) <> 1
                            """), "firings"),
                    new Line("rules.resident", resident, "MB"));
        }
    }

    private static Duration seconds(Bench.Options options, String name, double otherwise) {
        return Duration.ofSeconds((long) options.get(name, otherwise));
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }

    private long count(String sql) {
        return owner.sql(sql).query(Long.class).single();
    }

    private void prepare(int port) throws IOException {
        owner.sql("""
                insert into sensing.device (tenant, id, name, token_hash, created)
                values (:tenant, gen_random_uuid(), 'bench', :hash, now())
                """).param("tenant", TENANT).param("hash", Secret.hash(TOKEN)).update();
        try (var wire = Wire.open(port)) {
            for (int i = 0; i < RULES; i++) {
                var reply =
                        wire.json("/sta/v1.1/Things", TOKEN, """
                        {"name": "Pegel %d", "description": "Bench",
                         "Datastreams": [{"name": "W", "description": "W", "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
                           "unitOfMeasurement": {"name": "cm", "symbol": "cm", "definition": "ucum:cm"},
                           "Sensor": {"name": "S", "description": "S", "encodingType": "text/plain", "metadata": "-"},
                           "ObservedProperty": {"name": "W", "definition": "https://example.org/W", "description": "W"}}],
                         "Locations": [{"name": "L", "description": "L", "encodingType": "application/vnd.geo+json",
                                        "location": {"type": "Point", "coordinates": [8.5, 50.9]}}]}
                        """.formatted(i).getBytes(StandardCharsets.UTF_8));
                if (reply.status() != 201) {
                    throw new Load.WrongAnswer("Not created: " + reply.status());
                }
            }
        }
        datastreams.addAll(owner.sql("select id from sensing.datastream order by id")
                .query(Integer.class)
                .list());
        owner.sql("""
                insert into measures.roster (tenant, id, name, people, minutes)
                select :tenant, gen_random_uuid(), 'bench', array[id], 15 from platform.account limit 1
                """).param("tenant", TENANT).update();
        owner.sql("""
                with rule as (insert into measures.rule (tenant, id, name, state, version, active_version, activated, created)
                              select :tenant, gen_random_uuid(), 'Regel ' || id, 'ACTIVE', 1, 1, now(), now()
                                from sensing.datastream
                              returning tenant, id, name),
                     stood as (insert into measures.standing (tenant, rule, datastream, fired, since, position)
                               select tenant, id, substr(name, 7)::int, false, now(), now() from rule)
                insert into measures.rule_version (tenant, rule, version, definition, created)
                select rule.tenant, rule.id, 1,
                       jsonb_build_object(
                           'kind', 'THRESHOLD', 'form', '{}'::jsonb, 'stations', jsonb_build_array(substr(rule.name, 7)::int),
                           'others', '{}'::jsonb, 'hours', 1, 'fires', 'wert >= 50', 'ends', 'not(wert >= 40)',
                           'measures', jsonb_build_array(jsonb_build_object(
                               'kind', 'task', 'roster', roster.id, 'title', '{station}', 'text', '{wert}'))), now()
                  from rule, measures.roster
                """).param("tenant", TENANT).update();
        // the server reads changed rules within a second
        LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
    }

    /** Each connection sends for its own datastreams, ten times a second, an observation of each; in their order. */
    private void load(ServerProcess server, Duration time, int round) {
        var threads = new ArrayList<Thread>();
        for (int group = 0; group < GROUPS; group++) {
            int mine = group;
            threads.add(Thread.ofPlatform().start(() -> send(server.port(), mine, time, round)));
        }
        threads.forEach(RulesBench::join);
    }

    private void send(int port, int group, Duration time, int round) {
        long beats = time.dividedBy(BEAT);
        long due = System.nanoTime() + BEAT.toNanos() * group / GROUPS;
        try (var wire = Wire.open(port)) {
            for (long beat = 0; beat < beats; beat++) {
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                if (System.nanoTime() - due > BEAT.toNanos()) {
                    late.incrementAndGet();
                }
                due += BEAT.toNanos();
                beat(wire, group, beat + round * 7L);
            }
        } catch (IOException killed) {
            Bench.say("group %d ends: %s".formatted(group, killed));
        }
    }

    private void beat(Wire wire, int group, long beat) throws IOException {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var crossed = new ArrayList<Crossing>();
        var body = new StringBuilder("[");
        for (int i = 0; i < PER_GROUP; i++) {
            int datastream = datastreams.get(group * PER_GROUP + i);
            boolean high = (beat + i * 2L + group) % CYCLE == 0;
            if (high) {
                crossed.add(new Crossing(datastream, now));
            }
            body.append(i == 0 ? "" : ",")
                    .append("{\"Datastream\":{\"@iot.id\":")
                    .append(datastream)
                    .append("},\"components\":[\"phenomenonTime\",\"result\"],\"dataArray\":[[\"")
                    .append(now)
                    .append("\",")
                    .append(high ? 90 : beat % 30)
                    .append("]]}");
        }
        var reply = wire.json(
                "/sta/v1.1/CreateObservations",
                TOKEN,
                body.append(']').toString().getBytes(StandardCharsets.US_ASCII));
        if (reply.status() != 201) {
            throw new IOException("Not 201 but " + reply.status());
        }
        sent.addAndGet(PER_GROUP);
        crossings.addAll(crossed);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Until nothing more is written. */
    private void settle() {
        long before = -1;
        for (long now = count("select count(*) from measures.firing"); now != before; ) {
            before = now;
            LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
            now = count("select count(*) from measures.firing");
        }
    }

    private List<Double> latencies(Instant since) {
        return owner.sql("""
                select extract(epoch from written - moment)::float8 * 1000 as took
                  from measures.firing
                 where moment >= :since
                 order by took
                """)
                .param("since", since.atOffset(java.time.ZoneOffset.UTC))
                .query(Double.class)
                .list();
    }

    private Set<Crossing> written() {
        return new HashSet<>(owner.sql("select datastream, moment from measures.firing")
                .query((row, number) -> new Crossing(
                        row.getInt("datastream"),
                        row.getObject("moment", OffsetDateTime.class).toInstant()))
                .list());
    }
}
