package org.allmende.platform.operations;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds the tenants with due work, with the runner's own log-in, and does it for each as the app.
 *
 * <p>A lock of PostgreSQL per work and tenant keeps several instances of the server from doing the same at once; it ends
 * with the connection, so nothing has to be tidied up after a crash.
 */
@Component("dueWorkRunner")
public class Runner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final DataSource runner;
    private final List<DueWork> works;
    private volatile List<Loop> loops = List.of();
    private volatile boolean stopping;

    Runner(@Qualifier("runner") DataSource runner, List<DueWork> works) {
        this.runner = runner;
        this.works = works;
    }

    /** Looks once; gives the number of tenants in which something was done. */
    public int run(DueWork work) {
        int done = 0;
        for (var tenant : work.tenants().apply(JdbcClient.create(runner))) {
            if (!stopping && run(work, tenant)) {
                done++;
            }
        }
        return done;
    }

    /** One tenant's failure does not hold up the others. */
    @SuppressWarnings("IllegalCatch")
    private boolean run(DueWork work, String tenant) {
        try (var connection = runner.getConnection()) {
            var lock = "allmende %s %s".formatted(work.name(), tenant);
            if (!ask(connection, "select pg_try_advisory_lock(hashtextextended(?, 0))", lock)) {
                return false;
            }
            try {
                work.job().accept(tenant);
                return true;
            } finally {
                ask(connection, "select pg_advisory_unlock(hashtextextended(?, 0))", lock);
            }
        } catch (SQLException | DataAccessException database) {
            throw new IllegalStateException("The database does not answer", database);
        } catch (RuntimeException failed) {
            LOG.error("{} failed in {}", work.name(), tenant, failed);
            return false;
        }
    }

    private static boolean ask(Connection connection, String sql, String lock) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, lock);
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    @Override
    public void start() {
        stopping = false;
        loops = works.stream()
                .map(work -> new Loop(work.name(), work.pause(), () -> run(work)))
                .toList();
        loops.forEach(Loop::start);
    }

    @Override
    public void stop() {
        stopping = true;
        loops.forEach(Loop::askToStop);
        loops.forEach(Loop::awaitStop);
        loops = List.of();
    }

    @Override
    public boolean isRunning() {
        return !loops.isEmpty();
    }
}
