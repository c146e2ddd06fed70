package org.allmende.sensing.sta;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Messages of several parts (RFC 2046 §5.1), read and written. Letters are bytes: each part says itself what its own mean. */
final class Multipart {

    private static final Pattern TYPE = Pattern.compile(
            "(?i)multipart/mixed\\s*;(?:.*;)?\\s*boundary=(?:\"([^\"\\r\\n]{1,70})\"|([^\\s;\"]{1,70})).*");
    private static final int MOST_HEADERS = 50;

    private Multipart() {}

    /** A part: its headers by their names in small letters, and what comes behind the empty line. */
    record Part(Map<String, String> headers, String content) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        byte[] bytes() {
            return content.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    static boolean is(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("multipart/mixed");
    }

    static String boundary(String contentType) {
        var type = TYPE.matcher(contentType);
        if (!type.matches()) {
            throw Refusal.bad("multipart/mixed needs a boundary.");
        }
        return type.group(1) == null ? type.group(2) : type.group(1);
    }

    static List<Part> read(String body, String contentType, int most) {
        var delimiter = "--" + boundary(contentType);
        var parts = new ArrayList<Part>();
        int from = -1;
        for (int at = next(body, delimiter, 0); at >= 0; at = next(body, delimiter, at + 1)) {
            if (from >= 0) {
                if (parts.size() >= most) {
                    throw Refusal.bad("A $batch has at most %d parts.", most);
                }
                parts.add(part(body.substring(from, lineEnd(body, at))));
            }
            int behind = at + delimiter.length();
            if (body.startsWith("--", behind)) {
                return parts;
            }
            int line = body.indexOf('\n', behind);
            from = line < 0 ? body.length() : line + 1;
        }
        throw Refusal.bad("The $batch ends too early: its last boundary is missing.");
    }

    /** A delimiter is a line of its own. */
    private static int next(String body, String delimiter, int from) {
        for (int at = body.indexOf(delimiter, from); at >= 0; at = body.indexOf(delimiter, at + 1)) {
            int behind = at + delimiter.length();
            boolean begins = at == 0 || body.charAt(at - 1) == '\n';
            boolean ends = behind >= body.length()
                    || body.startsWith("--", behind)
                    || " \t\r\n".indexOf(body.charAt(behind)) >= 0;
            if (begins && ends) {
                return at;
            }
        }
        return -1;
    }

    /** The line break before a delimiter belongs to the delimiter. */
    private static int lineEnd(String body, int delimiter) {
        int end = delimiter - 1;
        return end > 0 && body.charAt(end - 1) == '\r' ? end - 1 : Math.max(end, 0);
    }

    /** Headers, an empty line, content: a part, and a request without its first line. */
    static Part part(String text) {
        var headers = new LinkedHashMap<String, String>();
        int at = 0;
        for (int count = 0; at < text.length(); count++) {
            int end = text.indexOf('\n', at);
            var line = (end < 0 ? text.substring(at) : text.substring(at, end)).stripTrailing();
            at = end < 0 ? text.length() : end + 1;
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || count >= MOST_HEADERS) {
                throw Refusal.bad("A part of the $batch has a header that cannot be read.");
            }
            headers.put(
                    line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Part(headers, text.substring(at));
    }

    /** Writes parts one after the other. */
    static final class Out {

        private final String boundary;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Out(String boundary) {
            this.boundary = boundary;
        }

        /** {@code head}: lines, each ended. */
        void part(String head, byte[] content) {
            text("--" + boundary + "\r\n" + head + "\r\n");
            bytes.writeBytes(content);
            text("\r\n");
        }

        byte[] end() {
            text("--" + boundary + "--\r\n");
            return bytes.toByteArray();
        }

        String contentType() {
            return "multipart/mixed; boundary=" + boundary;
        }

        private void text(String text) {
            bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
