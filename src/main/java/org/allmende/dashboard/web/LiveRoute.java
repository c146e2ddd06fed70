package org.allmende.dashboard.web;

import com.sun.management.UnixOperatingSystemMXBean;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.allmende.dashboard.Stations;
import org.allmende.platform.config.Configuration;
import org.allmende.platform.html.NotFound;
import org.allmende.platform.html.Page;
import org.allmende.platform.login.Public;
import org.allmende.platform.login.Throttle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** Where pages listen. A stream holds a connection and no thread; how many there may be is limited, of all and of one address. */
@Controller
class LiveRoute {

    private static final int RETRY_SECONDS = 30;

    private final LiveValues live;
    private final Stations stations;
    private final int most;
    private final int mostOfAddress;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<String, Integer> addresses = new ConcurrentHashMap<>();

    LiveRoute(LiveValues live, Stations stations, Configuration configuration) {
        this.live = live;
        this.stations = stations;
        this.most = Math.min(configuration.dashboard().listeners(), files() / 5 * 4);
        this.mostOfAddress = configuration.dashboard().listenersOfAddress();
    }

    /** How many files and connections the system lets us open. */
    private static int files() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.min(Integer.MAX_VALUE, unix.getMaxFileDescriptorCount())
                : Integer.MAX_VALUE;
    }

    /**
     * Answers {@code text/event-stream} with events {@code station}, whose data is a JSON object; any other client gets one JSON
     * object with such in {@code stations} and asks again. 503 when too many listen.
     *
     * @param ort a tenant's slug: only stations there; empty for all
     * @param fall only stations of this use case; empty for all
     * @param messstelle only this station; empty for all
     * @param seit the id of the last event that is known; the header counts more, which browsers send when they come back
     */
    @Public
    @GetMapping("/daten/live")
    void listen(
            Page page,
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(defaultValue = "") String ort,
            @RequestParam(defaultValue = "") String fall,
            @RequestParam(defaultValue = "") String messstelle,
            @RequestParam(defaultValue = "") String seit,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "") String heard,
            @RequestHeader(name = "Accept", defaultValue = "") String accept)
            throws IOException {
        var scope = scope(ort, fall, messstelle, page.lang());
        var since = heard.isEmpty() ? seit : heard;
        // an answer of this moment; and proxies must neither collect nor change it
        response.setHeader("Cache-Control", "no-store, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
        if (!accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE)) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream().write(live.poll(scope, since));
            return;
        }
        var address = Throttle.network(request.getRemoteAddr());
        if (!enter(address)) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.setIntHeader("Retry-After", RETRY_SECONDS);
            response.setContentType("text/plain;charset=UTF-8");
            response.getOutputStream().write(page.t("dashboard.live.full").getBytes(StandardCharsets.UTF_8));
            return;
        }
        response.setContentType("text/event-stream;charset=UTF-8");
        // what is written goes out as it is, until the connection ends
        response.setHeader("Connection", "close");
        var listener = takeOver(request, response, address);
        try {
            response.getOutputStream().write(greeting());
            response.flushBuffer();
        } catch (IOException gone) {
            listener.end();
            throw gone;
        }
        live.join(listener, scope, since);
    }

    /** The way of WebSockets, but the answer stays what it was: 200, and then events. */
    private LiveListener takeOver(HttpServletRequest request, HttpServletResponse response, String address)
            throws IOException {
        try {
            var listener = request.upgrade(LiveListener.class);
            response.setStatus(HttpServletResponse.SC_OK);
            listener.whenGone(() -> leave(address));
            return listener;
        } catch (ServletException | RuntimeException failed) {
            leave(address);
            throw new IOException(failed);
        }
    }

    /** After a restart not all come back at the same moment. */
    private static byte[] greeting() {
        return ("retry: " + ThreadLocalRandom.current().nextInt(1_500, 6_000) + "\n\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private LiveScope scope(String ort, String fall, String messstelle, String language) {
        var tenants = ort.isEmpty() ? Set.<String>of() : stations.around(ort);
        var known = stations.current();
        var station = messstelle.isEmpty() ? 0 : station(messstelle, known);
        if ((!ort.isEmpty() && tenants.isEmpty())
                || (!fall.isEmpty() && known.arrangement().find(fall).isEmpty())) {
            throw new NotFound();
        }
        return new LiveScope(tenants, fall, station, language);
    }

    private static int station(String number, Stations.Known known) {
        return known.stations().stream()
                .filter(it -> number.equals(Integer.toString(it.id())))
                .findFirst()
                .orElseThrow(NotFound::new)
                .id();
    }

    private boolean enter(String address) {
        var here = addresses.merge(address, 1, Integer::sum);
        if (all.incrementAndGet() > most || here > mostOfAddress) {
            leave(address);
            return false;
        }
        return true;
    }

    private void leave(String address) {
        all.decrementAndGet();
        addresses.computeIfPresent(address, (same, here) -> here > 1 ? Integer.valueOf(here - 1) : null);
    }
}
