package org.allmende.dashboard.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.allmende.dashboard.Histories;
import org.allmende.dashboard.Station;
import org.allmende.dashboard.StationNews;
import org.allmende.dashboard.StationNews.News;
import org.allmende.dashboard.Stations;
import org.allmende.sensing.Micros;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells all who listen what stations say, as server-sent events, from one thread: each change is written once for all of
 * them (docs/adr/0045-live-values.md). Changes have numbers. Whoever has missed some gets exactly those as long as they are
 * remembered; after that, or from another run of the server, all that is shown on their page, with the values since then.
 */
@Component
class LiveValues implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LiveValues.class);

    /** From one telling to the next: many values of a station within it are told together. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private static final long SWEEP_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long PULSE_NANOS = Duration.ofSeconds(15).toNanos();
    private static final int REMEMBERED = 8_000;

    /** A value may be measured so long before it arrives. */
    private static final Duration DELAY = Duration.ofHours(1);

    /** In microseconds: what the clocks of two instances may differ by. */
    private static final long SKEW = 60_000_000;

    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int SNAPSHOTS = 60;

    private final StationNews news;
    private final Stations stations;
    private final Histories histories;
    private final LiveWriter writer;
    private final Clock clock;

    /** Numbers of another run mean nothing in this one. */
    private final String run;

    private final ArrayDeque<Change> changes = new ArrayDeque<>();
    private final Map<LiveScope, Set<LiveListener>> audiences = new HashMap<>();
    private final Map<SnapshotOf, Snapshot> snapshots = new ConcurrentHashMap<>();
    private volatile long last;
    private long forgotten;
    private volatile boolean running;

    /** What is new of a station. It is written when somebody wants to hear it: drawing a tile costs more than storing its value. */
    private static final class Change {
        private final long number;
        private final News news;
        private final LiveWriter writer;
        private final Map<String, byte[]> json = new ConcurrentHashMap<>();

        Change(long number, News news, LiveWriter writer) {
            this.number = number;
            this.news = news;
            this.writer = writer;
        }

        long number() {
            return number;
        }

        Station station() {
            return news.station();
        }

        byte[] json(String language) {
            return json.computeIfAbsent(language, it -> writer.write(news, it));
        }
    }

    /** The same bytes for all who look at the same. */
    private static final class Packet {
        private final byte[] text;
        private final long number;
        private final List<LiveListener> audience;

        Packet(byte[] text, long number, List<LiveListener> audience) {
            this.text = text;
            this.number = number;
            this.audience = audience;
        }

        void tell() {
            audience.forEach(it -> it.tell(text, number));
        }
    }

    private record SnapshotOf(LiveScope scope, Instant since) {}

    /** Everything of a scope as it was when {@code number} was the last change. */
    private record Snapshot(long number, Instant made, List<byte[]> json) {}

    /** What somebody has heard: the number of the last change, which is microseconds since 1970 too, and of which run. */
    private record Heard(long number, String run) {}

    LiveValues(StationNews news, Stations stations, Histories histories, LiveWriter writer, Clock clock) {
        this.news = news;
        this.stations = stations;
        this.histories = histories;
        this.writer = writer;
        this.clock = clock;
        this.last = Micros.of(clock.instant());
        this.forgotten = last;
        this.run = Long.toString(last, Character.MAX_RADIX);
    }

    /** Up to where everything is told: who reads a page made after this was asked misses nothing. */
    String position() {
        return position(last);
    }

    private String position(long number) {
        return number + "-" + run;
    }

    /** Tells {@code listener} first what it has missed and then what comes. */
    void join(LiveListener listener, LiveScope scope, String since) {
        var missed = missed(scope, since);
        write(missed.number(), scope);
        synchronized (this) {
            if (missed.number() < forgotten || !running) {
                // so much has changed meanwhile, or we stop: the browser asks again
                listener.end();
                return;
            }
            var text = new ByteArrayOutputStream();
            missed.json().forEach(json -> event(text, missed.number(), json));
            after(missed.number(), scope).forEach(it -> event(text, it.number(), json(it, scope)));
            text.writeBytes(pulse(last));
            listener.tell(text.toByteArray(), last);
            audiences
                    .computeIfAbsent(scope, first -> ConcurrentHashMap.newKeySet())
                    .add(listener);
        }
    }

    /** The same for who asks now and then: a JSON object with {@code id}, to be sent as {@code seit} the next time. */
    byte[] poll(LiveScope scope, String since) {
        var missed = missed(scope, since);
        write(missed.number(), scope);
        synchronized (this) {
            var all = new ArrayList<>(missed.json());
            after(missed.number(), scope).forEach(it -> all.add(json(it, scope)));
            var text = new ByteArrayOutputStream();
            text.writeBytes(("{\"id\":\"" + position() + "\",\"stations\":[").getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < all.size(); i++) {
                if (i > 0) {
                    text.write(',');
                }
                text.writeBytes(all.get(i));
            }
            text.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
            return text.toByteArray();
        }
    }

    private static byte[] json(Change it, LiveScope scope) {
        return it.json(scope.language());
    }

    /** While nobody is held up. */
    private void write(long number, LiveScope scope) {
        List<Change> all;
        synchronized (this) {
            all = after(number, scope);
        }
        all.forEach(it -> json(it, scope));
    }

    private List<Change> after(long number, LiveScope scope) {
        return changes.stream()
                .filter(it -> it.number() > number
                        && scope.takes(it.station())
                        && news.isShown(it.station().id()))
                .toList();
    }

    /** Nothing but the number if all that came after it is remembered; otherwise the stations as they are. */
    private Snapshot missed(LiveScope scope, String since) {
        var heard = heard(since);
        if (heard.run().equals(run) && heard.number() <= last) {
            synchronized (this) {
                if (heard.number() >= forgotten) {
                    return new Snapshot(heard.number(), Instant.EPOCH, List.of());
                }
            }
        }
        var minute = Micros.toInstant(heard.number()).truncatedTo(ChronoUnit.MINUTES);
        if (snapshots.size() > SNAPSHOTS) {
            snapshots.clear();
        }
        return snapshots.compute(
                new SnapshotOf(scope, minute),
                (of, before) ->
                        before != null && before.made().plus(FRESH).isAfter(clock.instant()) ? before : snapshot(of));
    }

    private Snapshot snapshot(SnapshotOf of) {
        var number = last;
        var from = of.since().minus(DELAY);
        var json = stations.current().stations().stream()
                .filter(it -> of.scope().takes(it) && news.isShown(it.id()))
                .map(it -> writer.write(
                        it,
                        histories.reading(it),
                        histories.latest(it).reversed().stream()
                                .filter(one -> one.time().isAfter(from))
                                .toList(),
                        of.scope().language()))
                .toList();
        return new Snapshot(number, clock.instant(), json);
    }

    /** What cannot be read was heard just now, in another run: everything is told, with what is measured by now. */
    private Heard heard(String since) {
        var parts = since.split("-", 2);
        try {
            var number = Long.parseLong(parts[0]);
            if (parts.length == 2 && number > 0 && number <= Micros.of(clock.instant()) + SKEW) {
                return new Heard(number, parts[1]);
            }
        } catch (NumberFormatException unknown) {
            // as if it had said nothing
        }
        return new Heard(last, "");
    }

    private void event(ByteArrayOutputStream text, long number, byte[] json) {
        text.writeBytes(("id: " + position(number) + "\nevent: station\ndata: ").getBytes(StandardCharsets.US_ASCII));
        text.writeBytes(json);
        text.write('\n');
        text.write('\n');
    }

    /** No event, but the browser remembers the number. */
    private byte[] pulse(long number) {
        return ("id: " + position(number) + "\n\n").getBytes(StandardCharsets.US_ASCII);
    }

    @SuppressWarnings("IllegalCatch")
    private void run() {
        long swept = System.nanoTime();
        long beaten = swept;
        while (running) {
            try {
                var rung = news.await(1_000);
                long began = System.nanoTime();
                if (rung) {
                    tell(news.take());
                }
                if (System.nanoTime() - swept > SWEEP_NANOS) {
                    tell(news.sweep());
                    swept = System.nanoTime();
                }
                if (System.nanoTime() - beaten > PULSE_NANOS) {
                    beat();
                    beaten = System.nanoTime();
                }
                var left = PAUSE.minusNanos(System.nanoTime() - began);
                if (rung && left.isPositive()) {
                    Thread.sleep(left);
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                LOG.warn("Listeners were not told what is new: {}", failed.toString());
            }
        }
    }

    private void tell(List<News> all) {
        if (all.isEmpty()) {
            return;
        }
        var fresh = new ArrayList<Change>();
        long number = last;
        for (var it : all) {
            number = Math.max(number + 1, Micros.of(clock.instant()));
            fresh.add(new Change(number, it, writer));
        }
        Set<LiveScope> scopes;
        synchronized (this) {
            scopes = Set.copyOf(audiences.keySet());
        }
        scopes.forEach(
                scope -> fresh.stream().filter(it -> scope.takes(it.station())).forEach(it -> json(it, scope)));
        packets(fresh).forEach(Packet::tell);
    }

    /** From here on the changes are remembered: who joins afterwards gets them so. */
    private synchronized List<Packet> packets(List<Change> fresh) {
        changes.addAll(fresh);
        while (changes.size() > REMEMBERED) {
            forgotten = changes.remove().number();
        }
        last = fresh.getLast().number();
        var packets = new ArrayList<Packet>();
        audiences.forEach((scope, audience) -> {
            var text = new ByteArrayOutputStream();
            fresh.stream()
                    .filter(it -> scope.takes(it.station()))
                    .forEach(it -> event(text, it.number(), json(it, scope)));
            if (text.size() > 0) {
                packets.add(new Packet(text.toByteArray(), last, List.copyOf(audience)));
            }
        });
        return packets;
    }

    /** Proxies close what is silent; and only who is told something is found to be gone. */
    private void beat() {
        List<LiveListener> all;
        byte[] pulse;
        synchronized (this) {
            audiences.values().forEach(audience -> audience.removeIf(LiveListener::isGone));
            audiences.values().removeIf(Set::isEmpty);
            all = audiences.values().stream().flatMap(Set::stream).toList();
            pulse = pulse(last);
        }
        all.forEach(it -> it.say(pulse));
    }

    @Override
    public void start() {
        running = true;
        news.begin();
        Thread.ofPlatform().name("live-values").daemon().start(this::run);
    }

    /** Open streams would hold the server up when it stops; browsers ask again, here or at another instance. */
    @Override
    public void stop() {
        List<LiveListener> all;
        synchronized (this) {
            running = false;
            all = audiences.values().stream().flatMap(Set::stream).toList();
        }
        all.forEach(LiveListener::end);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
