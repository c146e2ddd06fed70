package org.allmende.platform.postgres;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/** Puts back what a backup holds and compares it with the manifest. */
record BackupReader(BackupFile file) {

    /** As PostgreSQL writes them: {@code FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')}. */
    private static final Pattern BOUNDS = Pattern.compile(
            "FOR VALUES FROM \\((?:'[0-9 :+.-]+'|MINVALUE)\\) TO \\((?:'[0-9 :+.-]+'|MAXVALUE)\\)|DEFAULT");

    void restoreDocuments(Path documents) throws IOException {
        for (var document : file.manifest().documents()) {
            var target = documents.resolve(document.path()).normalize();
            if (!target.startsWith(documents)) {
                throw new BackupFailed("The backup leads outside the folder of documents: " + document.path());
            }
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            if (!Files.exists(target)) {
                var written = Files.createTempFile(target.getParent(), ".restored", ".tmp");
                try (var stream = file.stream(document.entry());
                        var to = Files.newOutputStream(written)) {
                    stream.transferTo(to);
                }
                Files.move(written, target, ATOMIC_MOVE);
            } else if (!sha256(target).equals(document.sha256())) {
                throw new BackupFailed("The folder of documents has another %s already. Restore into an empty folder."
                        .formatted(target));
            }
        }
        if (Files.isDirectory(documents)) {
            Folders.force(documents);
        }
    }

    private static String sha256(Path document) throws IOException {
        var sha256 = BackupFile.sha256();
        try (var stream = new DigestInputStream(Files.newInputStream(document), sha256)) {
            stream.transferTo(OutputStream.nullOutputStream());
        }
        return BackupFile.hex(sha256);
    }

    /** In the caller's transaction. The tables are there, with what the migrations put into them and nothing else. */
    void restoreTables(Connection connection) throws SQLException, IOException {
        var catalogue = new Catalogue(connection);
        restorePartitions(catalogue);
        var suspensions = catalogue.suspensions();
        for (var suspension : suspensions) {
            catalogue.execute(suspension.begin());
        }
        var present = catalogue.tables().stream()
                .collect(Collectors.toMap(it -> Catalogue.quoted(it.schema(), it.name()), Function.identity()));
        for (var table : file.manifest().tables()) {
            var name = Catalogue.quoted(table.schema(), table.name());
            var target = present.get(name);
            if (target == null) {
                throw new BackupFailed("The backup has a table %s, which this version does not know.".formatted(name)
                        + " Restore it with the version that made it, then update.");
            }
            catalogue.execute("truncate " + name);
            try (var stream = file.stream(table.entry())) {
                var sql = "copy %s (%s) from stdin".formatted(name, Catalogue.list(table.columns()));
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, stream, 1 << 16);
            }
            verify(connection, table, target);
        }
        for (var sequence : file.manifest().sequences()) {
            try (var statement = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
                statement.setString(1, Catalogue.quoted(sequence.schema(), sequence.name()));
                statement.setLong(2, sequence.value());
                statement.setBoolean(3, sequence.called());
                statement.execute();
            }
        }
        for (var suspension : suspensions.reversed()) {
            catalogue.execute(suspension.end());
        }
    }

    /** Those that were made while the program ran. */
    private void restorePartitions(Catalogue catalogue) throws SQLException {
        var all = file.manifest().partitions();
        if (all == null) {
            return;
        }
        var present = catalogue.partitions().stream()
                .map(it -> Catalogue.quoted(it.schema(), it.name()))
                .collect(Collectors.toSet());
        for (var one : all) {
            var name = Catalogue.quoted(one.schema(), one.name());
            if (present.contains(name)) {
                continue;
            }
            if (!BOUNDS.matcher(one.bounds()).matches()) {
                throw new BackupFailed("The backup has a partition %s with bounds that are none.".formatted(name));
            }
            catalogue.execute("create table %s partition of %s %s"
                    .formatted(name, Catalogue.quoted(one.schema(), one.parent()), one.bounds()));
            for (var role : one.inserters()) {
                catalogue.execute("grant insert on %s to %s".formatted(name, Catalogue.list(java.util.List.of(role))));
            }
        }
    }

    private static void verify(Connection connection, Manifest.Table expected, Catalogue.Table target)
            throws SQLException, IOException {
        var same = new Catalogue.Table(target.schema(), target.name(), target.partitioned(), expected.columns());
        var sum = BackupWriter.copy(connection, same, OutputStream.nullOutputStream());
        if (sum.rows() != expected.rows() || !sum.text().equals(expected.content())) {
            throw new BackupFailed("The table %s.%s came back with %d rows instead of %d, or with other contents."
                    .formatted(expected.schema(), expected.name(), sum.rows(), expected.rows()));
        }
    }
}
