package org.allmende.geo.ogc.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.allmende.geo.ogc.BadQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import tools.jackson.databind.json.JsonMapper;

/** How everything below /ogc is asked and answered: parameters once and known, JSON or a page, refusals as the standard has them. */
@ControllerAdvice(assignableTypes = {OgcPages.class, TilePages.class})
class Exchange {

    private static final JsonMapper JSON = new JsonMapper();

    /** There is no such thing. */
    static final class Missing extends RuntimeException {
        Missing(String what) {
            super(what, null, false, false);
        }
    }

    /** Whoever asks for pages gets them: a browser names HTML first, programs do not. */
    static boolean isForPeople(HttpServletRequest request) {
        var wanted = request.getParameter("f");
        if (wanted != null) {
            return format(wanted);
        }
        var accept = Optional.ofNullable(request.getHeader(HttpHeaders.ACCEPT)).orElse("");
        int html = accept.indexOf("text/html");
        int json = accept.indexOf("json");
        return html >= 0 && (json < 0 || html < json);
    }

    /** True for pages. */
    static boolean format(@Nullable String wanted) {
        if (wanted != null && !wanted.equals("json") && !wanted.equals("html")) {
            throw new BadQuery("f is json or html");
        }
        return "html".equals(wanted);
    }

    static void check(HttpServletRequest request, Set<String> known) {
        for (var name : once(request).keySet()) {
            if (!known.contains(name)) {
                throw new BadQuery("Unknown parameter: " + name);
            }
        }
        format(request.getParameter("f"));
    }

    static Map<String, String> once(HttpServletRequest request) {
        var once = new LinkedHashMap<String, String>();
        request.getParameterMap().forEach((name, values) -> {
            if (values.length != 1) {
                throw new BadQuery("Given more than once: " + name);
            }
            once.put(name, values[0]);
        });
        return once;
    }

    static String with(Map<String, String> asked, String name, Object value) {
        var all = new LinkedHashMap<>(asked);
        all.put(name, String.valueOf(value));
        var query = new StringBuilder();
        all.forEach((key, text) -> query.append(query.isEmpty() ? '?' : '&')
                .append(encode(key))
                .append('=')
                .append(encode(text)));
        return query.toString();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static void send(HttpServletResponse response, Map<String, ?> document) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        write(response, document);
    }

    static void write(HttpServletResponse response, Map<String, ?> document) throws IOException {
        response.getOutputStream().write(JSON.writeValueAsBytes(document));
    }

    @ExceptionHandler(BadQuery.class)
    void refuse(BadQuery bad, HttpServletResponse response) throws IOException {
        problem(response, HttpStatus.BAD_REQUEST, "InvalidParameterValue", bad);
    }

    @ExceptionHandler(Missing.class)
    void refuse(Missing missing, HttpServletResponse response) throws IOException {
        problem(response, HttpStatus.NOT_FOUND, "NotFound", missing);
    }

    private static void problem(HttpServletResponse response, HttpStatus status, String code, RuntimeException why)
            throws IOException {
        response.setStatus(status.value());
        send(response, Map.of("code", code, "description", String.valueOf(why.getMessage())));
    }
}
