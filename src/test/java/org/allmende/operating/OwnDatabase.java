package org.allmende.operating;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.allmende.platform.database.DatabaseServer;
import org.allmende.platform.database.Login;
import org.allmende.platform.postgres.Credentials;
import org.allmende.platform.postgres.InstalledPostgres;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that the county runs by itself. */
record OwnDatabase(DatabaseServer server) {

    static OwnDatabase on(InstalledPostgres postgres, String name) {
        postgres.createDatabase(name);
        var url = postgres.url(name);
        return new OwnDatabase(new DatabaseServer(
                login(url, postgres.owner()), login(url, postgres.app()), login(url, postgres.runner()), () -> {}));
    }

    private static Login login(String url, Credentials as) {
        return new Login(url, as.user(), as.password());
    }

    /** What the operator writes into the data folder. */
    void configure(Path data) {
        try {
            Files.writeString(data.resolve("allmende.yaml"), """
                    allmende.database:
                      url: %s
                      owner: {password: "%s"}
                      app: {password: "%s"}
                      runner: {password: "%s"}
                    """.formatted(
                            server.owner().url(),
                            server.owner().password(),
                            server.app().password(),
                            server.runner().password()));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    JdbcClient owner() {
        return JdbcClient.create(server.ownerSource());
    }

    long cases() {
        return owner().sql("select count(*) from cases.case").query(Long.class).single();
    }
}
