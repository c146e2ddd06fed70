package org.allmende.platform.pdf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** The bytes of a dropped file, of which nothing is believed. */
@SuppressWarnings("ArrayRecordComponent") // a view on bytes, never compared
record Octets(byte[] bytes) {

    private static final Pattern ENCRYPTED = Pattern.compile("/Encrypt\\s*+(?:\\d++\\s++\\d++\\s++R|<<)");

    int length() {
        return bytes.length;
    }

    /** Where the text begins for the first time from a place on, before another; -1 when it does not. */
    int find(String text, int from, int before) {
        byte[] sought = text.getBytes(StandardCharsets.US_ASCII);
        int last = Math.min(before, bytes.length) - sought.length;
        for (int at = Math.max(from, 0); at <= last; at++) {
            if (startsWith(sought, at)) {
                return at;
            }
        }
        return -1;
    }

    int findLast(String text, int from, int before) {
        byte[] sought = text.getBytes(StandardCharsets.US_ASCII);
        for (int at = before - sought.length; at >= Math.max(from, 0); at--) {
            if (startsWith(sought, at)) {
                return at;
            }
        }
        return -1;
    }

    /** The last places where the text begins, in their order. */
    List<Integer> findLast(String text, int most) {
        Deque<Integer> places = new ArrayDeque<>();
        for (int at = find(text, 0, bytes.length); at >= 0; at = find(text, at + 1, bytes.length)) {
            if (places.size() == most) {
                places.removeFirst();
            }
            places.addLast(at);
        }
        return List.copyOf(places);
    }

    String text(int from, int to) {
        int start = Math.max(from, 0);
        int end = Math.min(to, bytes.length);
        return new String(bytes, start, Math.max(end - start, 0), StandardCharsets.ISO_8859_1);
    }

    /** The reference to the password's dictionary stands in the trailer, which is never compressed. */
    boolean isEncrypted() {
        return ENCRYPTED.matcher(text(0, bytes.length)).find();
    }

    void update(MessageDigest digest, int from, int to) {
        digest.update(bytes, from, to - from);
    }

    private boolean startsWith(byte[] sought, int at) {
        for (int i = 0; i < sought.length; i++) {
            if (bytes[at + i] != sought[i]) {
                return false;
            }
        }
        return true;
    }
}
