package org.allmende.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.allmende.bench.Bench.Line;
import org.allmende.bench.Load.WrongAnswer;
import org.allmende.platform.login.Secret;
import org.springframework.jdbc.core.simple.JdbcClient;

/** SensorThings as gateways and dashboards use it: observations in, one by one and many at once, and out again. */
final class SensingBench {

    private static final String TENANT = "gladenbach";
    private static final String TOKEN = "geraet." + TENANT + ".bench";
    private static final String ROOT = "/sta/v1.1";
    private static final int CONNECTIONS = 64;
    private static final int DEVICES = 200;
    /** Seconds: on two cores the compiler needs that long until what is asked for again and again runs as fast as it can. */
    private static final double WARM_UP = 30;

    private static final int BULK = 1_000;
    private static final int RANGE = 10_000;
    private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");

    private final ServerProcess server;
    private final JdbcClient owner;
    private final List<Integer> datastreams = new ArrayList<>();

    private SensingBench(ServerProcess server) {
        this.server = server;
        this.owner = Owner.of(server.data());
    }

    static List<Line> run(String name, List<String> command, Bench.Options options) {
        var data = ServerProcess.newFolder();
        try (var server = ServerProcess.start(command, data)) {
            server.await("/");
            server.awaitQuiet();
            var bench = new SensingBench(server);
            bench.prepare(name.equals("mqtt") ? DEVICES : CONNECTIONS);
            var lines = new ArrayList<>(
                    switch (name) {
                        case "sta-single" -> bench.single(options);
                        case "sta-bulk" -> bench.bulk(options);
                        case "sta-latest" -> bench.latest(options);
                        case "sta-range" -> bench.range(options);
                        case "mqtt" -> bench.mqtt(options);
                        case "aggregate" -> bench.aggregate(options);
                        default -> bench.history();
                    });
            if (!name.equals("mqtt")) {
                lines.add(new Line(name + ".resident", server.residentMegabytes(), "MB"));
            }
            return lines;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            ServerProcess.remove(data);
        }
    }

    /** A device and things with a datastream each, made by the interface. */
    private void prepare(int count) throws IOException {
        owner.sql("""
                insert into sensing.device (tenant, id, name, token_hash, created)
                values (:tenant, gen_random_uuid(), 'bench', :hash, now())
                """).param("tenant", TENANT).param("hash", Secret.hash(TOKEN)).update();
        try (var wire = Wire.open(server.port())) {
            for (int i = 0; i < count; i++) {
                var reply = wire.json(ROOT + "/Things", TOKEN, """
                        {"name": "Pegel %d", "description": "Bench",
                         "Locations": [{"name": "L", "description": "L", "encodingType": "application/vnd.geo+json",
                                        "location": {"type": "Point", "coordinates": [8.5, 50.9]}}],
                         "Datastreams": [{"name": "W", "description": "W", "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
                           "unitOfMeasurement": {"name": "cm", "symbol": "cm", "definition": "ucum:cm"},
                           "properties": {"visibility": "public"},
                           "Sensor": {"name": "S", "description": "S", "encodingType": "text/plain", "metadata": "-"},
                           "ObservedProperty": {"name": "W", "definition": "https://example.org/W", "description": "W"}}]}
                        """.formatted(i).getBytes(StandardCharsets.UTF_8));
                expect(reply, 201);
            }
        }
        datastreams.addAll(owner.sql("select id from sensing.datastream order by id")
                .query(Integer.class)
                .list());
    }

    private static void expect(Wire.Reply reply, int status) {
        if (reply.status() != status) {
            throw new WrongAnswer("Not %d but %d: %s"
                    .formatted(status, reply.status(), new String(reply.body(), StandardCharsets.UTF_8)));
        }
    }

    private long stored() {
        return owner.sql("select count(*) from sensing.observation")
                .query(Long.class)
                .single();
    }

    private List<Line> single(Bench.Options options) {
        var clock = new AtomicLong(FIRST.getEpochSecond());
        Load.Call call = (wire, number) -> {
            var body = "{\"phenomenonTime\":\"%s\",\"result\":%d.5,\"Datastream\":{\"@iot.id\":%d}}"
                    .formatted(
                            Instant.ofEpochSecond(clock.incrementAndGet()),
                            number % 300,
                            datastreams.get(number % datastreams.size()));
            expect(wire.json(ROOT + "/Observations", TOKEN, body.getBytes(StandardCharsets.US_ASCII)), 201);
        };
        var port = server.port();
        Load.closed(port, CONNECTIONS, seconds(options, "warm-up", WARM_UP), call);
        long before = stored();
        var effort = Effort.from(server);
        var many = Load.closed(port, CONNECTIONS, seconds(options, "seconds", 15), call);
        var cost = effort.per("sta-single", many.latencies().count());
        long lost = many.latencies().count() - (stored() - before);
        var few = Load.closed(port, 8, seconds(options, "seconds", 15), call);
        many.failures().stream().limit(3).forEach(Bench::say);
        return and(
                cost,
                new Line("sta-single", many.perSecond(), "observations/s"),
                new Line("sta-single.p99", many.latencies().millis(0.99), "ms"),
                new Line("sta-single.over-8", few.perSecond(), "observations/s"),
                new Line("sta-single.lost", lost, "observations"),
                new Line("sta-single.failed", many.failures().size(), "requests"));
    }

