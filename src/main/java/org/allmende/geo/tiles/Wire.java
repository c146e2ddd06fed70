package org.allmende.geo.tiles;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes as protocol buffers have them: numbers of variable length, and fields with the length before them. */
final class Wire {

    private static final int LENGTH_DELIMITED = 2;

    private byte[] bytes = new byte[256];
    private int size;

    int size() {
        return size;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    void clear() {
        size = 0;
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    void number(int value) {
        room(5);
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void number(int field, int value) {
        number(field << 3);
        number(value);
    }

    void text(int field, String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(field << 3 | LENGTH_DELIMITED);
        number(utf8.length);
        raw(utf8, utf8.length);
    }

    void numbers(int[] values) {
        for (int value : values) {
            number(value);
        }
    }

    /** A message or a packed list inside of this one. */
    void part(int field, Wire part) {
        number(field << 3 | LENGTH_DELIMITED);
        number(part.size);
        raw(part.bytes, part.size);
    }

    void append(Wire more) {
        raw(more.bytes, more.size);
    }

    private void raw(byte[] more, int length) {
        room(length);
        System.arraycopy(more, 0, bytes, size, length);
        size += length;
    }
}
