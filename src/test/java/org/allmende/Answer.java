package org.allmende;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** What the server answered to one request. */
public final class Answer {

    private final HttpResponse<byte[]> response;

    Answer(HttpResponse<byte[]> response) {
        this.response = response;
    }

    public String method() {
        return response.request().method();
    }

    public URI address() {
        return response.uri();
    }

    public int status() {
        return response.statusCode();
    }

    Map<String, List<String>> headers() {
        return response.headers().map();
    }

    public byte[] body() {
        return response.body();
    }

    public String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    public Document html() {
        return Jsoup.parse(text(), address().toString());
    }

    public boolean isHtml() {
        return contentType().startsWith("text/html");
    }

    public boolean isJson() {
        return contentType().matches("application/(problem[+])?json.*");
    }

    public String contentType() {
        return header("content-type");
    }

    /** The header's value, empty when there is none. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public List<String> cookies() {
        return response.headers().allValues("set-cookie");
    }

    /** Where a redirect leads, empty when it is none. */
    public String location() {
        return header("location");
    }

    public boolean isRedirect() {
        return status() >= 300 && status() < 400;
    }

    public boolean asksForLogin() {
        return isRedirect() && location().contains("/anmelden");
    }

    private static String path(String address) {
        return address.replaceFirst("^https?://[^/]+", "");
    }

    @Override
    public String toString() {
        var query = address().getRawQuery() == null ? "" : "?" + address().getRawQuery();
        return "%s %s%s → %d%s"
                .formatted(
                        method(), address().getRawPath(), query, status(), isRedirect() ? " " + path(location()) : "");
    }
}