    private static List<Line> and(List<Line> cost, Line... lines) {
        return Stream.concat(Stream.of(lines), cost.stream()).toList();
    }

    private static Duration seconds(Bench.Options options, String name, double otherwise) {
        return Duration.ofSeconds((long) options.get(name, otherwise));
    }

    private static byte[] rows(int datastream, Instant from, int count) {
        var text = new StringBuilder("[{\"Datastream\":{\"@iot.id\":" + datastream
                + "},\"components\":[\"phenomenonTime\",\"result\"],\"dataArray\":[");
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("[\"")
                    .append(from.plusSeconds(300L * i))
                    .append("\",")
                    .append(180 + i % 70 + i % 10 / 10.0)
                    .append(']');
        }
        return text.append("]}]").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private List<Line> bulk(Bench.Options options) {
        // what is sent is made before, so that the time goes to the server
        var turn = new AtomicLong();
        Load.Call call = (wire, number) -> {
            long place = turn.getAndIncrement();
            var from = FIRST.plusSeconds(300L * BULK * (place / datastreams.size()));
            expect(
                    wire.json(
                            ROOT + "/CreateObservations",
                            TOKEN,
                            rows(datastreams.get((int) (place % datastreams.size())), from, BULK)),
                    201);
        };
        Load.closed(server.port(), 8, seconds(options, "warm-up", WARM_UP), call);
        long before = stored();
        var effort = Effort.from(server);
        var result = Load.closed(server.port(), 8, seconds(options, "seconds", 15), call);
        var cost = effort.per("sta-bulk", result.latencies().count());
        long lost = (long) result.latencies().count() * BULK - (stored() - before);
        return and(
                cost,
                new Line("sta-bulk", result.perSecond() * BULK, "observations/s"),
                new Line("sta-bulk.lost", lost, "observations"),
                new Line("sta-bulk.bytes", bytesEach(), "B"));
    }

    /** With the index, of all partitions. */
    private double bytesEach() {
        return owner.sql("""
                select sum(pg_total_relation_size(inhrelid))::float8 / (select count(*) from sensing.observation)
                  from pg_inherits
                 where inhparent = 'sensing.observation'::regclass
                """).query(Double.class).single();
    }

    /** So many observations of one datastream, every five minutes. */
    private void fill(int datastream, int count) throws IOException {
        try (var wire = Wire.open(server.port())) {
            for (int done = 0; done < count; done += RANGE) {
                expect(
                        wire.json(
                                ROOT + "/CreateObservations",
                                TOKEN,
                                rows(datastream, FIRST.plusSeconds(300L * done), Math.min(RANGE, count - done))),
                        201);
            }
        }
    }

