package org.allmende.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database of a server from outside, as the owner of the tables, who sees the rows of all tenants. */
public final class Owner {

    private Owner() {}

    public static JdbcClient of(Path data) {
        var source = new PGSimpleDataSource();
        source.setUrl("jdbc:postgresql://127.0.0.1:%s/allmende?sslmode=disable&gssEncMode=disable"
                .formatted(postmasterLine(data, 3).orElseThrow()));
        source.setUser("allmende_owner");
        source.setPassword(password(data));
        source.setApplicationName("allmende-bench");
        return JdbcClient.create(source);
    }

    static Optional<ProcessHandle> postmaster(Path data) {
        return postmasterLine(data, 0).flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)));
    }

    private static Optional<String> postmasterLine(Path data, int line) {
        try {
            var lines = Files.readAllLines(data.resolve("database").resolve("data").resolve("postmaster.pid"));
            return lines.size() > line ? Optional.of(lines.get(line).strip()) : Optional.empty();
        } catch (NoSuchFileException notRunning) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String password(Path data) {
        try (var lines = Files.lines(data.resolve("database").resolve("secrets").resolve("postgres"))) {
            return lines.filter(line -> line.startsWith("allmende_owner="))
                    .map(line -> line.split("=", 2)[1])
                    .findFirst()
                    .orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
