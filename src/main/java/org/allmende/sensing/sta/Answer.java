package org.allmende.sensing.sta;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What comes back.
 *
 * @param location address of what was made, or null
 */
public record Answer(
        int status, String contentType, @Nullable String location, Body body) {

    static final String JSON = "application/json;charset=UTF-8";

    /** Writes itself, since it may be large. */
    public interface Body {
        void writeTo(OutputStream to) throws IOException;
    }

    static Answer ok(Body body) {
        return new Answer(200, JSON, null, body);
    }

    static Answer empty(int status) {
        return new Answer(status, JSON, null, to -> {});
    }

    static Answer created(String location) {
        return new Answer(201, JSON, location, to -> {});
    }

    static Answer text(String text) {
        return new Answer(200, "text/plain;charset=UTF-8", null, to -> to.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The body as a text; for what is short. */
    public String text() {
        var bytes = new ByteArrayOutputStream();
        try {
            body.writeTo(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** As FROST and others say what is wrong. */
    public static Answer refused(int status, String message) {
        return new Answer(status, JSON, null, to -> {
            var out = new JsonOut(to);
            out.open('{')
                    .name("code")
                    .number(status)
                    .name("type")
                    .text("error")
                    .name("message")
                    .text(message);
            out.close('}').flush();
        });
    }
}
