package org.allmende.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an invented device has: the address of SensorThings' tasking, and a token. Paths are those behind the version.
 *
 * @param root such as {@code http://127.0.0.1:8080/sta-tasking/v1.1}
 */
record DemoDevice(HttpClient http, String root, String token) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int GOOD = 300;

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(call(request(path).GET()));
    }

    void send(String method, String path, JsonNode body) throws IOException, InterruptedException {
        call(request(path)
                .method(method, BodyPublishers.ofString(body.toString()))
                .header("Content-Type", "application/json"));
    }

    void measured(long datastream, double value) throws IOException, InterruptedException {
        send(
                "POST",
                "/Datastreams(%d)/Observations".formatted(datastream),
                JsonMapper.shared().createObjectNode().put("result", value));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private String call(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= GOOD) {
            throw new IOException("%d %s".formatted(answer.statusCode(), answer.body()));
        }
        return answer.body();
    }
}
