package org.allmende.sensing.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.allmende.platform.login.TokenHolder;
import org.allmende.platform.login.TokenRefused;
import org.allmende.sensing.Devices;
import org.allmende.sensing.IntakeFull;
import org.allmende.sensing.sta.Answer;
import org.allmende.sensing.sta.Options;
import org.allmende.sensing.sta.Part;
import org.allmende.sensing.sta.Request;
import org.allmende.sensing.sta.SensorThings;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Carries requests of HTTP to the service of SensorThings, and its answers back. */
@Component
class SensorThingsExchange {

    /** Of a body, in bytes: a hundred thousand observations as arrays. */
    private static final int LARGEST = 16 << 20;

    private final SensorThings service;
    private final Devices devices;

    SensorThingsExchange(SensorThings service, Devices devices) {
        this.service = service;
        this.devices = devices;
    }

    /** A token for something else opens nothing here. */
    TokenHolder device(TokenHolder holder) {
        if (!devices.isDevice(holder)) {
            throw new TokenRefused();
        }
        return holder;
    }

    void answer(
            Part part,
            String version,
            @Nullable TokenHolder by,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(answer(part, version, by, request), response);
    }

    private Answer answer(Part part, String version, @Nullable TokenHolder by, HttpServletRequest request)
            throws IOException {
        var body = new byte[0];
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            body = request.getInputStream().readNBytes(LARGEST + 1);
            if (body.length > LARGEST) {
                return Answer.refused(413, "The body is larger than %d bytes.".formatted(LARGEST));
            }
        }
        try {
            var path = request.getRequestURI().substring(part.path().length() + version.length());
            var type = request.getContentType();
            return service.answer(new Request(
                    request.getMethod().equals("HEAD") ? "GET" : request.getMethod(),
                    version,
                    Options.decoded(path).replaceFirst("^/+", ""),
                    Options.parse(request.getQueryString()),
                    body,
                    type == null ? "application/json" : type,
                    by,
                    part));
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
