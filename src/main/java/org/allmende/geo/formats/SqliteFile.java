package org.allmende.geo.formats;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.allmende.geo.formats.GeoFile.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tables of an SQLite file (sqlite.org, "Database File Format"), and nothing else of it: no SQL is run, so that a stranger's
 * file can do no harm.
 */
final class SqliteFile {

    private static final int HEADER = 100;
    private static final int DEEPEST = 20;
    private static final int LEAF = 13;
    private static final int INTERIOR = 5;

    private final ByteBuffer file;
    private final int pageSize;
    private final int usable;
    private final Charset charset;

    /** @param sql the statement that made it */
    record Table(String name, int root, String sql) {}

    /** @param values numbers as Long or Double, texts, bytes, null */
    record Line(long id, List<@Nullable Object> values) {

        String text(int column) {
            var value = column < values.size() ? values.get(column) : null;
            return value == null ? "" : value.toString();
        }
    }

    SqliteFile(byte[] bytes) {
        file = ByteBuffer.wrap(bytes);
        int size = Short.toUnsignedInt(file.getShort(16));
        pageSize = size == 1 ? 65_536 : size;
        usable = pageSize - Byte.toUnsignedInt(file.get(20));
        if (pageSize < 512 || Integer.bitCount(pageSize) != 1 || usable < 480) {
            throw new Refused("broken");
        }
        charset = switch (file.getInt(56)) {
            case 2 -> StandardCharsets.UTF_16LE;
            case 3 -> StandardCharsets.UTF_16BE;
            default -> StandardCharsets.UTF_8;
        };
    }

    List<Table> tables() {
        var tables = new ArrayList<Table>();
        records(1, record -> {
            if (record.text(0).equals("table") && record.values().get(3) instanceof Long root) {
                tables.add(new Table(record.text(1), Math.toIntExact(root), record.text(4)));
            }
        });
        return tables;
    }

    void records(int root, Consumer<Line> found) {
        page(root, 0, new BitSet(), found);
    }

    private void page(int number, int depth, BitSet seen, Consumer<Line> found) {
        if (number < 1 || depth > DEEPEST || seen.get(number)) {
            throw new Refused("broken");
        }
        seen.set(number);
        var page = slice(number);
        int start = number == 1 ? HEADER : 0;
        int kind = page.get(start);
        int cells = Short.toUnsignedInt(page.getShort(start + 3));
        int pointers = start + (kind == INTERIOR ? 12 : 8);
        for (int i = 0; i < cells; i++) {
            page.position(Short.toUnsignedInt(page.getShort(pointers + 2 * i)));
            if (kind == INTERIOR) {
                page(page.getInt(), depth + 1, seen, found);
            } else if (kind == LEAF) {
                found.accept(line(page));
            } else {
                throw new Refused("broken");
            }
        }
        if (kind == INTERIOR) {
            page(page.getInt(start + 8), depth + 1, seen, found);
        }
    }

    private ByteBuffer slice(int number) {
        return file.slice((int) Math.min(Integer.MAX_VALUE, (number - 1L) * pageSize), pageSize);
    }

    private Line line(ByteBuffer page) {
        long size = varint(page);
        long id = varint(page);
        if (size < 1 || size > file.capacity()) {
            throw new Refused("broken");
        }
        var payload = payload(page, (int) size);
        int end = (int) varint(payload);
        var types = new ArrayList<Long>();
        while (payload.position() < end) {
            types.add(varint(payload));
        }
        var values = new ArrayList<@Nullable Object>();
        types.forEach(type -> values.add(value(payload, type)));
        return new Line(id, values);
    }

    /** What does not fit on the page goes on in a chain of others. */
    private ByteBuffer payload(ByteBuffer page, int size) {
        int most = usable - 35;
        int least = (usable - 12) * 32 / 255 - 23;
        int rest = least + (size - least) % (usable - 4);
        int here = size <= most ? size : rest <= most ? rest : least;
        var bytes = new byte[size];
        page.get(bytes, 0, here);
        int next = here < size ? page.getInt() : 0;
        for (int at = here; at < size; ) {
            if (next < 1) {
                throw new Refused("broken");
            }
            var more = slice(next);
            next = more.getInt();
            int length = Math.min(usable - 4, size - at);
            more.get(bytes, at, length);
            at += length;
        }
        return ByteBuffer.wrap(bytes);
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            byte one = in.get();
            value = (value << 7) | (one & 0x7f);
            if (one >= 0) {
                return value;
            }
        }
        return (value << 8) | (in.get() & 0xff);
    }

    private @Nullable Object value(ByteBuffer in, long type) {
        if (type >= 12) {
            var bytes = new byte[Math.toIntExact(Math.min(in.remaining() + 1L, (type - 12) / 2))];
            in.get(bytes);
            return type % 2 == 0 ? bytes : new String(bytes, charset);
        }
        return switch ((int) type) {
            case 1 -> whole(in, 1);
            case 2 -> whole(in, 2);
            case 3 -> whole(in, 3);
            case 4 -> whole(in, 4);
            case 5 -> whole(in, 6);
            case 6 -> whole(in, 8);
            case 7 -> in.getDouble();
            case 8 -> 0L;
            case 9 -> 1L;
            default -> null;
        };
    }

    private static Long whole(ByteBuffer in, int bytes) {
        long value = in.get();
        for (int i = 1; i < bytes; i++) {
            value = (value << 8) | (in.get() & 0xff);
        }
        return value;
    }
}
