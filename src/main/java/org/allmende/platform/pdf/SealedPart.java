package org.allmende.platform.pdf;

import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one signature in a PDF covers: everything from the first byte to {@code end} except its own value between {@code from} and {@code to}
 * (ISO 32000-1 §12.8.1).
 *
 * @param value the signature itself, a CMS in DER and zeros behind it
 */
@SuppressWarnings("ArrayRecordComponent") // a view on bytes, never compared
record SealedPart(Octets file, int from, int to, int end, byte[] value) {

    private static final Pattern RANGE =
            Pattern.compile("/ByteRange\\s*+\\[\\s*+(\\d{1,10})\\s++(\\d{1,10})\\s++(\\d{1,10})\\s++(\\d{1,10})\\s*+]");
    private static final Pattern TIME = Pattern.compile("/M\\s*+\\(D:(\\d{14})(?:Z|\\+00'00'?)\\)");
    private static final int RANGE_LENGTH = 200;
    private static final int VALUE_LENGTH = 256 * 1024;
    private static final int DICTIONARY_LENGTH = 8 * 1024;
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

    /** Reads the range at a place; nothing when it does not begin at the first byte or leaves out more than a signature's value. */
    static Optional<SealedPart> at(Octets file, int place) {
        Matcher range = RANGE.matcher(file.text(place, place + RANGE_LENGTH));
        if (!range.lookingAt()) {
            return Optional.empty();
        }
        long from = Long.parseLong(range.group(2));
        long to = Long.parseLong(range.group(3));
        long end = to + Long.parseLong(range.group(4));
        boolean sound = Long.parseLong(range.group(1)) == 0
                && from < to
                && to - from <= VALUE_LENGTH
                && to <= end
                && end <= file.length()
                && (to <= place || place < from);
        return sound
                ? value(file, (int) from, (int) to)
                        .map(value -> new SealedPart(file, (int) from, (int) to, (int) end, value))
                : Optional.empty();
    }

    boolean coversTheFile() {
        return end == file.length();
    }

    byte[] digest(MessageDigest algorithm) {
        file.update(algorithm, 0, from);
        file.update(algorithm, to, end);
        return algorithm.digest();
    }

    /** When it was sealed, as the signature's dictionary says: part of what is sealed. */
    Optional<Instant> time() {
        Matcher time = TIME.matcher(dictionary());
        try {
            return time.find()
                    ? Optional.of(LocalDateTime.parse(time.group(1), DIGITS).toInstant(ZoneOffset.UTC))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A text of the signature's dictionary, for instance {@code Reason}. */
    Optional<String> entry(String key) {
        return PdfText.after("/" + key, dictionary());
    }

    private String dictionary() {
        int start = Math.max(file.findLast(" obj", from - DICTIONARY_LENGTH, from), 0);
        int stop = file.find("endobj", to, to + DICTIONARY_LENGTH);
        return file.text(start, from) + file.text(to, stop < 0 ? to : stop);
    }

    /** Between the two covered pieces stands nothing but {@code <hexadecimal>}: no room for anything a reader would show. */
    private static Optional<byte[]> value(Octets file, int from, int to) {
        String text = file.text(from, to);
        if (text.length() < 2 || text.charAt(0) != '<' || text.charAt(text.length() - 1) != '>') {
            return Optional.empty();
        }
        try {
            return Optional.of(HexFormat.of().parseHex(text, 1, text.length() - 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
