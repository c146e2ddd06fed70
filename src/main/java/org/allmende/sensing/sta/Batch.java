package org.allmende.sensing.sta;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Several requests in one, as JSON (OData JSON format 4.01, §19) or as {@link MultipartBatch}. Each is answered for itself; later
 * ones may speak of what an earlier one has made by {@code $id}.
 */
final class Batch {

    static final int MOST = 1_000;

    private static final Set<String> METHODS = Set.of("GET", "POST", "PATCH", "PUT", "DELETE");

    private final SensorThings service;

    Batch(SensorThings service) {
        this.service = service;
    }

    Answer answer(Request request) {
        if (Multipart.is(request.contentType())) {
            return new MultipartBatch(service, request).answer();
        }
        if (!request.contentType().startsWith("application/json")) {
            throw Refusal.bad("A $batch is sent as application/json or multipart/mixed.");
        }
        var requests = ObservationJson.parse(request.body()).path("requests");
        if (!requests.isArray() || requests.size() > MOST) {
            throw Refusal.bad("A $batch has a list of at most %d requests.", MOST);
        }
        var bytes = new ByteArrayOutputStream();
        var out = new JsonOut(bytes);
        out.open('{').name("responses").open('[');
        var made = new References();
        for (var one : requests) {
            one(request, one, made, out);
        }
        out.close(']').close('}').flush();
        return Answer.ok(bytes::writeTo);
    }

    private void one(Request outer, JsonNode it, References made, JsonOut out) {
        var id = it.path("id").asString("");
        var body = it.path("body");
        Answer answer;
        try {
            answer = service.answer(inner(
                    outer,
                    it.path("method").asString(""),
                    it.path("url").asString(""),
                    body.isMissingNode() ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8),
                    made));
        } catch (Refusal refused) {
            answer = Faults.answer(refused);
        }
        out.open('{').name("id").text(id).name("status").number(answer.status());
        if (answer.location() != null) {
            out.name("location").text(answer.location());
            made.keep(id, answer.location());
        }
        var content = content(answer);
        if (content != null) {
            out.name("body").raw(content);
        }
        out.close('}');
    }

    /** A request within another one, by the same sender. */
    static Request inner(Request outer, String method, String typed, byte[] body, References made) {
        var url = made.inAddress(typed);
        int query = url.indexOf('?');
        var path = query < 0 ? url : url.substring(0, query);
        var verb = method.toUpperCase(Locale.ROOT);
        if (path.endsWith("$batch") || !METHODS.contains(verb)) {
            throw Refusal.bad("This is not possible within a $batch.");
        }
        try {
            return new Request(
                    verb,
                    outer.version(),
                    Options.decoded(path).replaceFirst("^/", ""),
                    Options.parse(query < 0 ? null : url.substring(query + 1)),
                    made.inBody(body),
                    "application/json",
                    outer.by(),
                    outer.part());
        } catch (IllegalArgumentException undecodable) {
            throw Refusal.bad("The address cannot be read.");
        }
    }

    private static @Nullable String content(Answer answer) {
        var bytes = new ByteArrayOutputStream();
        try {
            answer.body().writeTo(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        var text = bytes.toString(StandardCharsets.UTF_8);
        return text.isEmpty() || !answer.contentType().contains("json") ? null : text;
    }
}
