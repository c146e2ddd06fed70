package org.allmende.platform.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A content read once from front to back, byte by byte, that still knows how it began and, at the end, how it ended. */
final class Content {

    /** An archive's end record lies at most this far before the end. */
    static final int TAIL = 128 * 1024;

    private final InputStream in;
    private final byte[] window = new byte[2 * TAIL];
    private int at;
    private int end;

    Content(InputStream in) throws IOException {
        this.in = in;
        this.end = in.readNBytes(window, 0, TAIL);
    }

    /** The first bytes, up to so many; only before reading on. */
    byte[] head(int length) {
        return Arrays.copyOf(window, Math.min(length, end));
    }

    /** What was read last, at least 128 KiB of it or all; at the end that is how the content ends. */
    byte[] tail() {
        return Arrays.copyOf(window, end);
    }

    /** The next byte, or -1 at the end. */
    int next() throws IOException {
        return at < end || refill() ? window[at++] & 0xff : -1;
    }

    /** The next number of two bytes, or -1 at the end. */
    int nextShort() throws IOException {
        int high = next();
        int low = next();
        return low < 0 ? -1 : (high << 8) | low;
    }

    /** The next number of four bytes without sign, or -1 at the end. */
    long nextInt() throws IOException {
        int high = nextShort();
        int low = nextShort();
        return low < 0 ? -1 : ((long) high << 16) | low;
    }

    String next(int length) throws IOException {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) next();
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Whether so many bytes could be passed over. */
    boolean skip(long length) throws IOException {
        long left = length;
        while (left > 0 && (at < end || refill())) {
            int part = (int) Math.min(left, end - at);
            at += part;
            left -= part;
        }
        return left <= 0;
    }

    void skipAll() throws IOException {
        do {
            at = end;
        } while (refill());
    }

    private boolean refill() throws IOException {
        if (end == window.length) {
            System.arraycopy(window, TAIL, window, 0, TAIL);
            end = TAIL;
            at = end;
        }
        int length = in.read(window, end, window.length - end);
        end += Math.max(0, length);
        return length > 0;
    }
}
