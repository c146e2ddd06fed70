package org.allmende.platform.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;

/** Writes the tables as of one moment, then the documents, then the manifest with what was written. */
record BackupWriter(Connection connection, Path documents, ZipOutputStream zip) {

    Manifest write(Instant now) throws SQLException, IOException {
        var catalogue = new Catalogue(connection);
        var tables = new ArrayList<Manifest.Table>();
        zip.setLevel(Deflater.BEST_SPEED);
        for (var table : catalogue.tables()) {
            tables.add(write(table));
        }
        // sequences are not part of the snapshot: read later, they are ahead of the rows, never behind
        var sequences = catalogue.sequences();
        var migrations = catalogue.migrations();
        var partitions = catalogue.partitions();
        var version = catalogue.version();
        connection.rollback();
        var manifest = new Manifest(
                Manifest.FORMAT,
                now,
                version,
                Manifest.KEYS_ARE_APART,
                migrations,
                partitions,
                tables,
                sequences,
                writeDocuments());
        zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
        zip.write(BackupFile.json(manifest));
        zip.closeEntry();
        return manifest;
    }

    private Manifest.Table write(Catalogue.Table table) throws SQLException, IOException {
        var named = new Manifest.Table(table.schema(), table.name(), table.columns(), 0, "", "");
        var sha256 = BackupFile.sha256();
        zip.putNextEntry(new ZipEntry(named.entry()));
        var sum = copy(connection, table, new DigestOutputStream(zip, sha256));
        zip.closeEntry();
        return new Manifest.Table(
                table.schema(), table.name(), table.columns(), sum.rows(), BackupFile.hex(sha256), sum.text());
    }

    /** Row by row: that is how COPY delivers them. */
    static RowSum copy(Connection connection, Catalogue.Table table, OutputStream to) throws SQLException, IOException {
        var sum = new RowSum();
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(table.copyOut());
        try {
            for (var row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                sum.add(row);
                to.write(row);
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        return sum;
    }

    /** Later than the tables: a document is written before the row that names it, and never changed. */
    private List<Manifest.Document> writeDocuments() throws IOException {
        var written = new ArrayList<Manifest.Document>();
        if (!Files.isDirectory(documents)) {
            return written;
        }
        // they are encrypted, so there is nothing to compress
        zip.setLevel(Deflater.NO_COMPRESSION);
        try (var files = Files.walk(documents)) {
            for (var file : files.filter(this::isDocument).sorted().toList()) {
                write(file, written);
            }
        }
        return written;
    }

    /** What is hidden, or in a hidden folder, is still being written. */
    private boolean isDocument(Path file) {
        return Files.isRegularFile(file) && !("/" + documents.relativize(file)).contains("/.");
    }

    private void write(Path file, List<Manifest.Document> written) throws IOException {
        var path = documents.relativize(file).toString();
        var sha256 = BackupFile.sha256();
        try (var stream = Files.newInputStream(file)) {
            zip.putNextEntry(new ZipEntry("documents/" + path));
            var bytes = stream.transferTo(new DigestOutputStream(zip, sha256));
            zip.closeEntry();
            written.add(new Manifest.Document(path, bytes, BackupFile.hex(sha256)));
        } catch (NoSuchFileException e) {
            // its retention has just ended
            return;
        }
    }
}
