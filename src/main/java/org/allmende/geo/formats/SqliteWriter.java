package org.allmende.geo.formats;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes tables as an SQLite file (sqlite.org, "Database File Format"): rows once, in the order of their numbers, and the indexes that
 * constraints of short tables need. What {@link SqliteFile} is for reading.
 */
final class SqliteWriter {

    private static final int PAGE = 32_768;
    private static final int HEADER = 100;
    /** A page of children has room for twice as many. */
    private static final int CHILDREN = 1_000;

    private static final int TABLE_LEAF = 13;
    private static final int TABLE_INTERIOR = 5;
    private static final int INDEX_LEAF = 10;

    private final int applicationId;
    private final int userVersion;
    private final List<byte[]> pages = new ArrayList<>();
    private final List<byte[]> schema = new ArrayList<>();

    /** @param applicationId what kind of file it is, as four letters in ASCII */
    SqliteWriter(String applicationId, int userVersion) {
        this.applicationId = ByteBuffer.wrap(applicationId.getBytes(StandardCharsets.US_ASCII))
                .getInt();
        this.userVersion = userVersion;
        pages.add(new byte[0]); // the first is the schema, which is known last
    }

    /**
     * A table and its rows, whose numbers are 1, 2, 3 ….
     *
     * @param sql the statement that makes it
     * @param rows texts, Long, Double, byte[] or null; null as well for a column that is the row's number
     * @param unique for each constraint in the order of the statement: the columns that no two rows have alike
     */
    void table(String name, String sql, Iterable<@Nullable Object[]> rows, int[]... unique) {
        var leaves = new Tree();
        var kept = new ArrayList<@Nullable Object[]>();
        long number = 0;
        for (var row : rows) {
            leaves.add(++number, record(row));
            if (unique.length > 0) {
                kept.add(row);
            }
        }
        schema.add(record("table", name, name, (long) leaves.finish(), sql));
        for (int i = 0; i < unique.length; i++) {
            schema.add(record(
                    "index",
                    "sqlite_autoindex_%s_%d".formatted(name, i + 1),
                    name,
                    (long) index(kept, unique[i]),
                    null));
        }
    }

    /**
     * A table with a column that is its rows' number.
     *
     * @param rows in the order of their numbers
     */
    void numbered(String name, String sql, int column, List<@Nullable Object[]> rows) {
        var leaves = new Tree();
        for (var row : rows) {
            var values = row.clone();
            values[column] = null;
            leaves.add((Long) Objects.requireNonNull(row[column]), record(values));
        }
        schema.add(record("table", name, name, (long) leaves.finish(), sql));
    }

    void writeTo(OutputStream out) throws IOException {
        var master = new Page(HEADER, TABLE_LEAF);
        for (int i = 0; i < schema.size(); i++) {
            if (!master.add(cell(i + 1, schema.get(i)))) {
                throw new IllegalStateException("Too many tables");
            }
        }
        var first = master.bytes();
        header(ByteBuffer.wrap(first));
        out.write(first);
        for (var page : pages.subList(1, pages.size())) {
            out.write(page);
        }
    }

    private void header(ByteBuffer page) {
        page.put("SQLite format 3\0".getBytes(StandardCharsets.US_ASCII));
        page.putShort((short) PAGE);
        page.put((byte) 1).put((byte) 1).put((byte) 0);
        page.put((byte) 64).put((byte) 32).put((byte) 32);
        page.putInt(24, 1); // changed once
        page.putInt(28, pages.size());
        page.putInt(40, 1); // the schema's cookie
        page.putInt(44, 4); // its format
        page.putInt(56, 1); // UTF-8
        page.putInt(60, userVersion);
        page.putInt(68, applicationId);
        page.putInt(92, 1); // the change for which the number of pages holds
        page.putInt(96, 3_040_000); // the oldest SQLite that need understand it
    }

    /** One page; constraints are on short tables only. */
    private int index(List<@Nullable Object[]> rows, int[] columns) {
        var keys = new ArrayList<byte[]>();
        var order = new ArrayList<Integer>();
        for (int i = 0; i < rows.size(); i++) {
            order.add(i);
        }
        order.sort((one, other) -> compare(rows.get(one), rows.get(other), columns));
        for (int i : order) {
            var key = new Object[columns.length + 1];
            for (int column = 0; column < columns.length; column++) {
                key[column] = rows.get(i)[columns[column]];
            }
            key[columns.length] = (long) i + 1;
            keys.add(record(key));
        }
        var leaf = new Page(0, INDEX_LEAF);
        for (var key : keys) {
            var cell = new ByteArrayOutputStream();
            number(cell, key.length);
            cell.writeBytes(key);
            if (!leaf.add(cell.toByteArray())) {
                throw new IllegalStateException("Too many rows for an index");
            }
        }
        return page(leaf.bytes());
    }

