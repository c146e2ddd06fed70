package org.allmende.platform.api;

import java.util.List;
import org.allmende.platform.html.Page;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * An error as other software reads it (RFC 9457).
 *
 * @param type address of what is to be known about it
 * @param detail what to do
 */
public record Problem(String type, String title, int status, String detail) {

    /** All kinds, in the order in which they are met. */
    public static final List<String> KINDS =
            List.of("request", "token", "forbidden", "unknown", "method", "format", "server");

    /** The answer to a request that failed with this status, in the language of whoever asked. */
    public static ResponseEntity<Problem> of(Page page, HttpStatus status) {
        var kind = kind(status);
        var answer = ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (status == HttpStatus.UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.body(new Problem(
                page.url("/api#" + kind),
                page.t("platform.problem." + kind),
                status.value(),
                page.t("platform.problem." + kind + ".text")));
    }

    private static String kind(HttpStatus status) {
        return switch (status) {
            case UNAUTHORIZED -> "token";
            case FORBIDDEN -> "forbidden";
            case NOT_FOUND, GONE -> "unknown";
            case METHOD_NOT_ALLOWED -> "method";
            case NOT_ACCEPTABLE, UNSUPPORTED_MEDIA_TYPE -> "format";
            default -> status.is4xxClientError() ? "request" : "server";
        };
    }
}
