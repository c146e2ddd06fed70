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
import org.allmende.sensing.OpenToSuite;
import org.allmende.sensing.sta.Part;
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

    private final SensorThingsExchange exchange;
    private final Devices devices;
    private final OpenToSuite suite;

    SensorThingsApi(SensorThingsExchange exchange, Devices devices, OpenToSuite suite) {
        this.exchange = exchange;
        this.devices = devices;
        this.suite = suite;
    }

    @Public
    @GetMapping({"/sta/{version}", "/sta/{version}/{*path}"})
    void get(@PathVariable String version, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(version, reader(request), request, response);
    }

    @WithToken
    @PostMapping("/sta/{version}/{*path}")
    void post(
            @PathVariable String version,
            @RequestAttribute(TokenHolder.ATTRIBUTE) TokenHolder holder,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        change(version, holder, request, response);
    }

    @WithToken
    @PatchMapping("/sta/{version}/{*path}")
    void patch(
            @PathVariable String version,
            @RequestAttribute(TokenHolder.ATTRIBUTE) TokenHolder holder,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        change(version, holder, request, response);
    }

    @WithToken
    @PutMapping("/sta/{version}/{*path}")
    void put(
            @PathVariable String version,
            @RequestAttribute(TokenHolder.ATTRIBUTE) TokenHolder holder,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        change(version, holder, request, response);
    }

    @WithToken
    @DeleteMapping("/sta/{version}/{*path}")
    void delete(
            @PathVariable String version,
            @RequestAttribute(TokenHolder.ATTRIBUTE) TokenHolder holder,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        change(version, holder, request, response);
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

    private void change(String version, TokenHolder holder, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answer(version, exchange.device(holder), request, response);
    }

    private void answer(
            String version, @Nullable TokenHolder by, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!version.equals("v1.1") && !version.equals("v1.0")) {
            throw new NotFound();
        }
        exchange.answer(Part.SENSING, version, by, request, response);
    }
}
