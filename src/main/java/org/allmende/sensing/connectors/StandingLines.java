package org.allmende.sensing.connectors;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.allmende.platform.database.Tenancy;
import org.allmende.platform.files.KeySafe;
import org.allmende.platform.login.TokenHolder;
import org.allmende.platform.operations.DueWork;
import org.allmende.platform.outbound.Addresses;
import org.allmende.sensing.Devices;
import org.allmende.sensing.TaskRefused;
import org.allmende.sensing.Tasks;
import org.allmende.sensing.connectors.Connector.Kind;
import org.allmende.sensing.connectors.Connector.Problem;
import org.allmende.sensing.connectors.Connector.Report;
import org.allmende.sensing.lorawan.Downlinks;
import org.allmende.sensing.lorawan.Uplinks;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Keeps the lines to network servers. A line is due when it does not stand; while it stands this instance says so again and again
 * before it would be due, so that of several instances one holds it, and another one takes over soon after a crash.
 */
@Component
public class StandingLines implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(StandingLines.class);
    private static final Duration LOOK = Duration.ofSeconds(3);

    /** So long nobody else takes a line that stands. */
    private static final Duration HELD = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    /** What is sent meanwhile may be lost with servers that keep nothing. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private static final int AT_ONCE = 20;

    private final Tenancy tenancy;
    private final Connectors connectors;
    private final Uplinks uplinks;
    private final Downlinks downlinks;
    private final KeySafe safe;
    private final Addresses addresses;
    private final Clock clock;
    private final Map<UUID, Held> held = new ConcurrentHashMap<>();
    private volatile @Nullable Thread thread;
    private volatile boolean running;

    StandingLines(
            Tenancy tenancy,
            Connectors connectors,
            Uplinks uplinks,
            Downlinks downlinks,
            Tasks tasks,
            KeySafe safe,
            Addresses addresses,
            Clock clock) {
        this.tenancy = tenancy;
        this.connectors = connectors;
        this.uplinks = uplinks;
        this.downlinks = downlinks;
        this.safe = safe;
        this.addresses = addresses;
        this.clock = clock;
        tasks.follow(tenant -> held.values().stream()
                .filter(it -> it.connector.tenant().equals(tenant))
                .forEach(Held::tell));
    }

    @Configuration
    static class Due {
        @Bean
        DueWork openLines(StandingLines lines) {
            return DueWork.of(
                    "lorawan lines",
                    Duration.ofSeconds(2),
                    "select distinct tenant from sensing.connector where wake <= now()",
                    lines::runDue);
        }
    }

    /** Opens what is due in a tenant, outside any transaction; one runner at a time sees to that. */
    public void runDue(String tenant) {
        for (int i = 0; i < AT_ONCE && running; i++) {
            var due = tenancy.as(tenant, () -> connectors.take(Kind.LINES));
            if (due.isEmpty()) {
                return;
            }
            open(due.get());
        }
    }

    private void open(Connector it) {
        var before = held.get(it.id());
        if (before != null && before.isAsSaid(it) && before.isUp()) {
            note(it, before.report());
            // unless a look that still knew it otherwise has closed it meanwhile
            if (held.get(it.id()) == before) {
                return;
            }
        }
        close(it.id());
        var fresh = new Held(it);
        try {
            fresh.open();
            held.put(it.id(), fresh);
            note(it, fresh.report());
        } catch (Line.Failed failed) {
            fail(it, failed.problem(), failed.detail(), null);
        }
    }

    private void note(Connector it, Report report) {
        tenancy.run(it.tenant(), () -> connectors.succeeded(it, clock.instant().plus(HELD), null, null, report));
    }

    private void fail(Connector it, Problem problem, String detail, @Nullable Report report) {
        var next = clock.instant().plus(Pause.after(it.failures(), FIRST_PAUSE, LONGEST_PAUSE, null));
        tenancy.run(it.tenant(), () -> connectors.failed(it, next, problem, detail, report));
    }

    private void close(UUID id) {
        var it = held.remove(id);
        if (it != null) {
            it.close();
        }
    }

    /** What would keep a line from standing; nothing that comes by it is stored. */
    public Optional<Trouble> attempt(Connector.Draft draft, @Nullable String secret) {
        var topics = topics(draft);
        var network = draft.settings().network();
        var end = new Line.End(draft.url(), network == null ? null : network.user(), secret);
        try (var line =
                Line.open(addresses, end, "allmende-" + UUID.randomUUID(), false, topics.subList(0, 1), new Deaf())) {
            return line.isUp() ? Optional.empty() : Optional.of(new Trouble(Problem.BROKEN, ""));
        } catch (Line.Failed failed) {
            return Optional.of(new Trouble(failed.problem(), failed.detail()));
        }
    }

    /** Why a line does not stand. */
    public record Trouble(Problem problem, String detail) {}

    /** What comes while somebody only tries is acknowledged to nobody's harm: the session ends with the attempt. */
    private static final class Deaf implements Line.Follower {
        @Override
        public void take(String topic, byte[] message) {
            LOG.debug("{} bytes of {} while a line is tried", message.length, topic);
        }

        @Override
        public void ended(Problem problem, String detail) {
            LOG.debug("A line that was tried: {} {}", problem, detail);
        }
    }

    /** Uplinks first; then what becomes of downlinks. */
    static List<String> topics(Connector.Draft it) {
        var network = it.settings().network();
        var application = network == null || network.application() == null ? "+" : network.application();
        return it.kind() == Kind.THINGS_STACK
                ? Stream.of("up", "down/queued", "down/sent", "down/ack", "down/failed")
                        .map(event -> "v3/%s/devices/+/%s".formatted(application, event))
                        .toList()
                : Stream.of("up", "txack", "ack", "log")
                        .map(event -> "application/%s/device/+/event/%s".formatted(application, event))
                        .toList();
    }

    private @Nullable String secret(Connector it) {
        return it.secret() == null ? null : safe.openText(it.secret(), it.tenant(), it.id());
    }

    /** A line with what it has brought. */
    private final class Held implements Line.Follower {

        private final Connector connector;
        private final TokenHolder by;
        private final ReentrantLock telling = new ReentrantLock();
        private final Harvest harvest = new Harvest(Instant.EPOCH);
        private int stored;
        private int known;
        private @Nullable Instant last;
        private volatile @Nullable Line line;

        Held(Connector connector) {
            this.connector = connector;
            by = Devices.line(connector.tenant(), connector.id(), connector.it().name());
        }

        /** Under a name that stays, so that the broker knows the session again. */
        void open() throws Line.Failed {
            var network = connector.it().settings().network();
            var end = new Line.End(connector.it().url(), network == null ? null : network.user(), secret(connector));
            line = Line.open(addresses, end, "allmende-" + connector.id(), true, topics(connector.it()), this);
        }

        boolean isUp() {
            var it = line;
            return it != null && it.isUp();
        }

        boolean isAsSaid(Connector now) {
            return now.it().url().equals(connector.it().url())
                    && now.it().name().equals(connector.it().name())
                    && now.it().settings().equals(connector.it().settings())
                    && Objects.equals(now.secret(), connector.secret());
        }

        void close() {
            var it = line;
            if (it != null) {
                it.close();
            }
        }

        @Override
        public void take(String topic, byte[] message) {
            JsonNode json;
            try {
                json = Json.MAPPER.readTree(message);
            } catch (JacksonException unreadable) {
                json = Json.MAPPER.missingNode();
            }
            if (!report(topic, json)) {
                var outcome = uplinks.take(by, json);
                if (outcome instanceof Uplinks.Outcome.Stored || outcome instanceof Uplinks.Outcome.Known) {
                    downlinks.heard(by, topic, json);
                }
                count(topic, outcome);
            }
        }

        /** What cannot be, such as an answer to a task that has failed already, is no reason to cut the line. */
        private boolean report(String topic, JsonNode json) {
            try {
                return downlinks.report(by, topic, json);
            } catch (TaskRefused refused) {
                LOG.info("{}: {}", topic, refused.getMessage());
                return true;
            }
        }

        /** Says what there is to say; what was not heard is said again with a later look. */
        void tell() {
            Thread.ofVirtual().start(() -> {
                if (telling.tryLock()) {
                    try {
                        tellNow();
                    } finally {
                        telling.unlock();
                    }
                }
            });
        }

        @SuppressWarnings("IllegalCatch")
        private void tellNow() {
            var it = line;
            try {
                if (it != null && it.isUp()) {
                    for (var message : downlinks.due(by)) {
                        it.send(message.topic(), message.payload(), message.sure());
                        downlinks.told(by, message);
                    }
                }
            } catch (Line.Failed | RuntimeException failed) {
                LOG.warn("The line {} was not told everything: {}", connector.id(), failed.toString());
            }
        }

        private synchronized void count(String topic, Uplinks.Outcome outcome) {
            last = clock.instant();
            if (!(outcome instanceof Uplinks.Outcome.Other)) {
                harvest.row();
            }
            switch (outcome) {
                case Uplinks.Outcome.Stored it -> stored += it.observations();
                case Uplinks.Outcome.Known it -> known++;
                case Uplinks.Outcome.Refused it -> harvest.refuse(Harvest.Why.UPLINK, topic + ": " + it.why());
                case Uplinks.Outcome.Other it -> LOG.debug("{} brings no payload", topic);
            }
        }

        synchronized Report report() {
            return new Report(harvest.rows(), stored, known, harvest.refused(), last);
        }

        @Override
        public void ended(Problem problem, String detail) {
            held.remove(connector.id(), this);
            note(problem, detail);
        }

        /** If it cannot be noted the line is due by itself, since nobody says that it stands. */
        @SuppressWarnings("IllegalCatch")
        private void note(Problem problem, String detail) {
            try {
                tenancy.as(connector.tenant(), () -> connectors.find(connector.id()))
                        .filter(now -> now.active() && isAsSaid(now))
                        .ifPresent(now -> fail(now, problem, detail, report()));
            } catch (RuntimeException failed) {
                LOG.warn("The line {} broke, which cannot be noted: {}", connector.id(), failed.toString());
            }
        }
    }

    private void look() {
        while (running) {
            held.values().forEach(this::look);
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Says that the line stands, or closes it if somebody does not want it any more; whoever wants it again by now gets it anew. */
    @SuppressWarnings("IllegalCatch")
    private void look(Held it) {
        var id = it.connector.id();
        try {
            var now = tenancy.as(it.connector.tenant(), () -> connectors.find(id));
            if (now.isEmpty() || !now.get().active() || !it.isAsSaid(now.get())) {
                held.remove(id, it);
                it.close();
                tenancy.run(it.connector.tenant(), () -> connectors.runNow(id));
            } else if (it.isUp()) {
                note(now.get(), it.report());
                it.tell();
            } else {
                it.ended(Problem.BROKEN, "");
            }
        } catch (RuntimeException failed) {
            LOG.warn("Nobody can say that the line {} stands: {}", id, failed.toString());
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("lorawan-lines").start(this::look);
    }

    /** What is on its way is stored; what is not acknowledged comes again. */
    @Override
    public void stop() {
        running = false;
        var it = thread;
        if (it != null) {
            it.interrupt();
        }
        held.keySet().forEach(this::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before the intake does. */
    @Override
    public int getPhase() {
        return 1;
    }
}
