package org.allmende.sensing.sta;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Several requests in one, as JSON (OData JSON format 4.01, §19). Each is answered for itself; later ones may speak of what an
 * earlier one has made by {@code $id}.
 */
final class Batch {

    private static final int MOST = 1_000;

    private final SensorThings service;

    Batch(SensorThings service) {
        this.service = service;
    }

    Answer answer(Request request) {
        if (!request.contentType().startsWith("application/json")) {
            throw Refusal.bad("A $batch is sent as application/json.");
        }
        var requests = ObservationJson.parse(request.body()).path("requests");
        if (!requests.isArray() || requests.size() > MOST) {
            throw Refusal.bad("A $batch has a list of at most %d requests.", MOST);
        }
        var bytes = new ByteArrayOutputStream();
        var out = new JsonOut(bytes);
        out.open('{').name("responses").open('[');
        var made = new java.util.HashMap<String, String>();
        for (var one : requests) {
            one(request, one, made, out);
        }
        out.close(']').close('}').flush();
        return Answer.ok(bytes::writeTo);
    }

    private void one(Request outer, JsonNode it, java.util.Map<String, String> made, JsonOut out) {
        var id = it.path("id").asString("");
        var url = referred(it.path("url").asString(""), made);
        var body = it.path("body");
        var answer = answer(outer, it.path("method").asString("").toUpperCase(Locale.ROOT), url, body);
        out.open('{').name("id").text(id).name("status").number(answer.status());
        if (answer.location() != null) {
            out.name("location").text(answer.location());
            made.put(id, answer.location().substring(answer.location().lastIndexOf('/') + 1));
        }
        var content = content(answer);
        if (content != null) {
            out.name("body").raw(content);
        }
        out.close('}');
    }

    private Answer answer(Request outer, String method, String url, JsonNode body) {
        int query = url.indexOf('?');
        var path = query < 0 ? url : url.substring(0, query);
        if (path.endsWith("$batch")
                || !java.util.Set.of("GET", "POST", "PATCH", "PUT", "DELETE").contains(method)) {
            return Answer.refused(400, "This is not possible within a $batch.");
        }
        try {
            return service.answer(new Request(
                    method,
                    outer.version(),
                    Options.decoded(path).replaceFirst("^/", ""),
                    Options.parse(query < 0 ? null : url.substring(query + 1)),
                    body.isMissingNode() ? new byte[0] : body.toString().getBytes(StandardCharsets.UTF_8),
                    "application/json",
                    outer.by()));
        } catch (IllegalArgumentException undecodable) {
            return Answer.refused(400, "The address cannot be read.");
        }
    }

    /** {@code $1/Datastreams}, where 1 is the id of an earlier request. */
    private static String referred(String url, java.util.Map<String, String> made) {
        if (!url.startsWith("$")) {
            return url;
        }
        int slash = url.indexOf('/');
        var id = slash < 0 ? url.substring(1) : url.substring(1, slash);
        var entity = made.get(id);
        return entity == null ? url : entity + (slash < 0 ? "" : url.substring(slash));
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
