package org.allmende.platform.database;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.allmende.platform.postgres.Credentials;
import org.allmende.platform.postgres.EmbeddedPostgres;
import org.allmende.platform.postgres.InstalledPostgres;

/** The PostgreSQL that all tests of a run work on: the one that comes along, or another by {@code -Dpostgres.programs}. */
record TestServer(
        Consumer<String> create,
        UnaryOperator<String> url,
        Credentials owner,
        Credentials app,
        Credentials runner,
        Runnable stop) {

    /** Unpacked once for all runs. */
    private static final Path PROGRAMS = Path.of("target", "postgresql").toAbsolutePath();

    static TestServer start(Path folder) {
        return InstalledPostgres.chosen()
                .map(programs -> of(InstalledPostgres.start(folder, programs)))
                .orElseGet(() -> of(
                        EmbeddedPostgres.start(folder, new EmbeddedPostgres.Options(64, 200, Optional.of(PROGRAMS)))));
    }

    private static TestServer of(EmbeddedPostgres it) {
        return new TestServer(it::createDatabase, it::url, it.owner(), it.app(), it.runner(), it::stop);
    }

    private static TestServer of(InstalledPostgres it) {
        return new TestServer(it::createDatabase, it::url, it.owner(), it.app(), it.runner(), it::stop);
    }

    DatabaseServer on(String database) {
        return new DatabaseServer(login(database, owner), login(database, app), login(database, runner), () -> {});
    }

    private Login login(String database, Credentials as) {
        return new Login(url.apply(database), as.user(), as.password());
    }
}
