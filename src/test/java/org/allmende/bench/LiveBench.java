package org.allmende.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.allmende.bench.Bench.Line;
import org.allmende.bench.Load.WrongAnswer;
import org.allmende.platform.login.Secret;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Many browsers with the data page open. A marked value is stored every second or so while other stations send all the time;
 * what is measured is the time from before it is sent to when each listener has read it.
 */
final class LiveBench {

    private static final String TENANT = "gladenbach";
    private static final String TOKEN = "geraet." + TENANT + ".bench";
    private static final String ROOT = "/sta/v1.1";
    private static final int STATIONS = 20;

    private final ServerProcess server;
    private final JdbcClient owner;
    private final List<Integer> datastreams = new ArrayList<>();
    private final AtomicLong moment =
            new AtomicLong(Instant.now().minusSeconds(3_600).toEpochMilli());

    private LiveBench(ServerProcess server) {
        this.server = server;
        this.owner = Owner.of(server.data());
    }

    static List<Line> run(List<String> command, Bench.Options options) {
        var data = ServerProcess.newFolder();
        var all = new ArrayList<>(command);
        all.add("--allmende.dashboard.listeners-of-address=25000");
        try (var server = ServerProcess.start(all, data)) {
            server.await("/");
            var bench = new LiveBench(server);
            bench.prepare();
            server.awaitQuiet();
            return bench.measure(options);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            ServerProcess.remove(data);
        }
    }

    private void prepare() throws IOException {
        owner.sql("""
                insert into sensing.device (tenant, id, name, token_hash, created)
                values (:tenant, gen_random_uuid(), 'bench', :hash, now())
                """).param("tenant", TENANT).param("hash", Secret.hash(TOKEN)).update();
        try (var wire = Wire.open(server.port())) {
            for (int i = 0; i < STATIONS; i++) {
                post(wire, "/Things", """
                        {"name": "Pegel %d", "description": "Bench",
                         "Locations": [{"name": "L", "description": "L", "encodingType": "application/vnd.geo+json",
                                        "location": {"type": "Point", "coordinates": [8.5, 50.8]}}],
                         "Datastreams": [{"name": "Pegel %d", "description": "W", "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
                           "unitOfMeasurement": {"name": "cm", "symbol": "cm", "definition": "ucum:cm"},
                           "properties": {"visibility": "public"},
                           "Sensor": {"name": "S", "description": "S", "encodingType": "text/plain", "metadata": "-"},
                           "ObservedProperty": {"name": "W", "definition": "https://qudt.org/vocab/quantitykind/WaterLevel", "description": "W"}}]}
                        """.formatted(i, i));
            }
        }
        datastreams.addAll(owner.sql("select id from sensing.datastream order by id")
                .query(Integer.class)
                .list());
    }

    private static void post(Wire wire, String path, String body) throws IOException {
        var reply = wire.json(ROOT + path, TOKEN, body.getBytes(StandardCharsets.UTF_8));
        if (reply.status() != 201) {
            throw new WrongAnswer("Not stored: " + new String(reply.body(), StandardCharsets.UTF_8));
        }
    }

    private void store(Wire wire, int datastream, double value) throws IOException {
        post(
                wire,
                "/Observations",
                "{\"phenomenonTime\":\"%s\",\"result\":%s,\"Datastream\":{\"@iot.id\":%d}}"
                        .formatted(Instant.ofEpochMilli(moment.incrementAndGet()), value, datastream));
    }

    private List<Line> measure(Bench.Options options) throws IOException {
        int count = (int) options.get("listeners", 10_000);
        int rounds = (int) options.get("rounds", 30);
        var intake = Duration.ofMillis((long) (1_000 / options.get("rate", 20)));
        long pause = (long) options.get("pause", 900);
        try (var wire = Wire.open(server.port());
                var listeners = new Listeners(server.port(), count)) {
            // each station is on the page a few seconds after its first value
            for (var datastream : datastreams) {
                store(wire, datastream, 1);
            }
            LockSupport.parkNanos(Duration.ofSeconds(9).toNanos());
            var begun = System.nanoTime();
            listeners.connect();
            double connected = (System.nanoTime() - begun) / 1e9;
            var sender = Thread.ofPlatform().daemon().start(() -> sendOthers(intake));
            for (int round = 0; round < 3; round++) {
                listeners.round(() -> mark(wire), pause);
            }
            var processor = server.processorTime();
            var nanos = new ArrayList<Long>();
            int missed = 0;
            for (int round = 0; round < rounds; round++) {
                var times = listeners.round(() -> mark(wire), pause);
                missed += count - times.length;
                Arrays.stream(times).forEach(nanos::add);
            }
            var cost = server.processorTime().minus(processor);
            sender.interrupt();
            var latencies =
                    new Latencies(nanos.stream().mapToLong(Long::longValue).toArray());
            return List.of(
                    new Line("live", latencies.millis(0.99), "ms"),
                    new Line("live.p50", latencies.millis(0.5), "ms"),
                    new Line("live.longest", latencies.longestMillis(), "ms"),
                    new Line("live.listeners", count, "connections"),
                    new Line("live.missed", missed, "values"),
                    new Line("live.connected", connected, "s"),
                    new Line("live.cpu", cost.toNanos() / 1e3 / latencies.count(), "µs"),
                    new Line("live.resident", server.residentMegabytes(), "MB"));
        }
    }

