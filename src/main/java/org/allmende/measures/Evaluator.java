package org.allmende.measures;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.platform.database.Tenancy;
import org.allmende.region.Regions;
import org.allmende.sensing.Micros;
import org.allmende.sensing.Observation;
import org.allmende.sensing.Observations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks with the active rules of all tenants at everything that is committed, from one thread and in memory. What a rule has
 * brought about is written together with where it stands, so a crash at any moment leaves both or none; after it the rules
 * look again at what came since, and come to the same (docs/adr/0043-rules.md).
 */
@Component
class Evaluator implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Evaluator.class);

    /** Of observations; with more than that we read them from the database when we get to it. */
    private static final int WAITING = 200_000;

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration SAVE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** So long the others go on without a rule whose measures cannot be written. */
    private static final Duration REST = Duration.ofSeconds(10);

    private final Regions regions;
    private final Tenancy tenancy;
    private final Rules rules;
    private final Firings firings;
    private final Watches watches;
    private final Consequences consequences;
    private final Clock clock;
    private final LinkedBlockingQueue<List<Observation>> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Map<Integer, List<Watch>> byDatastream = Map.of();
    private volatile boolean behind;
    private volatile boolean running;
    private volatile @Nullable Thread thread;
    private Map<Key, Watch> all = new HashMap<>();
    private long revision = -1;

    private final Map<Key, Long> resting = new HashMap<>();

    /** A version of a rule at a station, since it was activated. */
    private record Key(UUID rule, int version, @Nullable Instant activated, int station) {

        static Key of(Rule rule, int station) {
            return new Key(rule.id(), rule.version(), rule.activated(), station);
        }
    }

    Evaluator(
            Regions regions,
            Tenancy tenancy,
            Rules rules,
            Firings firings,
            Watches watches,
            Consequences consequences,
            Observations observations,
            Clock clock) {
        this.regions = regions;
        this.tenancy = tenancy;
        this.rules = rules;
        this.firings = firings;
        this.watches = watches;
        this.consequences = consequences;
        this.clock = clock;
        observations.follow(this::add);
    }

    /** On the writer's thread. */
    private void add(List<Observation> batch) {
        var index = byDatastream;
        if (!running || behind || index.isEmpty()) {
            return;
        }
        var ours = batch.stream()
                .filter(it -> index.containsKey(it.key().datastream()) && !Double.isNaN(it.result()))
                .toList();
        if (ours.isEmpty()) {
            return;
        }
        if (waiting.addAndGet(ours.size()) > WAITING) {
            LOG.warn("Rules are behind what is measured and read it from the database");
            behind = true;
        }
        queue.add(ours);
    }

    @SuppressWarnings("IllegalCatch")
    private void run() {
        long looked = 0;
        long saved = System.nanoTime();
        while (running) {
            try {
                if (behind || System.nanoTime() - looked > LOOK.toNanos()) {
                    looked = System.nanoTime();
                    load();
                    tick();
                }
                if (System.nanoTime() - saved > SAVE.toNanos()) {
                    saved = System.nanoTime();
                    save();
                }
                var batch = queue.poll(100, TimeUnit.MILLISECONDS);
                if (batch != null) {
                    waiting.addAndGet(-batch.size());
                    take(batch);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failed) {
                LOG.error("Rules are read anew", failed);
                behind = true;
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads the rules if one has changed, and all of them anew if what is in memory is not what is stored. */
    private void load() {
        long current = rules.revision();
        boolean rested = resting.values().removeIf(until -> until < System.nanoTime());
        if (current == revision && !behind && !rested) {
            return;
        }
        if (behind) {
            all = new HashMap<>();
            byDatastream = Map.of();
            queue.clear();
            waiting.set(0);
            behind = false;
        }
        var now = new LinkedHashMap<Key, Watch>();
        var fresh = new ArrayList<Watch>();
        for (var tenant : regions.current().tenants().keySet()) {
            tenancy.run(tenant, () -> load(now, fresh));
        }
        all = now;
        // from here on nothing is missed: what is committed later comes by itself, what was before is read now
        byDatastream = index(now);
        for (var watch : fresh) {
            var changes = new ArrayList<Watch.Change>();
            watches.catchUp(watch, changes::add);
            write(changes);
        }
        revision = current;
    }

    private void load(Map<Key, Watch> now, List<Watch> fresh) {
        var active = new HashMap<UUID, Rule>();
        rules.listActive().forEach(it -> active.put(it.id(), it));
        if (active.isEmpty()) {
            return;
        }
        for (var it : firings.listStandings()) {
            var rule = active.get(it.rule());
            if (rule == null) {
                continue;
            }
            var key = Key.of(rule, it.datastream());
            var known = all.get(key);
            if (known != null) {
                now.put(key, known);
            } else if (!resting.containsKey(key)) {
                watches.make(rule, it.datastream(), it.fired(), it.since(), it.position())
                        .ifPresent(made -> {
                            now.put(key, made);
                            fresh.add(made);
                        });
            }
        }
    }

    /** Whether it looks with this rule already. */
    boolean knows(UUID rule) {
        return byDatastream.values().stream()
                .flatMap(List::stream)
                .anyMatch(it -> it.rule().id().equals(rule));
    }

    private static Map<Integer, List<Watch>> index(Map<Key, Watch> all) {
        var index = new HashMap<Integer, List<Watch>>();
        for (var watch : all.values()) {
            watch.datastreams()
                    .forEach(it -> index.computeIfAbsent(it, first -> new ArrayList<>())
                            .add(watch));
        }
        return index;
    }

    private void take(List<Observation> batch) {
        var index = byDatastream;
        long latest = Micros.of(clock.instant().plus(Watches.AHEAD));
        var changes = new ArrayList<Watch.Change>();
        for (var one : batch) {
            var key = one.key();
            if (key.micros() <= latest) {
                for (var watch : index.getOrDefault(key.datastream(), List.of())) {
                    watch.take(key.datastream(), key.micros(), one.result()).ifPresent(changes::add);
                }
            }
        }
        write(changes);
    }

    private void tick() {
        long now = Micros.of(clock.instant());
        var changes = new ArrayList<Watch.Change>();
        for (var watch : all.values()) {
            if (watch.looksAtClock()) {
                watch.look(now).ifPresent(changes::add);
            }
        }
        write(changes);
    }

    /** All of a tenant in one transaction; if that fails one by one, so that one rule's fault is not the others'. */
    private void write(List<Watch.Change> changes) {
        var byTenant = new LinkedHashMap<String, List<Watch.Change>>();
        changes.forEach(it -> byTenant.computeIfAbsent(it.watch().rule().tenant(), first -> new ArrayList<>())
                .add(it));
        byTenant.forEach(this::write);
    }

    @SuppressWarnings("IllegalCatch")
    private void write(String tenant, List<Watch.Change> changes) {
        try {
            tenancy.run(tenant, () -> changes.forEach(this::write));
        } catch (RuntimeException failed) {
            if (changes.size() > 1) {
                changes.forEach(one -> write(tenant, List.of(one)));
            } else if (failed instanceof Firings.StandsElsewhere) {
                behind = true;
            } else {
                LOG.error(
                        "What rule {} of {} brings about could not be written and is tried again",
                        changes.getFirst().watch().rule().id(),
                        tenant,
                        failed);
                var watch = changes.getFirst().watch();
                resting.put(Key.of(watch.rule(), watch.station().id()), System.nanoTime() + REST.toNanos());
                behind = true;
            }
        }
    }

    private void write(Watch.Change it) {
        var firing = firings.write(it);
        if (firing != null) {
            consequences.begin(it.watch(), firing);
        } else {
            consequences.end(it.watch(), Micros.toInstant(it.micros()));
        }
    }

    private void save() {
        var byTenant = new LinkedHashMap<String, List<Watch>>();
        all.values()
                .forEach(it -> byTenant.computeIfAbsent(it.rule().tenant(), first -> new ArrayList<>())
                        .add(it));
        if (!behind) {
            byTenant.forEach((tenant, some) -> tenancy.run(tenant, () -> firings.advance(some)));
        }
    }

    @Override
    public void start() {
        behind = true;
        running = true;
        thread = Thread.ofPlatform().name("measures-rules").daemon().start(this::run);
    }

    /** What is not looked at yet is looked at after the next start. */
    @Override
    public void stop() {
        running = false;
        var it = thread;
        if (it != null) {
            try {
                it.join(PATIENCE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
