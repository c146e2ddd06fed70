package org.allmende.sensing.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.login.Public;
import org.allmende.platform.login.TokenHolder;
import org.allmende.platform.login.TokenRefused;
import org.allmende.platform.login.WithToken;
import org.allmende.sensing.Devices;
import org.allmende.sensing.IntakeFull;
import org.allmende.sensing.OpenToSuite;
import org.allmende.sensing.sta.Answer;
import org.allmende.sensing.sta.Options;
import org.allmende.sensing.sta.Request;
import org.allmende.sensing.sta.SensorThings;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;

/**
 * SensorThings at {@code /sta/v1.1} and {@code /sta/v1.0}. Everybody reads what is public, the holder of a device's token what
 * is its tenant's besides, and changes that.
 */
@Controller
class SensorThingsApi {

    private static final String BEARER = "Bearer ";

    /** Of a body, in bytes: a hundred thousand observations as arrays. */
    private static final int LARGEST = 16 << 20;

    private final SensorThings service;
    private final Devices devices;
    private final OpenToSuite suite;

    SensorThingsApi(SensorThings service, Devices devices, OpenToSuite suite) {
        this.service = service;
        this.devices = devices;
        this.suite = suite;
    }

    @Public
    @GetMapping({"/sta/{version}", "/sta/{version}/{*path}"})
    void get(@PathVariable String version, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(version, "GET", reader(request), request, response);
    }

    @WithToken
    @PostMapping("/sta/{version}/{*path}")
    void post(
            @PathVariable String version,
            @RequestAttribute(TokenHolder.ATTRIBUTE) TokenHolder holder,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        answer(version, "POST", writer(holder), request, response);
    }

    @WithToken
    @PatchMapping("/sta/{version}/{*path}")
    void patch(
            @PathVariable String version,
            @RequestAttribute(TokenHolder.ATTRIBUTE) TokenHolder holder,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        answer(version, "PATCH", writer(holder), request, response);
    }

    @WithToken
    @PutMapping("/sta/{version}/{*path}")
    void put(
            @PathVariable String version,
            @RequestAttribute(TokenHolder.ATTRIBUTE) TokenHolder holder,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        answer(version, "PUT", writer(holder), request, response);
    }

    @WithToken
    @DeleteMapping("/sta/{version}/{*path}")
    void delete(
            @PathVariable String version,
            @RequestAttribute(TokenHolder.ATTRIBUTE) TokenHolder holder,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        answer(version, "DELETE", writer(holder), request, response);
    }

    private @Nullable TokenHolder reader(HttpServletRequest request) {
        var shown = request.getHeader(HttpHeaders.AUTHORIZATION);
        var holder = shown == null || !shown.startsWith(BEARER)
                ? suite.withoutToken(request.getRequestURI())
                : devices.find(shown.substring(BEARER.length()).strip());
        if (shown != null && holder.isEmpty()) {
            throw new TokenRefused();
        }
        return holder.orElse(null);
    }

    /** A token for something else opens nothing here. */
    private TokenHolder writer(TokenHolder holder) {
        if (!devices.isDevice(holder)) {
            throw new TokenRefused();
        }
        return holder;
    }

    private void answer(
            String version,
            String method,
            @Nullable TokenHolder by,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (!version.equals("v1.1") && !version.equals("v1.0")) {
            throw new NotFound();
        }
        send(answer(version, method, by, request), response);
    }

    private Answer answer(String version, String method, @Nullable TokenHolder by, HttpServletRequest request)
            throws IOException {
        var body = new byte[0];
        if (!method.equals("GET")) {
            body = request.getInputStream().readNBytes(LARGEST + 1);
            if (body.length > LARGEST) {
                return Answer.refused(413, "The body is larger than %d bytes.".formatted(LARGEST));
            }
        }
        try {
            var path = request.getRequestURI().substring("/sta/".length() + version.length());
            var type = request.getContentType();
            return service.answer(new Request(
                    method,
                    version,
                    Options.decoded(path).replaceFirst("^/+", ""),
                    Options.parse(request.getQueryString()),
                    body,
                    type == null ? "application/json" : type,
                    by));
        } catch (IntakeFull full) {
            return Answer.refused(503, "The intake is full. Send it again later.");
        } catch (IllegalArgumentException undecodable) {
            return Answer.refused(400, "The address cannot be read.");
        }
    }

    private static void send(Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (answer.location() != null) {
            response.setHeader(HttpHeaders.LOCATION, answer.location());
        }
        if (answer.status() != 204) {
            response.setContentType(answer.contentType());
        }
        answer.body().writeTo(response.getOutputStream());
    }
}