    private List<Line> mqtt(Bench.Options options) {
        MqttLoad.awaitBroker(server.mqttPort(), TENANT, TOKEN);
        var time = seconds(options, "seconds", 12);
        send(datastreams, seconds(options, "warm-up", WARM_UP), 0);
        var before = server.processorTime();
        var databaseBefore = server.databaseProcessorTime();
        var many = send(datastreams, time, 1);
        var cost = server.processorTime().minus(before);
        var databaseCost = server.databaseProcessorTime().minus(databaseBefore);
        var few = send(datastreams.subList(0, 8), time, 2);
        var resident = server.residentMegabytes();
        var last = load(datastreams, 3);
        last.begin(Duration.ofMinutes(1));
        java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofSeconds(3).toNanos());
        server.kill();
        last.await();
        return List.of(
                new Line("mqtt", many.acknowledged() / (double) time.toSeconds(), "observations/s"),
                new Line("mqtt.p50", many.latencies().millis(0.5), "ms"),
                new Line("mqtt.p99", many.latencies().millis(0.99), "ms"),
                new Line("mqtt.cpu", cost.toNanos() / 1e3 / many.acknowledged(), "µs"),
                new Line("mqtt.cpu-database", databaseCost.toNanos() / 1e3 / many.acknowledged(), "µs"),
                new Line("mqtt.eight", few.acknowledged() / (double) time.toSeconds(), "observations/s"),
                new Line("mqtt.lost", many.missing(owner) + few.missing(owner), "observations"),
                new Line("mqtt.acknowledged-before-kill", last.acknowledged(), "observations"),
                new Line("mqtt.lost-by-kill", last.missing(owner), "observations"),
                new Line("mqtt.resident", resident, "MB"));
    }

    private MqttLoad load(List<Integer> all, int round) {
        return new MqttLoad(server.mqttPort(), TENANT, TOKEN, all, FIRST.plus(Duration.ofDays(30L * round)));
    }

    private MqttLoad send(List<Integer> all, Duration time, int round) {
        var load = load(all, round);
        load.begin(time);
        load.await();
        return load;
    }

    private List<Line> latest(Bench.Options options) throws IOException {
        for (var datastream : datastreams) {
            fill(datastream, 1_000);
        }
        Load.Call call = (wire, number) -> {
            var reply = wire.plain(ROOT + "/Datastreams(" + datastreams.get(number % datastreams.size())
                    + ")/Observations?$orderby=phenomenonTime%20desc&$top=100");
            if (reply.status() != 200 || reply.body().length < 10_000) {
                throw new WrongAnswer("Not a hundred observations: " + reply.status());
            }
        };
        Load.closed(server.port(), 16, seconds(options, "warm-up", WARM_UP), call);
        var effort = Effort.from(server);
        var result = Load.closed(server.port(), 16, seconds(options, "seconds", 15), call);
        return and(
                effort.per("sta-latest", result.latencies().count()),
                new Line("sta-latest", result.perSecond(), "requests/s"),
                new Line("sta-latest.p99", result.latencies().millis(0.99), "ms"),
                new Line("sta-latest.failed", result.failures().size(), "requests"));
    }

    private List<Line> range(Bench.Options options) throws IOException {
        fill(datastreams.getFirst(), 1_000_000);
        var json = ranges(options, "");
        var array = ranges(options, "&$resultFormat=dataArray");
        return List.of(
                new Line("sta-range", json.perSecond(), "requests/s"),
                new Line("sta-range.p99", json.latencies().millis(0.99), "ms"),
                new Line("sta-range.arrays", array.perSecond(), "requests/s"),
                new Line("sta-range.arrays-p99", array.latencies().millis(0.99), "ms"),
                new Line(
                        "sta-range.failed",
                        json.failures().size() + array.failures().size(),
                        "requests"));
    }

    private Load.Result ranges(Bench.Options options, String more) {
        Load.Call call = (wire, number) -> {
            var from = FIRST.plusSeconds(300L * (number * 7_919L % 990_000));
            var reply = wire.plain(ROOT + "/Datastreams(" + datastreams.getFirst()
                    + ")/Observations?$top=" + RANGE + "&$orderby=phenomenonTime%20asc&$filter=phenomenonTime%20ge%20"
                    + from + "%20and%20phenomenonTime%20lt%20" + from.plusSeconds(300L * RANGE) + more);
            if (reply.status() != 200 || reply.body().length < 20L * RANGE) {
                throw new WrongAnswer("Not ten thousand observations: " + reply.status());
            }
        };
        Load.closed(server.port(), 4, seconds(options, "warm-up", WARM_UP), call);
        return Load.closed(server.port(), 4, seconds(options, "seconds", 12), call);
    }

    private List<Line> aggregate(Bench.Options options) throws IOException {
        fill(datastreams.getFirst(), 105_120);
        Load.Call call = (wire, number) -> {
            var reply = wire.plain(ROOT + "/Datastreams(" + datastreams.getFirst()
                    + ")/Observations?$aggregate=PT1H&$filter=phenomenonTime%20ge%20" + FIRST
                    + "%20and%20phenomenonTime%20lt%20" + FIRST.plus(Duration.ofDays(365)));
            if (reply.status() != 200 || reply.body().length < 8_760 * 40) {
                throw new WrongAnswer("Not the hours of a year: " + reply.status());
            }
        };
        Load.closed(server.port(), 1, seconds(options, "warm-up", WARM_UP), call);
        var effort = Effort.from(server);
        var result = Load.closed(server.port(), 1, seconds(options, "seconds", 10), call);
        return and(
                effort.per("aggregate", result.latencies().count()),
                new Line("aggregate", result.latencies().millis(0.99), "ms"),
                new Line("aggregate.p50", result.latencies().millis(0.5), "ms"),
                new Line("aggregate.failed", result.failures().size(), "requests"));
    }

    private List<Line> history() throws IOException {
        fill(datastreams.getFirst(), 100_000);
        var begin = System.nanoTime();
        fill(datastreams.get(1), 250_000);
        var took = (System.nanoTime() - begin) / 1e9;
        return List.of(new Line("import", took, "s"), new Line("import.bytes", bytesEach(), "B"));
    }
}
