package org.allmende.platform.postgres;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A sum of rows that is the same in whatever order they come: their hashes, added up in four words. */
final class RowSum {
    private final MessageDigest sha256 = BackupFile.sha256();
    private final long[] words = new long[4];
    private long rows;

    void add(byte[] row) {
        var hash = ByteBuffer.wrap(sha256.digest(row));
        for (var i = 0; i < words.length; i++) {
            words[i] += hash.getLong();
        }
        rows++;
    }

    long rows() {
        return rows;
    }

    String text() {
        var bytes = ByteBuffer.allocate(32);
        for (var word : words) {
            bytes.putLong(word);
        }
        return HexFormat.of().formatHex(bytes.array());
    }
}
