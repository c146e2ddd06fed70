package org.allmende.cases.desk;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.allmende.platform.database.DatabaseServer;
import org.allmende.platform.login.Staff;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * What has changed in the cases of all offices in the last two minutes, whichever instance of the server changed it:
 * PostgreSQL announces each commit. Ids only; who may know of them is asked before they are told.
 */
@Component
public class Changes implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final Duration KEPT = Duration.ofMinutes(2);
    private static final Duration OUT_OF_ORDER = Duration.ofSeconds(30);
    private static final int MOST = 10_000;
    private static final int WAIT_MILLIS = 1_000;

    private final DatabaseServer server;
    private final Deque<Change> recent = new ArrayDeque<>();
    private volatile boolean running;

    Changes(DatabaseServer server) {
        this.server = server;
    }

    /** A case that is new or has changed. */
    private record Change(Instant at, String tenant, String office, UUID id) {

        static Change parse(String told) {
            var words = told.split(" ", 4);
            return new Change(
                    Instant.ofEpochMilli(Long.parseLong(words[0])), words[1], words[2], UUID.fromString(words[3]));
        }
    }

    /** The cases in this person's offices that have changed after {@code since}, each once, the latest first. */
    public List<UUID> after(Instant since, Staff staff) {
        var ids = new LinkedHashSet<UUID>();
        synchronized (recent) {
            for (var latest = recent.descendingIterator(); latest.hasNext(); ) {
                var change = latest.next();
                if (!change.at().isAfter(since)) {
                    // commits are announced in another order than they are timed, but by little
                    if (change.at().isBefore(since.minus(OUT_OF_ORDER))) {
                        break;
                    }
                } else if (change.tenant().equals(staff.tenant()) && staff.worksIn(change.office())) {
                    ids.add(change.id());
                }
            }
        }
        return List.copyOf(ids);
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("changes").start(this::listen);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void listen() {
        while (running) {
            try (var connection = server.listenerSource().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("listen cases_change");
                var announcing = connection.unwrap(PGConnection.class);
                while (running) {
                    for (var told : announcing.getNotifications(WAIT_MILLIS)) {
                        keep(Change.parse(told.getParameter()));
                    }
                }
            } catch (SQLException lost) {
                // the list itself is always right; only the hint that it has changed is missing meanwhile
                LOG.info("Changes of cases are not announced: {}", lost.getMessage());
                pause();
            }
        }
    }

    private void keep(Change change) {
        synchronized (recent) {
            recent.addLast(change);
            var old = change.at().minus(KEPT);
            while (recent.size() > MOST || recent.getFirst().at().isBefore(old)) {
                recent.removeFirst();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(running ? 2 : 0));
        } catch (InterruptedException stopped) {
            running = false;
        }
    }
}