    private static int compare(@Nullable Object[] one, @Nullable Object[] other, int[] columns) {
        for (int column : columns) {
            int difference = String.valueOf(one[column]).compareTo(String.valueOf(other[column]));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private int page(byte[] bytes) {
        pages.add(bytes);
        return pages.size();
    }

    /** The bytes of a row on a leaf; what is too long for the page goes on others, each with the number of the next. */
    private byte[] cell(long id, byte[] payload) {
        var cell = new ByteArrayOutputStream();
        number(cell, payload.length);
        number(cell, id);
        int most = PAGE - 35;
        if (payload.length <= most) {
            cell.writeBytes(payload);
            return cell.toByteArray();
        }
        int least = (PAGE - 12) * 32 / 255 - 23;
        int rest = least + (payload.length - least) % (PAGE - 4);
        int here = rest <= most ? rest : least;
        cell.write(payload, 0, here);
        int next = 0;
        // from the end, so that each knows its follower
        int parts = (payload.length - here + PAGE - 5) / (PAGE - 4);
        for (int part = parts - 1; part >= 0; part--) {
            int from = here + part * (PAGE - 4);
            int to = Math.min(payload.length, from + PAGE - 4);
            var page = ByteBuffer.allocate(PAGE).putInt(next).put(payload, from, to - from);
            next = page(page.array());
        }
        cell.writeBytes(ByteBuffer.allocate(4).putInt(next).array());
        return cell.toByteArray();
    }

    private static byte[] record(@Nullable Object... values) {
        var types = new ByteArrayOutputStream();
        var body = new ByteArrayOutputStream();
        for (var value : values) {
            switch (value) {
                case null -> types.write(0);
                case Long whole -> {
                    types.write(6);
                    body.writeBytes(ByteBuffer.allocate(8).putLong(whole).array());
                }
                case Double real -> {
                    types.write(7);
                    body.writeBytes(ByteBuffer.allocate(8).putDouble(real).array());
                }
                case byte[] blob -> {
                    number(types, 12 + 2L * blob.length);
                    body.writeBytes(blob);
                }
                default -> {
                    var text = value.toString().getBytes(StandardCharsets.UTF_8);
                    number(types, 13 + 2L * text.length);
                    body.writeBytes(text);
                }
            }
        }
        var record = new ByteArrayOutputStream();
        // its length counts itself: one byte as long as that is enough
        int size = types.size() + 1;
        number(record, size < 128 ? size : size + 1L);
        record.writeBytes(types.toByteArray());
        record.writeBytes(body.toByteArray());
        return record.toByteArray();
    }

    /** Seven bits a byte, the highest first; when there are more than eight bytes, the ninth has eight bits. */
    private static void number(ByteArrayOutputStream out, long number) {
        if (number >>> 56 != 0) {
            for (int shift = 57; shift >= 8; shift -= 7) {
                out.write(((int) (number >>> shift) & 127) | 128);
            }
            out.write((int) number);
            return;
        }
        int shift = 0;
        while (number >>> shift >= 128) {
            shift += 7;
        }
        for (; shift > 0; shift -= 7) {
            out.write(((int) (number >>> shift) & 127) | 128);
        }
        out.write((int) number & 127);
    }

    /** A finished page of a table, and the highest number of a row on it or below. */
    private record Node(int page, long last) {}

    /** Rows that come in order, as leaves and the pages above them. */
    private final class Tree {
        private final List<Node> leaves = new ArrayList<>();
        private Page leaf = new Page(0, TABLE_LEAF);
        private long last;

        void add(long number, byte[] payload) {
            var cell = cell(number, payload);
            if (!leaf.add(cell)) {
                close();
                leaf.add(cell);
            }
            last = number;
        }

        private void close() {
            leaves.add(new Node(page(leaf.bytes()), last));
            leaf = new Page(0, TABLE_LEAF);
        }

        /** The number of the root's page. */
        int finish() {
            close();
            List<Node> level = leaves;
            while (level.size() > 1) {
                int parts = (level.size() + CHILDREN - 1) / CHILDREN;
                var above = new ArrayList<Node>();
                for (int part = 0; part < parts; part++) {
                    above.add(above(level.subList(part * level.size() / parts, (part + 1) * level.size() / parts)));
                }
                level = above;
            }
            return level.getFirst().page();
        }

        private Node above(List<Node> children) {
            var interior = new Page(0, TABLE_INTERIOR);
            for (var child : children.subList(0, children.size() - 1)) {
                var cell = new ByteArrayOutputStream();
                cell.writeBytes(ByteBuffer.allocate(4).putInt(child.page()).array());
                number(cell, child.last());
                interior.add(cell.toByteArray());
            }
            interior.right(children.getLast().page());
            return new Node(page(interior.bytes()), children.getLast().last());
        }
    }

    /** A page of any kind: cells from its end, their places from its beginning. */
    private static final class Page {
        private final byte[] bytes = new byte[PAGE];
        private final ByteBuffer page = ByteBuffer.wrap(bytes);
        private final int start;
        private final int places;
        private int cells;
        private int content = PAGE;

        Page(int start, int kind) {
            this.start = start;
            this.places = start + (kind == TABLE_INTERIOR ? 12 : 8);
            page.put(start, (byte) kind);
        }

        boolean add(byte[] cell) {
            if (places + 2 * (cells + 1) > content - cell.length) {
                return false;
            }
            content -= cell.length;
            page.put(content, cell);
            page.putShort(places + 2 * cells, (short) content);
            cells++;
            return true;
        }

        void right(int child) {
            page.putInt(start + 8, child);
        }

        byte[] bytes() {
            page.putShort(start + 3, (short) cells);
            page.putShort(start + 5, (short) content);
            return Arrays.copyOf(bytes, PAGE);
        }
    }
}
