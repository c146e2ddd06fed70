package org.allmende.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.util.Objects;
import javax.sql.DataSource;
import org.allmende.platform.config.Configuration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Starts or finds the server, migrates it as owner, and opens the two pools that work with it. The owner's log-in is
 * used for migrations and backups only; nothing that answers a request can reach it.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** One for each kind of due work that is looked for at the same time. */
    private static final int RUNNER_CONNECTIONS = 8;

    /** Tells this instance of the server from others on the same database, also when they are asked who is still there. */
    private final String instance = "%08x".formatted(new SecureRandom().nextInt());

    @Bean(destroyMethod = "close")
    DatabaseServer databaseServer(Configuration configuration) {
        return DatabaseServer.start(configuration);
    }

    @Bean
    @Primary
    DataSource app(DatabaseServer server, Configuration configuration) {
        server.migrate();
        return pool(server.app(), "app", configuration.database().connections());
    }

    @Bean
    @Qualifier("runner")
    DataSource runner(DatabaseServer server, @Qualifier("app") DataSource migrated) {
        Objects.requireNonNull(migrated);
        return pool(server.runner(), "runner", RUNNER_CONNECTIONS);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource app) {
        return new TenantTransactionManager(app);
    }

    private HikariDataSource pool(Login login, String name, int connections) {
        var pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setJdbcUrl(login.url());
        pool.setUsername(login.user());
        pool.setPassword(login.password());
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(Math.min(2, connections));
        pool.setConnectionTimeout(10_000);
        pool.addDataSourceProperty("ApplicationName", "allmende-%s %s".formatted(name, instance));
        // the values in a violated constraint may be personal data, and exceptions are logged
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new HikariDataSource(pool);
    }
}
