package org.allmende.platform.database;

import java.util.Objects;
import javax.sql.DataSource;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.postgres.EmbeddedPostgres;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The running PostgreSQL with its three roles: {@code owner} migrates and backs up, {@code app} answers requests under
 * row-level security, {@code runner} sees which tenant has due work.
 */
public record DatabaseServer(Login owner, Login app, Login runner, Runnable stop) implements AutoCloseable {

    /** Starts or takes over the embedded server, or names the configured one. */
    public static DatabaseServer start(Configuration configuration) {
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

    /** Connections of the owner, not pooled: for migrations, backup and restore. */
    public DataSource ownerSource() {
        return source(owner, "allmende-owner");
    }

    /** Connections of the application, not pooled: for who listens to what PostgreSQL announces. */
    public DataSource listenerSource() {
        return source(app, "allmende-listener");
    }

    private static DataSource source(Login login, String name) {
        var source = new PGSimpleDataSource();
        source.setUrl(login.url());
        source.setUser(login.user());
        source.setPassword(login.password());
        source.setApplicationName(name);
        return source;
    }

    void migrate() {
        Migrations.run(ownerSource());
    }

    @Override
    public void close() {
        stop.run();
    }
}
