package org.allmende.cases.handover;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The office's own software as its maker would write it: takes messages, proves who sent them. */
final class Fachverfahren implements AutoCloseable {

    /** A message as it came in. */
    record Heard(String id, String timestamp, String signature, String body) {

        /** Whether whoever knows the secret has sent exactly this (Standard Webhooks 1.0). */
        boolean isSignedWith(String secret) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(
                        Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
                var signed =
                        mac.doFinal("%s.%s.%s".formatted(id, timestamp, body).getBytes(StandardCharsets.UTF_8));
                return signature.equals("v1," + Base64.getEncoder().encodeToString(signed));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private final HttpServer server;
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final Deque<Integer> answers = new ArrayDeque<>();

    Fachverfahren() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/eingang", this::take);
        server.start();
    }

    /** Answers so, one after the other, then with 200. */
    synchronized Fachverfahren answering(Integer... statuses) {
        answers.addAll(List.of(statuses));
        return this;
    }

    private synchronized int next() {
        var next = answers.poll();
        return next == null ? 200 : next;
    }

    private void take(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        heard.add(new Heard(
                headers.getFirst("webhook-id"),
                headers.getFirst("webhook-timestamp"),
                headers.getFirst("webhook-signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        var text = "Antwort".getBytes(StandardCharsets.UTF_8);
        int status = next();
        if (status == 302) {
            exchange.getResponseHeaders().add("Location", "/anderswo");
        }
        exchange.sendResponseHeaders(status, text.length);
        exchange.getResponseBody().write(text);
        exchange.close();
    }

    List<Heard> heard() {
        return List.copyOf(heard);
    }

    String address() {
        return "http://127.0.0.1:%d/eingang".formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
