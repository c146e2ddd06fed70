package org.allmende.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.allmende.bench.Application;
import org.allmende.bench.Applications;
import org.allmende.bench.Clerk;
import org.allmende.bench.Owner;
import org.allmende.bench.ServerProcess;
import org.allmende.bench.Wire;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Citizens who all send at once, and remember what they were told; beside them a clerk whose acts are audited. */
final class Rush {

    private static final int CITIZENS = 6;
    private static final int PREPARED = 600;

    private final Map<UUID, Application> sent = new ConcurrentHashMap<>();
    private final Map<UUID, String> acknowledged = new ConcurrentHashMap<>();
    private final Queue<String> contradictions = new ConcurrentLinkedQueue<>();
    private final Queue<Application> waiting = new ConcurrentLinkedQueue<>();
    private @Nullable String clerk;

    /** Citizens at work until the server is gone. */
    record Running(List<Thread> threads) {
        void await() {
            for (var thread : threads) {
                try {
                    thread.join();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(stop);
                }
            }
        }
    }

    JdbcClient owner(ServerProcess server) {
        return Owner.of(server.data());
    }

    void prepare(ServerProcess server) {
        if (clerk == null) {
            clerk = Clerk.logIn(server.port(), Clerk.add(owner(server), "gladenbach", 1))
                    .getFirst();
        }
        waiting.addAll(Applications.fillIn(server).copy(PREPARED));
    }

    Running begin(ServerProcess server) {
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < CITIZENS; i++) {
            threads.add(Thread.ofVirtual().start(() -> sendAll(server)));
        }
        threads.add(Thread.ofVirtual().start(() -> claim(server)));
        return new Running(threads);
    }

    private void sendAll(ServerProcess server) {
        try (var wire = Wire.open(server.port())) {
            for (var next = waiting.poll(); next != null; next = waiting.poll()) {
                send(wire, next);
            }
        } catch (IOException killed) {
            // the citizen sees no answer and tries again later
        }
    }

    private void send(Wire wire, Application application) throws IOException {
        sent.put(application.id(), application);
        var number = application.send(wire);
        var before = acknowledged.put(application.id(), number);
        if (before != null && !before.equals(number)) {
            contradictions.add(application.id() + " was " + before + " and is now " + number);
        }
    }

    /** Claims what comes in; who was faster than whom does not matter, only that each claim is in the audit log. */
    private void claim(ServerProcess server) {
        try (var wire = Wire.open(server.port())) {
            while (true) {
                var free = owner(server).sql("""
                        select id
                          from cases.case
                         where tenant = 'gladenbach' and assignee is null
                         order by submitted desc
                         limit 5
                        """).query(UUID.class).list();
                // the desk, also when nothing is free there: so the clerk notices that the server is gone
                wire.get("/arbeitsplatz", String.valueOf(clerk));
                for (var id : free) {
                    wire.post("/arbeitsplatz/vorgaenge", String.valueOf(clerk), "act=claim&claim=" + id);
                }
            }
        } catch (IOException | RuntimeException killed) {
            // the day is over
        }
    }

    /** Those without an answer press the button again, and some of the others too. */
    void sendAgain(ServerProcess server) {
        try (var wire = Wire.open(server.port())) {
            int answered = 0;
            for (var application : sent.values()) {
                if (!acknowledged.containsKey(application.id()) || answered++ < 20) {
                    send(wire, application);
                }
            }
        } catch (IOException lost) {
            throw new java.io.UncheckedIOException(lost);
        }
    }

    Set<UUID> sent() {
        return sent.keySet();
    }

    Map<UUID, String> acknowledged() {
        return acknowledged;
    }

    List<String> contradictions() {
        return List.copyOf(contradictions);
    }
}
