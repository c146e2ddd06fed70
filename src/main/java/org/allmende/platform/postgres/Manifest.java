package org.allmende.platform.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is in a backup, and what it must look like when it is read back.
 *
 * @param keys says where the keys are, which are not in it
 * @param partitions those that no migration makes; null in a backup from before there were any
 * @param migrations the version of each schema that Flyway looks after
 */
public record Manifest(
        int format,
        Instant made,
        String postgres,
        String keys,
        Map<String, String> migrations,
        @Nullable List<Partition> partitions,
        List<Table> tables,
        List<Sequence> sequences,
        List<Document> documents) {

    static final int FORMAT = 1;
    static final String ENTRY = "manifest.json";
    static final String KEYS_ARE_APART = "The keys of the documents and the passwords are not in this file."
            + " They are in the folders called secrets: back these up apart, without them the documents stay unreadable.";

    /**
     * @param sha256 of the entry in the file
     * @param content the sum of the hashes of the rows, which does not depend on their order
     */
    public record Table(String schema, String name, List<String> columns, long rows, String sha256, String content) {
        String entry() {
            return "tables/%s/%s.copy".formatted(schema, name);
        }
    }

    /** A part of a table, with the bounds as PostgreSQL writes them. */
    public record Partition(String schema, String name, String parent, String bounds, List<String> inserters) {}

    /** As `setval` wants it. */
    public record Sequence(String schema, String name, long value, boolean called) {}

    /** The path is relative to the folder of documents, with slashes. */
    public record Document(String path, long bytes, String sha256) {
        String entry() {
            return "documents/" + path;
        }
    }

    public long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    @Override
    public String toString() {
        return "%d tables with %d rows, %d documents, of %s".formatted(tables.size(), rows(), documents.size(), made);
    }
}
