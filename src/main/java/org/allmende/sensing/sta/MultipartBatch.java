package org.allmende.sensing.sta;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.allmende.sensing.sta.Multipart.Part;

/**
 * Several requests in one as {@code multipart/mixed} (OGC 18-088 §11.1, OData 4.0 part 1 §11.7). Each is answered for itself, those
 * of a change set together: all of them or none.
 */
final class MultipartBatch {

    private static final Pattern LINE = Pattern.compile("([A-Za-z]{1,10}) (\\S{1,8000})(?: HTTP/1\\.[01])?");
    private static final String HTTP = "application/http";

    private final SensorThings service;
    private final Request outer;
    private final References references = new References();

    MultipartBatch(SensorThings service, Request outer) {
        this.service = service;
        this.outer = outer;
    }

    Answer answer() {
        var out = new Multipart.Out("batch_" + UUID.randomUUID());
        for (var part : parts(text(outer.body()), outer.contentType())) {
            if (Multipart.is(part.header("content-type"))) {
                changeSet(part, out);
            } else {
                one(part, out);
            }
        }
        var bytes = out.end();
        return new Answer(200, out.contentType(), null, to -> to.write(bytes));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static List<Part> parts(String body, String contentType) {
        return Multipart.read(body, contentType, Batch.MOST);
    }

    private void one(Part part, Multipart.Out out) {
        Answer answer;
        try {
            answer = service.answer(request(part));
        } catch (Refusal refused) {
            answer = Faults.answer(refused);
        }
        references.keep(part.header("content-id"), answer.location());
        write(part, answer, out);
    }

    /** One answer for all of them if they come to nothing. */
    private void changeSet(Part set, Multipart.Out out) {
        try {
            var parts = parts(set.content(), set.header("content-type"));
            var requests = new ArrayList<SensorThings.Step>();
            for (var part : parts) {
                requests.add(new SensorThings.Step(
                        () -> request(part), location -> references.keep(part.header("content-id"), location)));
            }
            var answers = service.together(outer, requests);
            var inner = new Multipart.Out("changeset_" + UUID.randomUUID());
            for (int i = 0; i < answers.size(); i++) {
                write(parts.get(i), answers.get(i), inner);
            }
            var bytes = inner.end();
            out.part("Content-Type: %s\r\nContent-Length: %d\r\n".formatted(inner.contentType(), bytes.length), bytes);
        } catch (Refusal refused) {
            write(set, Faults.answer(refused), out);
        }
    }

    private Request request(Part part) {
        if (!part.header("content-type").startsWith(HTTP)) {
            throw Refusal.bad("A part of a $batch is application/http or a change set.");
        }
        int end = part.content().indexOf('\n');
        var line = LINE.matcher((end < 0 ? part.content() : part.content().substring(0, end)).strip());
        if (!line.matches()) {
            throw Refusal.bad("A request begins with a line such as POST Things HTTP/1.1.");
        }
        var rest = Multipart.part(end < 0 ? "" : part.content().substring(end + 1));
        var body = new String(rest.bytes(), StandardCharsets.UTF_8).strip();
        return Batch.inner(
                outer, line.group(1), within(line.group(2)), body.getBytes(StandardCharsets.UTF_8), references);
    }

    /** An address may be whole, or begin with that of the host, or with that of the service. */
    private String within(String url) {
        int at = url.indexOf("/sta/" + outer.version() + "/");
        boolean whole = at == 0 || url.matches("https?://[^/]+/sta/.*");
        return whole && at >= 0 ? url.substring(at + 6 + outer.version().length()) : url;
    }

    private static void write(Part asked, Answer answer, Multipart.Out out) {
        var content = content(answer);
        var head = new StringBuilder("HTTP/1.1 " + answer.status() + " " + reason(answer.status()) + "\r\n");
        if (answer.location() != null) {
            head.append("Location: ").append(answer.location()).append("\r\n");
        }
        if (content.length > 0) {
            head.append("Content-Type: ").append(answer.contentType()).append("\r\n");
        }
        head.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(content);
        var id = asked.header("content-id");
        out.part(
                "Content-Type: " + HTTP + "\r\nContent-Transfer-Encoding: binary\r\n"
                        + (id.isEmpty() ? "" : "Content-ID: " + id + "\r\n"),
                whole.toByteArray());
    }

    private static byte[] content(Answer answer) {
        var bytes = new ByteArrayOutputStream();
        try {
            answer.body().writeTo(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 204 -> "No Content";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 503 -> "Service Unavailable";
            default -> "Bad Request";
        };
    }
}
