package org.allmende.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Objects;
import javax.sql.DataSource;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.postgres.EmbeddedPostgres;
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

    @Bean(destroyMethod = "close")
    DatabaseServer databaseServer(Configuration configuration) {
        var database = configuration.database();
        if (database.embedded()) {
            var embedded = EmbeddedPostgres.start(configuration.data().resolve("database"));
            var url = embedded.url("allmende");
            return new DatabaseServer(
                    new Login(url, embedded.owner().user(), embedded.owner().password()),
                    new Login(url, embedded.app().user(), embedded.app().password()),
                    new Login(url, embedded.runner().user(), embedded.runner().password()),
                    embedded::stop);
        }
        var url = Objects.requireNonNull(database.url());
        return new DatabaseServer(
                login(url, database.owner(), "allmende_owner"),
                login(url, database.app(), "allmende_app"),
                login(url, database.runner(), "allmende_runner"),
                () -> {});
    }

    private static Login login(String url, Configuration.Account account, String role) {
        return new Login(url, account.user().isBlank() ? role : account.user(), account.password());
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
        return pool(server.runner(), "runner", 2);
    }

    @Bean
    PlatformTransactionManager transactionManager(DataSource app) {
        return new TenantTransactionManager(app);
    }

    private static HikariDataSource pool(Login login, String name, int connections) {
        var pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setJdbcUrl(login.url());
        pool.setUsername(login.user());
        pool.setPassword(login.password());
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(Math.min(2, connections));
        pool.setConnectionTimeout(10_000);
        pool.addDataSourceProperty("ApplicationName", "allmende-" + name);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new HikariDataSource(pool);
    }
}
