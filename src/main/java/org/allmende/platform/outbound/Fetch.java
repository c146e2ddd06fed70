package org.allmende.platform.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * One GET or POST over HTTP/1.1 to an address that somebody has typed. No redirect is followed, and an answer that is too large or
 * comes too slowly is none.
 */
@Component
public class Fetch {

    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_HEADERS = 100;

    private final Lines lines;

    public Fetch(Lines lines) {
        this.lines = lines;
    }

    /**
     * How much is waited for and read.
     *
     * @param bytes of the body
     */
    public record Limits(Duration altogether, int bytes) {}

    /** What came back; names of headers in small letters. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }

    /** The answer is larger than was allowed. */
    public static final class TooLarge extends IOException {
        TooLarge(int bytes) {
            super("The answer has more than %d bytes.".formatted(bytes));
        }
    }

    /**
     * Headers: beside Host, Accept-Encoding and Connection, which are ours.
     *
     * @throws Addresses.Refused if the host lies in a closed network
     * @throws TooLarge if there is more than the limit
     */
    public Answer get(URI url, Map<String, String> headers, Limits limits) throws IOException {
        return ask("GET", url, headers, new byte[0], limits);
    }

    /** As {@link #get}, with a body; Content-Length is ours, too. */
    public Answer post(URI url, Map<String, String> headers, byte[] body, Limits limits) throws IOException {
        var all = new LinkedHashMap<>(headers);
        all.put("Content-Length", Integer.toString(body.length));
        return ask("POST", url, all, body, limits);
    }

    private Answer ask(String method, URI url, Map<String, String> headers, byte[] body, Limits limits)
            throws IOException {
        try (var line = lines.open(url, limits.altogether())) {
            var head = new StringBuilder(Lines.head(method, url));
            headers.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            head.append("Accept-Encoding: identity\r\nConnection: close\r\n\r\n");
            line.out().write(head.toString().getBytes(StandardCharsets.US_ASCII));
            line.out().write(body);
            line.out().flush();
            return read(line.in(), limits.bytes());
        }
    }

    private static Answer read(InputStream in, int most) throws IOException {
        int status;
        Map<String, String> headers;
        do {
            status = status(line(in));
            headers = headers(in);
        } while (status / 100 == 1);
        if (status == 204 || status == 304) {
            return new Answer(status, headers, new byte[0]);
        }
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .endsWith("chunked")) {
            return new Answer(status, headers, chunks(in, most));
        }
        var length = headers.get("content-length");
        if (length == null) {
            return new Answer(status, headers, whole(in, most));
        }
        if (!length.matches("\\d{1,18}")) {
            throw new IOException("The length of the answer is no number.");
        }
        if (Long.parseLong(length) > most) {
            throw new TooLarge(most);
        }
        var body = in.readNBytes(Integer.parseInt(length));
        if (body.length < Integer.parseInt(length)) {
            throw new IOException("The answer ends too early.");
        }
        return new Answer(status, headers, body);
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
            throw new IOException("The answer is no HTTP.");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        for (int count = 0; ; count++) {
            var line = line(in);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || count > MOST_HEADERS) {
                throw new IOException("The head of the answer cannot be read.");
            }
            headers.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LONGEST_LINE) {
                throw new IOException("The answer ends too early.");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static byte[] whole(InputStream in, int most) throws IOException {
        var body = in.readNBytes(most + 1);
        if (body.length > most) {
            throw new TooLarge(most);
        }
        return body;
    }

    /** RFC 9112 §7.1. */
    private static byte[] chunks(InputStream in, int most) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var size = line(in).replaceFirst(";.*", "").strip();
            if (!size.matches("[0-9A-Fa-f]{1,8}")) {
                throw new IOException("A part of the answer has no length.");
            }
            long length = Long.parseLong(size, 16);
            if (length == 0) {
                return body.toByteArray();
            }
            if (body.size() + length > most) {
                throw new TooLarge(most);
            }
            var part = in.readNBytes((int) length);
            if (part.length < length) {
                throw new IOException("The answer ends too early.");
            }
            body.writeBytes(part);
            line(in);
        }
    }
}