    private static double marked = 1_000;

    /** A value that occurs once; gives what listeners find it by. */
    private String mark(Wire wire) {
        marked += 1;
        try {
            store(wire, datastreams.getFirst(), marked);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return "";
    }

    private void sendOthers(Duration pause) {
        try (var wire = Wire.open(server.port())) {
            for (int number = 0; !Thread.interrupted(); number++) {
                store(wire, datastreams.get(1 + number % (STATIONS - 1)), number % 300);
                LockSupport.parkNanos(pause.toNanos());
            }
        } catch (IOException ended) {
            Bench.say("Intake ended: " + ended);
        }
    }

    private interface Marking {
        String mark();
    }

    /** One thread with a selector, so that ten thousand listeners cost the machine little beside the server. */
    private static final class Listeners implements AutoCloseable {

        private final int port;
        private final int count;
        private final Selector selector = Selector.open();
        private final List<SocketChannel> channels = new ArrayList<>();
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
        private final byte[] head;

        Listeners(int port, int count) throws IOException {
            this.port = port;
            this.count = count;
            this.head = ("GET /daten/live HTTP/1.1\r\nHost: 127.0.0.1:" + port
                            + "\r\nAccept: text/event-stream\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }

        void connect() throws IOException {
            for (int i = 0; i < count; i++) {
                var channel = SocketChannel.open();
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                channel.write(ByteBuffer.wrap(head));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new int[1]);
                channels.add(channel);
                if (i % 50 == 49) {
                    read(0, null);
                }
            }
            long quiet = System.nanoTime();
            while (System.nanoTime() - quiet < Duration.ofSeconds(1).toNanos()) {
                if (read(100, null) > 0) {
                    quiet = System.nanoTime();
                }
            }
        }

        private interface Heard {
            void by(int[] listener);
        }

        /** Reads what is there; {@code heard} is called with each listener that got the marked station's event. */
        private int read(long millis, @org.jspecify.annotations.Nullable Heard heard) throws IOException {
            if (millis == 0) {
                selector.selectNow();
            } else {
                selector.select(millis);
            }
            int read = 0;
            for (var key : selector.selectedKeys()) {
                buffer.clear();
                int bytes = ((SocketChannel) key.channel()).read(buffer);
                if (bytes < 0) {
                    throw new WrongAnswer("The server closed a stream");
                }
                read += bytes;
                if (heard != null && bytes > 0 && contains(buffer)) {
                    heard.by((int[]) key.attachment());
                }
            }
            selector.selectedKeys().clear();
            return read;
        }

        private byte[] wanted = new byte[0];

        private boolean contains(ByteBuffer it) {
            int end = it.position() - wanted.length;
            for (int i = 0; i <= end; i++) {
                int j = 0;
                while (j < wanted.length && it.get(i + j) == wanted[j]) {
                    j++;
                }
                if (j == wanted.length) {
                    return true;
                }
            }
            return false;
        }

        /** Nanoseconds from before the value is sent until each listener has it, and what else comes within the pause. */
        long[] round(Marking marking, long pause) throws IOException {
            var times = new long[count];
            int[] got = {0};
            wanted = ("\"value\":" + (marked + 1)).getBytes(StandardCharsets.US_ASCII);
            int mark = (int) marked + 1;
            long begun = System.nanoTime();
            var sending = Thread.ofPlatform().start(marking::mark);
            long deadline = begun + Duration.ofSeconds(10).toNanos();
            while (got[0] < count && System.nanoTime() < deadline) {
                read(50, listener -> {
                    if (listener[0] != mark) {
                        listener[0] = mark;
                        times[got[0]++] = System.nanoTime() - begun;
                    }
                });
            }
            try {
                sending.join();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            for (long left = begun + pause * 1_000_000 - System.nanoTime(); left > 0; ) {
                read(Math.max(1, left / 1_000_000), null);
                left = begun + pause * 1_000_000 - System.nanoTime();
            }
            return Arrays.copyOf(times, got[0]);
        }

        @Override
        public void close() throws IOException {
            for (var channel : channels) {
                channel.close();
            }
            selector.close();
        }
    }
}
