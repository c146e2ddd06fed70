package org.allmende.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Devices that send observations by MQTT with QoS 1, each its next one after the acknowledgement of the last. */
public final class MqttLoad {

    private final int port;
    private final String user;
    private final String token;
    private final List<Device> devices = new ArrayList<>();
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

    /** A connection with a datastream of its own; what it sends is a second apart. */
    private static final class Device {
        private final int datastream;
        private final Instant first;
        private volatile int acknowledged;
        private volatile Thread thread;

        Device(int datastream, Instant first) {
            this.datastream = datastream;
            this.first = first;
        }
    }

    public MqttLoad(int port, String user, String token, List<Integer> datastreams, Instant first) {
        this.port = port;
        this.user = user;
        this.token = token;
        datastreams.forEach(it -> devices.add(new Device(it, first)));
    }

    /** They send until this moment, or until the connection breaks. */
    public void begin(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        for (var device : devices) {
            device.thread = Thread.ofVirtual().start(() -> send(device, end));
        }
    }

    private void send(Device device, long end) {
        var topic = "v1.1/Datastreams(" + device.datastream + ")/Observations";
        try (var wire = open(device)) {
            while (System.nanoTime() < end) {
                var sent = System.nanoTime();
                int number = device.acknowledged + 1;
                wire.publish(
                        topic,
                        "{\"phenomenonTime\":\"" + device.first.plusSeconds(number) + "\",\"result\":" + number % 300
                                + ".5}");
                device.acknowledged = number;
                nanos.add(System.nanoTime() - sent);
            }
        } catch (IOException killed) {
            // what was not acknowledged does not count
        }
    }

    private MqttWire open(Device device) throws IOException {
        return MqttWire.open(port, "device-" + device.datastream, user, token);
    }

    public void await() {
        for (var device : devices) {
            try {
                device.thread.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }

    public long acknowledged() {
        return devices.stream().mapToLong(it -> it.acknowledged).sum();
    }

    Latencies latencies() {
        return new Latencies(nanos.stream().flatMapToLong(LongStream::of).toArray());
    }

    /** How many of what was acknowledged the owner of the database does not find. */
    public long missing(JdbcClient owner) {
        return devices.stream()
                .mapToLong(it -> it.acknowledged
                        - owner.sql("""
                                select count(distinct time)
                                  from sensing.observation
                                 where datastream = :id and time > :first and time <= :last
                                """)
                                .param("id", it.datastream)
                                .param("first", it.first.atOffset(java.time.ZoneOffset.UTC))
                                .param(
                                        "last",
                                        it.first.plusSeconds(it.acknowledged).atOffset(java.time.ZoneOffset.UTC))
                                .query(Long.class)
                                .single())
                .sum();
    }

    /** The broker opens a moment after the first page. */
    public static void awaitBroker(int port, String user, String token) {
        var end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (true) {
            try {
                MqttWire.open(port, "first", user, token).close();
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("The broker does not open", notYet);
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }
}
