package org.allmende.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.allmende.bench.Owner;
import org.allmende.bench.ServerProcess;
import org.allmende.bench.Wire;
import org.allmende.platform.login.Secret;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** kill -9 while rivers rise and fall over a level: whoever wants to know of it gets one letter for each time that was acknowledged. */
class ThresholdCrashTest {

    private static final String TENANT = "angelburg";
    private static final String TOKEN = "geraet." + TENANT + ".gauge";
    private static final int LEVEL = 1_000;
    private static final int STATIONS = 4;
    private static final int READERS = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/[a-z-]+/abonnement/\\S+)");
    private static final Pattern VALUE = Pattern.compile(": (-?[0-9.]+)\\Dcm, gemessen");

    private static final String GAUGE = """
            {"name": "%1$s", "description": "Pegel",
             "Locations": [{"name": "Brücke", "description": "Brücke", "encodingType": "application/geo+json",
                            "location": {"type": "Point", "coordinates": [8.4, 50.8]}}],
             "Datastreams": [{
               "name": "%1$s", "description": "Wasserstand", "properties": {"visibility": "public", "quality": {"low": null, "high": null}},
               "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
               "unitOfMeasurement": {"name": "Zentimeter", "symbol": "cm", "definition": "ucum:cm"},
               "ObservedProperty": {"name": "Wasserstand", "description": "Wasserstand",
                                    "definition": "https://qudt.org/vocab/quantitykind/WaterLevel"},
               "Sensor": {"name": "Radar", "description": "Radar", "encodingType": "text/plain", "metadata": "Radar"}}]}
            """;

    private final Map<Integer, Queue<Integer>> answered = new HashMap<>();
    private final AtomicInteger next = new AtomicInteger();

    @Test
    void everyTimeThatWasAcknowledgedIsToldToEachOnce() throws Exception {
        var data = ServerProcess.newFolder();
        var seed = System.nanoTime();
        var random = new Random(seed);
        try {
            try (var first = ServerProcess.startUnderTest(data)) {
                first.await("/");
                order(first);
                measureAndKill(first, random, next::get, false);
            }
            try (var second = ServerProcess.startUnderTest(data)) {
                second.await("/");
                var owner = Owner.of(data);
                // while the letters are written
                measureAndKill(second, random, () -> letters(owner), true);
            }
            try (var last = ServerProcess.startUnderTest(data)) {
                last.await("/");
                check(Owner.of(data), "in the run with seed " + seed);
            }
        } finally {
            ServerProcess.remove(data);
        }
    }

    private void measureAndKill(ServerProcess server, Random random, IntSupplier done, boolean withDatabase)
            throws InterruptedException {
        var senders = new ArrayList<Thread>();
        answered.forEach(
                (station, taken) -> senders.add(Thread.ofVirtual().start(() -> riseAndFall(server, station, taken))));
        Moment.await(random, done, 60);
        if (withDatabase) {
            server.killWithDatabase();
        } else {
            server.kill();
        }
        for (var sender : senders) {
            sender.join();
        }
    }

    /** Each value is another one, so that a letter says of which it is. */
    private void riseAndFall(ServerProcess server, int station, Queue<Integer> taken) {
        try (var wire = Wire.open(server.port())) {
            for (boolean high = true; ; high = !high) {
                int number = next.incrementAndGet();
                int value = high ? LEVEL + number : -number;
                var made = wire.json(
                        "/sta/v1.1/Datastreams(%d)/Observations".formatted(station),
                        TOKEN,
                        "{\"result\": %d}".formatted(value).getBytes(StandardCharsets.UTF_8));
                if (made.status() != 201) {
                    throw new IllegalStateException(made.status() + " " + made.unpacked());
                }
                taken.add(value);
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        } catch (IOException killed) {
            // nobody knows whether the last one was taken
        }
    }

    private void order(ServerProcess server) throws IOException {
        var owner = Owner.of(server.data());
        owner.sql("""
                insert into sensing.device (tenant, id, name, token_hash, created)
                values (:tenant, gen_random_uuid(), 'gauge', :hash, now())
                """).param("tenant", TENANT).param("hash", Secret.hash(TOKEN)).update();
        try (var wire = Wire.open(server.port())) {
            for (int i = 0; i < STATIONS; i++) {
                var thing = GAUGE.formatted("Perf " + "abcd".charAt(i)).getBytes(StandardCharsets.UTF_8);
                assertThat(wire.json("/sta/v1.1/Things", TOKEN, thing).status()).isEqualTo(201);
            }
            var stations = owner.sql("select id from sensing.datastream where tenant = :tenant and name like 'Perf _'")
                    .param("tenant", TENANT)
                    .query(Integer.class)
                    .list();
            assertThat(stations).hasSize(STATIONS);
            owner.sql("""
                    insert into dashboard.arrangement (tenant, published)
                    select :tenant, jsonb_build_object('fields', '[]'::jsonb, 'stations', jsonb_object_agg(id, jsonb_build_array(
                               jsonb_build_object('at', :level, 'above', true, 'weight', 'WARNING',
                                                  'name', '{"de": "Meldestufe", "en": ""}'::jsonb,
                                                  'meaning', '{"de": "", "en": ""}'::jsonb))))
                      from unnest(:stations) as id
                    """)
                    .param("tenant", TENANT)
                    .param("level", LEVEL)
                    .param("stations", stations.toArray(Integer[]::new))
                    .update();
            for (int station : stations) {
                answered.put(station, new ConcurrentLinkedQueue<>());
                for (int i = 0; i < READERS; i++) {
                    order(wire, station, reader(station, i));
                }
            }
            for (var body : owner.sql("select body from platform.mail where recipient like '%@perf.example'")
                    .query(String.class)
                    .list()) {
                var link = LINK.matcher(body);
                assertThat(link.find()).as(body).isTrue();
                assertThat(wire.post(link.group(1) + "/bestaetigen", "", "").status())
                        .isEqualTo(303);
            }
        }
    }

    /** The pages know a new station after some seconds. */
    private static void order(Wire wire, int station, String reader) throws IOException {
        var path = "/%s/daten/%d/abonnement".formatted(TENANT, station);
        var form = "stufe=Meldestufe&email=" + URLEncoder.encode(reader, StandardCharsets.UTF_8);
        long end = System.nanoTime() + PATIENCE.toNanos();
        int status = wire.post(path, "", form).status();
        while (status != 303 && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            status = wire.post(path, "", form).status();
        }
        assertThat(status).isEqualTo(303);
    }

    private static String reader(int station, int number) {
        return "%d-%d@perf.example".formatted(station, number);
    }

    private static int letters(JdbcClient owner) {
        return owner.sql(
                        "select count(*) from platform.mail where recipient like '%@perf.example' and body like '%gemessen%'")
                .query(Integer.class)
                .single();
    }

    private void check(JdbcClient owner, String when) {
        var expected = new HashMap<String, List<Integer>>();
        answered.forEach((station, taken) -> {
            var stored = owner.sql("select result from sensing.observation where datastream = :station order by time")
                    .param("station", station)
                    .query(Integer.class)
                    .list();
            assertThat(stored).as(when).containsAll(taken).isNotEmpty();
            for (int i = 0; i < READERS; i++) {
                expected.put(reader(station, i), crossings(stored));
            }
        });
        int all = expected.values().stream().mapToInt(List::size).sum();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (letters(owner) < all && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        expected.forEach((reader, values) ->
                assertThat(told(owner, reader)).as("%s, %s", reader, when).containsExactlyInAnyOrderElementsOf(values));
    }

    /** A value that nobody knows to have been taken may be missing: what follows it changes nothing then. */
    private static List<Integer> crossings(List<Integer> values) {
        var all = new ArrayList<Integer>();
        boolean high = false;
        for (int value : values) {
            if (value >= LEVEL != high) {
                high = !high;
                all.add(value);
            }
        }
        return all;
    }

    private static List<Integer> told(JdbcClient owner, String reader) {
        return owner
                .sql("select body from platform.mail where recipient = :reader and body like '%gemessen%'")
                .param("reader", reader)
                .query(String.class)
                .list()
                .stream()
                .map(body -> {
                    var value = VALUE.matcher(body);
                    assertThat(value.find()).as(body).isTrue();
                    return Integer.valueOf(value.group(1).replace(".", ""));
                })
                .toList();
    }
}
