package org.allmende.platform.operations;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Work that falls due in some tenant by itself. A module registers it as a bean; {@link Runner} looks for it and does it.
 *
 * @param pause between two looks
 * @param tenants asks the database as the runner, who sees that there is due work and in which tenant, and nothing else
 * @param job does what is due in one tenant, outside any transaction, as the app
 */
public record DueWork(String name, Duration pause, Function<JdbcClient, List<String>> tenants, Consumer<String> job) {

    /** The statement gives the tenants, with the runner's rights. */
    public static DueWork of(String name, Duration pause, String sql, Consumer<String> job) {
        return new DueWork(
                name, pause, runner -> runner.sql(sql).query(String.class).list(), job);
    }
}
