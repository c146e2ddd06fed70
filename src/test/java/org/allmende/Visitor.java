package org.allmende;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Somebody with a browser of their own: keeps cookies, sends what browsers send, follows no redirect unasked. */
public final class Visitor {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String address;
    private final String network;
    private final CookieManager cookies = new CookieManager();

    private Visitor(String address, String network) {
        this.address = address;
        this.network = network;
    }

    public Visitor(String address) {
        this(address, "127.0.0.1");
    }

    /** Logs in with this name, for example one of the demo's. */
    public Visitor logIn(String name, String password) {
        var answer = post("/anmelden", Map.of("name", name, "passwort", password));
        if (answer.status() != 302 || answer.location().contains("fehler")) {
            throw new AssertionError("%s cannot log in: %s".formatted(name, answer));
        }
        return this;
    }

    /** The same with the same cookies, whom a proxy leads to another instance of the server on the same host. */
    public Visitor at(String otherAddress) {
        var copy = new Visitor(otherAddress, network);
        cookies().forEach(cookie -> copy.cookies.getCookieStore().add(URI.create(otherAddress), cookie));
        return copy;
    }

    /** The same with cookies of their own from here on: whatever they do, this one stays as it is. */
    public Visitor copy() {
        return from(network);
    }

    /** As {@link #copy}, at another address of the internet, as a proxy in front of the server tells it. */
    public Visitor from(String otherNetwork) {
        var copy = new Visitor(address, otherNetwork);
        cookies().forEach(cookie -> copy.cookies.getCookieStore().add(URI.create(address), cookie));
        return copy;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** What follows a commit is there a moment later: asks until it is. */
    public byte[] await(String path) {
        for (int patience = 0; patience < 300; patience++) {
            var answer = get(path);
            if (answer.status() == 200) {
                return answer.body();
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        throw new AssertionError("never there: " + path);
    }

    /** As {@link #get}, to the end of up to five redirects. */
    public Answer open(String path) {
        return follow(get(path));
    }

    public Answer follow(Answer answer) {
        var last = answer;
        for (int step = 0; step < 5 && last.isRedirect(); step++) {
            var next = last.address().resolve(last.location());
            last = get(next.getRawPath() + (next.getRawQuery() == null ? "" : "?" + next.getRawQuery()));
        }
        return last;
    }

    public Answer post(String path, Map<String, String> form) {
        return post(path, "application/x-www-form-urlencoded", encode(form).getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends a form as it is, with a small picture for each file it takes. */
    public Answer post(Form form) {
        if (!form.takesFiles()) {
            return send(
                    form.method(),
                    form.path(),
                    "application/x-www-form-urlencoded",
                    encode(form.fields()).getBytes(StandardCharsets.US_ASCII));
        }
        var body = Multipart.of(form.fields());
        form.files().forEach(file -> body.file(file, "probe.png", "image/png", Citizen.picture()));
        return post(form.path(), body.contentType(), body.bytes());
    }

    public Answer post(String path, String contentType, byte[] body) {
        return send("POST", path, contentType, body);
    }

    public Answer send(String method, String path, String contentType, byte[] body) {
        return send(request(path)
                .header("Content-Type", contentType)
                .header("Origin", address)
                .method(method, BodyPublishers.ofByteArray(body)));
    }

    /** A request as a browser makes it from one of our own pages. */
    public HttpRequest.Builder request(String path) {
        return plainRequest(path)
                .setHeader("Sec-Fetch-Site", "same-origin")
                .setHeader("Sec-Fetch-Mode", "navigate")
                .setHeader("Sec-Fetch-Dest", "document");
    }

    /** A request that says nothing about where it comes from. */
    public HttpRequest.Builder plainRequest(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .header("User-Agent", "Mozilla/5.0 (Allmende tests)")
                .header("X-Forwarded-For", network);
    }

    public Answer send(HttpRequest.Builder request) {
        var address = request.build().uri();
        try {
            cookies.get(address, Map.of()).forEach((name, values) -> {
                if (!values.isEmpty()) {
                    request.setHeader(name, String.join("; ", values));
                }
            });
            var answer = new Answer(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
            cookies.put(address, answer.headers());
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(request.build() + " got no answer: " + broken, broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** Reads every further page in this language. */
    public Visitor reading(String language) {
        setCookie("sprache", language);
        return this;
    }

    public Optional<String> cookie(String name) {
        return cookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    public void setCookie(String name, String value) {
        var cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setDomain(domain());
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(address), cookie);
    }

    /** As {@link CookieManager} calls a host without a dot. */
    private String domain() {
        var host = URI.create(address).getHost();
        return host.contains(".") ? host : host + ".local";
    }

    public static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
