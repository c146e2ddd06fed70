package org.allmende.platform.login;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down who tries many names from one address: after a hundred failures within ten minutes that address waits. So many,
 * because a whole town hall may come from one address.
 */
@Component
public class Throttle extends OncePerRequestFilter implements AuthenticationFailureHandler {

    static final int FAILURES = 100;
    static final Duration SPAN = Duration.ofMinutes(10);
    private static final int REMEMBERED = 20_000;

    private record Count(Instant since, int failures) {}

    private final Clock clock;
    private final Map<String, Count> counts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > REMEMBERED;
        }
    };

    Throttle(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getRequestURI();
        return !"POST".equals(request.getMethod())
                || !(path.equals("/anmelden") || path.startsWith("/anmelden/") || path.startsWith("/einladung/"));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isOver(request.getRemoteAddr())) {
            response.sendRedirect("/anmelden?gedrosselt");
        } else {
            chain.doFilter(request, response);
        }
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        count(request);
        var wanted = request.getParameter("weiter");
        response.sendRedirect("/anmelden?fehler"
                + (wanted != null && AfterLogin.isOurs(wanted)
                        ? "&weiter=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8)
                        : ""));
    }

    /** Something was tried from there and was wrong. */
    public void count(HttpServletRequest request) {
        var network = network(request.getRemoteAddr());
        var now = clock.instant();
        synchronized (counts) {
            counts.merge(
                    network,
                    new Count(now, 1),
                    (before, ignored) ->
                            isOld(before, now) ? ignored : new Count(before.since(), before.failures() + 1));
        }
    }

    /** Whether something that anybody may do without logging in has been done from there at most so often within the span. */
    public boolean admits(HttpServletRequest request, String what, int most) {
        var now = clock.instant();
        synchronized (counts) {
            var count = counts.merge(
                    what + ' ' + network(request.getRemoteAddr()),
                    new Count(now, 1),
                    (before, first) -> isOld(before, now) ? first : new Count(before.since(), before.failures() + 1));
            return count.failures() <= most;
        }
    }

    boolean isOver(String address) {
        synchronized (counts) {
            var count = counts.get(network(address));
            return count != null && count.failures() >= FAILURES && !isOld(count, clock.instant());
        }
    }

    private static boolean isOld(Count count, Instant now) {
        return count.since().plus(SPAN).isBefore(now);
    }

    /** A household has 2^64 addresses of IPv6: its network stands for them. */
    public static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        var groups = address.split(":", -1);
        return String.join(":", Arrays.copyOf(groups, Math.min(4, groups.length)));
    }
}
