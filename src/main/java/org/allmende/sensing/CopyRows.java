package org.allmende.sensing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Rows of {@code sensing.observation} as PostgreSQL's binary COPY has them (PostgreSQL documentation, COPY, binary format). */
final class CopyRows {

    private static final byte[] HEAD = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int COLUMNS = 7;
    private static final int NULL = -1;
    private static final byte JSONB_VERSION = 1;

    /** All columns without {@code more}. */
    private static final int LARGEST_FIXED = 2 + COLUMNS * 4 + 8 + 8 + 4 + 2 + 2 + 8;

    /** From 1970 to PostgreSQL's own epoch. */
    private static final long MICROS_TO_2000 = 946_684_800_000_000L;

    private ByteBuffer bytes = ByteBuffer.allocate(8192).put(HEAD);

    void add(Observation it) {
        var more = it.more() == null ? null : it.more().getBytes(StandardCharsets.UTF_8);
        reserve(LARGEST_FIXED + (more == null ? 0 : more.length + 1) + 2);
        bytes.putShort((short) COLUMNS);
        bytes.putInt(8).putLong(it.key().micros() - MICROS_TO_2000);
        if (Double.isNaN(it.result())) {
            bytes.putInt(NULL);
        } else {
            bytes.putInt(8).putDouble(it.result());
        }
        bytes.putInt(4).putInt(it.key().datastream());
        bytes.putInt(2).putShort((short) it.key().sequence());
        bytes.putInt(2).putShort((short) it.flags());
        if (it.feature() == null) {
            bytes.putInt(NULL);
        } else {
            bytes.putInt(8).putLong(it.feature());
        }
        if (more == null) {
            bytes.putInt(NULL);
        } else {
            bytes.putInt(more.length + 1).put(JSONB_VERSION).put(more);
        }
    }

    private void reserve(int more) {
        if (bytes.remaining() < more) {
            var larger = ByteBuffer.allocate(Math.max(2 * bytes.capacity(), bytes.position() + more));
            bytes = larger.put(bytes.flip());
        }
    }

    void writeTo(CopyIn copy) throws SQLException {
        bytes.putShort((short) -1);
        copy.writeToCopy(bytes.array(), 0, bytes.position());
    }
}
