package org.allmende.sensing.sta;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes JSON by hand: a range of observations is megabytes of numbers and moments, and these take most of the time. Commas are
 * put where they belong.
 */
final class JsonOut {

    private static final int CHUNK = 1 << 15;
    private static final int ROOM = 64;
    private static final long MILLION = 1_000_000;
    private static final long HUNDRED = 100;
    private static final long BILLION = 1_000_000_000;
    private static final double SMALL = 1e-3;
    private static final long DAY = 86_400;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream to;
    private byte[] bytes = new byte[CHUNK + 1024];
    private int size;
    private boolean comma;
    private long knownDay = Long.MIN_VALUE;
    private final byte[] date = new byte[10];

    JsonOut(OutputStream to) {
        this.to = to;
    }

    JsonOut open(char bracket) {
        separate();
        put(bracket);
        comma = false;
        return this;
    }

    JsonOut close(char bracket) {
        put(bracket);
        comma = true;
        return this;
    }

    /** A name of ours, which needs no escapes. */
    JsonOut name(String name) {
        separate();
        put('"');
        ascii(name);
        put('"');
        put(':');
        comma = false;
        return this;
    }

    private void separate() {
        if (comma) {
            put(',');
        }
        comma = true;
        if (size > CHUNK) {
            flush();
        }
    }

    JsonOut text(String text) {
        separate();
        put('"');
        escaped(text);
        put('"');
        return this;
    }

    /** What is JSON already. */
    JsonOut raw(String json) {
        separate();
        utf8(json);
        return this;
    }

    JsonOut nothing() {
        return raw("null");
    }

    JsonOut number(long number) {
        separate();
        digits(number);
        return this;
    }

    /** As short as it can be read back: 21, 21.4, 1.0E-7. */
    JsonOut number(double number) {
        separate();
        reserve(ROOM);
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            digits((long) number);
            return this;
        }
        if (!decimals(number, HUNDRED, 2) && !(Math.abs(number) >= SMALL && decimals(number, BILLION, 9))) {
            ascii(Double.toString(number));
        }
        return this;
    }

    /** With so many places at most, if these say all of it: up to 15 digits, no others mean the same number. */
    private boolean decimals(double number, long unit, int places) {
        double parts = Math.rint(number * unit);
        if (Math.abs(parts) >= 1e15 || parts / unit != number) {
            return false;
        }
        if (number < 0) {
            put('-');
        }
        long all = Math.abs((long) parts);
        digits(all / unit);
        put('.');
        long rest = all % unit;
        for (int at = size + places - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += places;
        while (bytes[size - 1] == '0') {
            size--;
        }
        return true;
    }

    private void digits(long number) {
        reserve(ROOM);
        if (number == Long.MIN_VALUE) {
            ascii(Long.toString(number));
            return;
        }
        long rest = Math.abs(number);
        int length = 1;
        for (long power = 10; length < 19 && rest >= power; power *= 10) {
            length++;
        }
        if (number < 0) {
            bytes[size++] = '-';
        }
        for (int at = size + length - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += length;
    }

    /** Microseconds since 1970 as {@code 2026-11-22T10:00:00Z}, with as many decimals as it has. */
    JsonOut moment(long micros) {
        separate();
        put('"');
        plainMoment(micros);
        put('"');
        return this;
    }

    /** From one moment to another. */
    JsonOut interval(long from, long to) {
        separate();
        put('"');
        plainMoment(from);
        put('/');
        plainMoment(to);
        put('"');
        return this;
    }

    @SuppressWarnings("deprecation")
    private void plainMoment(long micros) {
        reserve(ROOM);
        long seconds = Math.floorDiv(micros, MILLION);
        int fraction = (int) Math.floorMod(micros, MILLION);
        long day = Math.floorDiv(seconds, DAY);
        int second = (int) Math.floorMod(seconds, DAY);
        if (day != knownDay) {
            var text = java.time.LocalDate.ofEpochDay(day).toString();
            text.getBytes(0, 10, date, 0);
            knownDay = day;
        }
        System.arraycopy(date, 0, bytes, size, 10);
        size += 10;
        bytes[size++] = 'T';
        two(second / 3600);
        bytes[size++] = ':';
        two(second / 60 % 60);
        bytes[size++] = ':';
        two(second % 60);
        if (fraction != 0) {
            bytes[size++] = '.';
            int digits = fraction % 1000 == 0 ? 3 : 6;
            int rest = digits == 3 ? fraction / 1000 : fraction;
            for (int at = size + digits - 1; at >= size; at--) {
                bytes[at] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            size += digits;
        }
        bytes[size++] = 'Z';
    }

    private void two(int number) {
        bytes[size++] = (byte) ('0' + number / 10);
        bytes[size++] = (byte) ('0' + number % 10);
    }

    /** The next of a list, which the caller writes by {@link #put}. */
    void element() {
        separate();
    }

    /** What was put last was a name: no comma before what follows. */
    void again() {
        comma = false;
    }

    /** As it is. */
    void put(byte[] some) {
        reserve(some.length);
        System.arraycopy(some, 0, bytes, size, some.length);
        size += some.length;
    }

    private void put(char letter) {
        reserve(1);
        bytes[size++] = (byte) letter;
    }

    @SuppressWarnings("deprecation")
    private void ascii(String text) {
        reserve(text.length());
        text.getBytes(0, text.length(), bytes, size);
        size += text.length();
    }

    private void utf8(String text) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        reserve(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    private void escaped(String text) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"' || letter == '\\' || letter < ' ') {
                utf8(text.substring(from, i));
                from = i + 1;
                escape(letter);
            }
        }
        utf8(from == 0 ? text : text.substring(from));
    }

    private void escape(char letter) {
        put('\\');
        switch (letter) {
            case '"', '\\' -> put(letter);
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            default -> {
                ascii("u00");
                put((char) HEX[letter >> 4]);
                put((char) HEX[letter & 15]);
            }
        }
    }

    private void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    /** What has been written so far goes out. */
    void flush() {
        try {
            to.write(bytes, 0, size);
            size = 0;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
