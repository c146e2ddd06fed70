package org.allmende.cases.handover;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.allmende.platform.outbound.Lines;
import org.springframework.stereotype.Component;

/** One POST over HTTP/1.1 to an address that may be hostile. No redirect is followed, and the answer is cut off. */
@Component
class Post {

    private static final Duration ALTOGETHER = Duration.ofSeconds(15);
    private static final int ANSWER = 8 * 1024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})\\b.*", Pattern.DOTALL);

    private final Lines lines;

    Post(Lines lines) {
        this.lines = lines;
    }

    /** What came back: status and the beginning of the text. */
    record Answer(int status, String text) {}

    Answer send(URI url, Map<String, String> headers, byte[] body) throws IOException {
        try (var line = lines.open(url, ALTOGETHER)) {
            line.out().write(head(url, headers, body.length).getBytes(StandardCharsets.US_ASCII));
            line.out().write(body);
            line.out().flush();
            return read(line.in());
        }
    }

    private static String head(URI url, Map<String, String> headers, int length) {
        var head = new StringBuilder(Lines.head("POST", url));
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("Content-Length: %d\r\nConnection: close\r\n\r\n".formatted(length))
                .toString();
    }

    private static Answer read(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[ANSWER];
        try {
            for (int read = in.read(buffer); read >= 0 && bytes.size() < ANSWER; read = in.read(buffer)) {
                bytes.write(buffer, 0, Math.min(read, ANSWER - bytes.size()));
            }
        } catch (IOException cutOff) {
            // the status may have come, and it is all that counts
            if (!STATUS.matcher(bytes.toString(StandardCharsets.ISO_8859_1)).matches()) {
                throw cutOff;
            }
        }
        var answer = bytes.toString(StandardCharsets.UTF_8);
        var status = STATUS.matcher(answer);
        if (!status.matches()) {
            throw new IOException("The answer is no HTTP.");
        }
        int end = answer.indexOf("\r\n\r\n");
        return new Answer(Integer.parseInt(status.group(1)), end < 0 ? "" : answer.substring(end + 4));
    }
}
