package org.allmende.cases.web;

import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.allmende.cases.desk.Changes;
import org.allmende.platform.login.Allowed;
import org.allmende.platform.login.Role;
import org.allmende.platform.login.Staff;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells whoever has the work list or a case open what has changed since, as server-sent events: ids of cases, in one event
 * every two seconds at most. Rights are looked at anew whenever a browser connects, every five minutes at the latest.
 */
@Controller
class LivePages implements SmartLifecycle {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration QUIET = Duration.ofSeconds(20);
    /** More ids than that nobody looks for on a page. */
    private static final int MOST = 100;

    private final Changes changes;
    private final Clock clock;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    LivePages(Changes changes, Clock clock) {
        this.changes = changes;
        this.clock = clock;
    }

    /** A browser that listens. */
    private static final class Listener {
        private final Staff staff;
        private final SseEmitter emitter;
        private final Instant began;
        private Instant told;
        private Instant spoken;

        Listener(Staff staff, SseEmitter emitter, Instant now, Instant since) {
            this.staff = staff;
            this.emitter = emitter;
            this.began = now;
            this.told = since;
            this.spoken = now;
        }
    }

    /**
     * Answers {@code text/event-stream} with events {@code cases}, whose data is a JSON array of ids; any other client gets one
     * such array and asks again.
     *
     * @param seit when the page was made, in epoch milliseconds
     */
    @Allowed({Role.CLERK, Role.LEAD})
    @GetMapping("/arbeitsplatz/neues")
    Object changes(
            Staff staff,
            @RequestParam(defaultValue = "") String seit,
            @RequestHeader(name = HttpHeaders.ACCEPT, defaultValue = "") String accept) {
        var now = clock.instant();
        var since = instant(seit, now);
        if (!accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE)) {
            return ResponseEntity.ok()
                    .cacheControl(CacheControl.noStore())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(json(changes.after(since, staff)));
        }
        var emitter = new SseEmitter(0L);
        var listener = new Listener(staff, emitter, now, since);
        emitter.onCompletion(() -> listeners.remove(listener));
        emitter.onError(gone -> listeners.remove(listener));
        listeners.add(listener);
        if (!running) {
            emitter.complete();
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(emitter);
    }

    private static Instant instant(String millis, Instant otherwise) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(millis));
        } catch (NumberFormatException | DateTimeException unknown) {
            return otherwise;
        }
    }

    private static String json(List<UUID> ids) {
        return ids.stream()
                .limit(MOST)
                .map(id -> '"' + id.toString() + '"')
                .toList()
                .toString();
    }

    private void tellAll() {
        while (running) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException stopped) {
                return;
            }
            listeners.forEach(this::tell);
        }
    }

    private void tell(Listener listener) {
        var now = clock.instant();
        try {
            var ids = changes.after(listener.told, listener.staff);
            if (!ids.isEmpty()) {
                listener.emitter.send(SseEmitter.event().name("cases").data(json(ids)));
                listener.spoken = now;
            } else if (listener.spoken.plus(QUIET).isBefore(now)) {
                // so that it is noticed when nobody listens any more
                listener.emitter.send(SseEmitter.event().comment(""));
                listener.spoken = now;
            }
            // what is committed while this runs may carry an earlier time; what was there before the page is no news
            var from = now.minus(PAUSE);
            listener.told = from.isAfter(listener.told) ? from : listener.told;
            if (listener.began.plus(LONGEST).isBefore(now)) {
                listener.emitter.complete();
            }
        } catch (IOException | IllegalStateException gone) {
            listeners.remove(listener);
            listener.emitter.complete();
        }
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("live").start(this::tellAll);
    }

    /** Open streams would hold the server up when it stops. */
    @Override
    public void stop() {
        running = false;
        listeners.forEach(listener -> listener.emitter.complete());
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
