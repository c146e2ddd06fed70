package org.allmende.platform.database;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The running PostgreSQL with its three roles: {@code owner} migrates and backs up, {@code app} answers requests under
 * row-level security, {@code runner} sees which tenant has due work.
 */
public record DatabaseServer(Login owner, Login app, Login runner, Runnable stop) implements AutoCloseable {

    /** Connections of the owner, not pooled: for migrations, backup and restore. */
    public DataSource ownerSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(owner.url());
        source.setUser(owner.user());
        source.setPassword(owner.password());
        source.setApplicationName("allmende-owner");
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
